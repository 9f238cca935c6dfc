import Values

/// Where a webhook is posted to, checked when made: `https://orders.example/holdfast?shop=3`.
///
/// Follows RFC 3986, less what has no business there: names and passwords, fragments, anything but https. Whether the
/// address lies inside a network is known only when it is connected to. Kept as it is requested, because it is signed:
/// scheme and host in small letters, a path in any case, no port that goes without saying.
package struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package let host: String

    package static let bytesMaximum = 2_000

    /// - Parameter allowsPlain: http too, for a trial on one machine.
    /// - Throws: `WebAddressProblem`.
    package init(_ text: String, allowsPlain: Bool = false) throws(WebAddressProblem) {
        let text = Text.line(text)
        guard text.utf8.count <= WebAddress.bytesMaximum, text.utf8.allSatisfy(WebAddress.signs.contains)
        else { throw .notAnAddress }
        guard let scheme = WebAddress.schemes.first(where: { text.lowercased().hasPrefix($0) })
        else { throw .notAnAddress }
        guard scheme == "https://" || allowsPlain else { throw .notEncrypted }
        let rest = text.dropFirst(scheme.count)
        guard !rest.contains("#") else { throw .notAnAddress }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .holdsAName }
        let (host, port) = WebAddress.split(String(authority))
        guard WebAddress.isHost(host), port.map(WebAddress.isPort) ?? true else { throw .notAnAddress }
        self.host = host.lowercased()
        let tail = rest.dropFirst(authority.count)
        let isUsual = port == (scheme == "https://" ? "443" : "80")
        self.text = scheme + self.host + (isUsual ? "" : port.map { ":\($0)" } ?? "")
            + (tail.hasPrefix("/") ? tail : "/" + tail)
    }

    package var description: String { text }

    private static let schemes = ["https://", "http://"]
    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    private static let signs = letters.union("-._~:/?#[]@!$&'()*+,;=%".utf8)

    /// `[::1]:8080` and `orders.example:8080` into host and port.
    private static func split(_ authority: String) -> (host: String, port: String?) {
        guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else {
            return (authority, nil)
        }
        return (String(authority[..<colon]), String(authority[colon...].dropFirst()))
    }

    private static func isPort(_ text: String) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) } && (Int(text).map { (1...65_535).contains($0) } ?? false)
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.dropFirst().dropLast().utf8.allSatisfy(Set("0123456789abcdefABCDEF:.".utf8).contains)
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return host.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { letters.contains($0) || $0 == UInt8(ascii: "-") }
            }
    }
}

/// Why something is no address for webhooks.
package enum WebAddressProblem: Error, Hashable {
    case notAnAddress
    case notEncrypted
    case holdsAName
}
