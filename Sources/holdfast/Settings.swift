import Cryptography
import Foundation
import Values
import Web

/// How the program is set up: by flag, then environment, then default. Pure, so that a table can test it.
package struct Settings: Sendable, Hashable {
    package let host: String
    package let port: Int
    package let database: String
    package let publicFolder: String
    package let signingKeyFile: String
    /// The signing key itself, PEM, instead of a file.
    package let signingKey: Confidential?
    /// How the signing key opens, where it is encrypted.
    package let signingKeyPassphrase: Confidential?
    package let signingKeyPassphraseFile: String?
    /// Of the installation's secret.
    package let secretFile: String
    /// The secret itself, base64url, instead of a file.
    package let secret: Confidential?
    /// A file of passwords that many people use, one on each line.
    package let commonPasswordsFile: String
    /// What a password costs to try: each step doubles time and memory. Nil for what is usual.
    package let passwordCost: ScryptCost?
    /// As people reach it, without a slash at the end; nil when that is host and port themselves.
    package let publicURL: String?
    /// Where documents are exchanged with suppliers' systems; nil where they are not exchanged that way.
    package let exchangeFolder: String?
    package let delivery: DeliverySettings
    /// Proxies whose word counts for where a request comes from.
    package let trustedProxies: [AddressRange]
    /// How many requests one key of a supplier's program has in a minute; nil for as many as there usually are.
    package let programRequests: Int?

    /// What was said on the command line.
    package struct Flags: Sendable, Hashable {
        package var host: String?
        package var port: String?
        package var database: String?
        package var publicFolder: String?
        package var signingKeyFile: String?
        package var publicURL: String?
        package var exchangeFolder: String?

        package init() {}
    }

    private static let prefix = "HOLDFAST_"
    private static let names: Set<String> = [
        "HOLDFAST_HOST", "HOLDFAST_PORT", "HOLDFAST_DATABASE", "HOLDFAST_PUBLIC", "HOLDFAST_SIGNING_KEY_FILE",
        "HOLDFAST_PUBLIC_URL", "HOLDFAST_EXCHANGE_FOLDER", "HOLDFAST_API_REQUESTS_PER_MINUTE",
        "HOLDFAST_COMMON_PASSWORDS", "HOLDFAST_PASSWORD_COST", "HOLDFAST_TRUSTED_PROXIES",
        "HOLDFAST_SIGNING_KEY", "HOLDFAST_SIGNING_KEY_PASSPHRASE",
        "HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE", "HOLDFAST_SECRET", "HOLDFAST_SECRET_FILE",
    ]

    /// - Throws: a `SettingProblem` that names the flag or variable.
    package init(flags: Flags, environment: [String: String]) throws(SettingProblem) {
        let known = Settings.names.union(DeliverySettings.names)
        let unknown = environment.keys.filter { $0.hasPrefix(Settings.prefix) && !known.contains($0) }
        if let name = unknown.min() {
            throw SettingProblem(name, "is not a setting; there are \(known.sorted().joined(separator: ", "))")
        }
        func setting(_ flag: String?, _ name: String, _ variable: String) throws(SettingProblem) -> Setting? {
            guard let value = flag ?? environment[variable] else { return nil }
            let source = flag == nil ? variable : "--\(name)"
            guard !value.isEmpty else { throw SettingProblem(source, "is empty") }
            guard !value.utf8.contains(0) else { throw SettingProblem(source, "holds a NUL byte") }
            return Setting(value: value, source: source)
        }
        host = try setting(flags.host, "host", "HOLDFAST_HOST")?.host() ?? "127.0.0.1"
        port = try setting(flags.port, "port", "HOLDFAST_PORT")?.port() ?? 8080
        database = try setting(flags.database, "database", "HOLDFAST_DATABASE")?.file() ?? "holdfast.db"
        publicFolder = try setting(flags.publicFolder, "public", "HOLDFAST_PUBLIC")?.value ?? "Public"
        let key = try setting(flags.signingKeyFile, "signing-key-file", "HOLDFAST_SIGNING_KEY_FILE")
        signingKeyFile = try key?.file() ?? database + ".key"
        // Never by flag: what is said on the command line can be read by everybody on the machine.
        signingKey = try setting(nil, "", "HOLDFAST_SIGNING_KEY").map { Confidential($0.value) }
        signingKeyPassphrase = try setting(nil, "", "HOLDFAST_SIGNING_KEY_PASSPHRASE").map { Confidential($0.value) }
        signingKeyPassphraseFile = try setting(nil, "", "HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE")?.file()
        secretFile = try setting(nil, "", "HOLDFAST_SECRET_FILE")?.file() ?? database + ".secret"
        secret = try setting(nil, "", "HOLDFAST_SECRET").map { Confidential($0.value) }
        commonPasswordsFile =
            try setting(nil, "", "HOLDFAST_COMMON_PASSWORDS")?.file() ?? "catalogue/common-passwords.txt"
        let doublings = try setting(nil, "", "HOLDFAST_PASSWORD_COST")?.number(in: 10...17)
        passwordCost = doublings.flatMap {
            ScryptCost(n: 1 << $0, r: ScryptCost.standard.r, p: ScryptCost.standard.p)
        }
        publicURL = try setting(flags.publicURL, "public-url", "HOLDFAST_PUBLIC_URL")?.url()
        exchangeFolder = try setting(flags.exchangeFolder, "exchange-folder", "HOLDFAST_EXCHANGE_FOLDER")?.value
        // In front of this program on the same machine, where nothing else is said.
        trustedProxies =
            try setting(nil, "", "HOLDFAST_TRUSTED_PROXIES")?.ranges()
            ?? (publicURL == nil ? [] : Settings.loopbacks.compactMap { AddressRange($0) })
        delivery = try DeliverySettings(environment)
        programRequests = try setting(nil, "", "HOLDFAST_API_REQUESTS_PER_MINUTE")?.number(in: 1...1_000_000)
    }

    /// Where suppliers' files of listings lie until they are deleted.
    package var runFolder: String { database + ".files" }

    /// TLS ends in front of this program.
    package var behindTLS: Bool { publicURL?.hasPrefix("https://") ?? false }

    package static let loopbacks: Set<String> = ["127.0.0.1", "::1", "localhost"]

    /// Without TLS passwords may travel inside this machine only.
    /// - Throws: a `SettingProblem` when the host can be reached from outside and nobody said how.
    package func mustBeSafe() throws(SettingProblem) {
        let isInside = publicURL == nil && Settings.loopbacks.contains(host)
        guard isInside || passwordCost.map({ $0 >= .standard }) ?? true else {
            throw SettingProblem(
                "HOLDFAST_PASSWORD_COST", "below 15 makes guessing cheap: for trials on this machine only")
        }
        guard publicURL == nil, !isInside else { return }
        throw SettingProblem(
            "--host",
            "\(host) can be reached from outside, so --public-url must say how: https://…, with TLS in front")
    }
}

/// Which setting is wrong, and how.
package struct SettingProblem: Error, Hashable, CustomStringConvertible {
    package let setting: String
    package let words: String

    package init(_ setting: String, _ words: String) {
        self.setting = setting
        self.words = words
    }

    package var description: String { "\(setting) \(words)" }
}

/// One value with where it came from.
private struct Setting {
    let value: String
    let source: String

    func port() throws(SettingProblem) -> Int {
        guard value.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(value), port <= 65_535 else {
            throw SettingProblem(source, "must be a port from 0 to 65535, not \(value)")
        }
        return port
    }

    func number(in range: ClosedRange<Int>) throws(SettingProblem) -> Int {
        guard value.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(value), range.contains(number) else {
            throw SettingProblem(
                source, "must be a number from \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
        return number
    }

    func ranges() throws(SettingProblem) -> [AddressRange] {
        var ranges: [AddressRange] = []
        for part in value.split(separator: ",") {
            guard let range = AddressRange(part.trimmingCharacters(in: .whitespaces)) else {
                throw SettingProblem(source, "must be addresses or ranges such as 10.0.0.0/8, not \(part)")
            }
            ranges.append(range)
        }
        return ranges
    }

    func host() throws(SettingProblem) -> String {
        let signs = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-".utf8)
        guard value.utf8.count <= 253, value.utf8.allSatisfy(signs.contains) else {
            throw SettingProblem(source, "must be a host name or an address, not \(value)")
        }
        return value
    }

    func file() throws(SettingProblem) -> String {
        guard value.utf8.last != UInt8(ascii: "/") else {
            throw SettingProblem(source, "must be a file, not the folder \(value)")
        }
        return value
    }

    /// `https://shop.example` or `http://localhost:8080`: plain http only where it stays inside this machine.
    func url() throws(SettingProblem) -> String {
        guard let url = URLComponents(string: value), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.user == nil, url.query == nil, url.fragment == nil,
            url.path.isEmpty || url.path == "/"
        else { throw SettingProblem(source, "must be an address like https://shop.example, not \(value)") }
        let plain = host.split(whereSeparator: { "[]".contains($0) }).joined()
        guard scheme == "https" || Settings.loopbacks.contains(plain) else {
            throw SettingProblem(source, "must begin with https:// unless it is this machine, not \(value)")
        }
        // As browsers write it where they say which page a form is from (RFC 6454, 6.2).
        let port = url.port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : ":\($0)" } ?? ""
        return "\(scheme)://\(host.lowercased())\(port)"
    }
}
