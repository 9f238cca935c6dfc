import Foundation
import Gateways
import Operations
import Outbox
import Values

/// How messages leave, from the environment alone: nothing of it belongs on a command line. Pure, so that a table can
/// test it; a password that lies in a file is read later.
package struct DeliverySettings: Sendable, Hashable {
    /// Nil: no e-mail is sent.
    package let mail: MailServer?
    /// Where the mail server's password lies, if not in the environment.
    package let passwordFile: String?
    package let schedule: RetrySchedule
    /// Of one attempt.
    package let seconds: Int
    /// Webhooks inside this network and without encryption are taken: for a trial on one machine.
    package let allowsPrivate: Bool
    /// Who sends text messages; nil where nobody does.
    package let texts: TextSender?
    /// Certificates that are trusted in the place of the system's.
    package let certificates: String?

    /// One word for each provider that there is.
    package enum TextSender: String, Sendable, CaseIterable {
        /// Nobody, for a trial: they are written down, and staff can look at them.
        case log

        var service: TextService {
            switch self {
            case .log: .log
            }
        }
    }

    static let names: Set<String> = [
        "HOLDFAST_SMTP", "HOLDFAST_SMTP_PASSWORD", "HOLDFAST_SMTP_PASSWORD_FILE", "HOLDFAST_MAIL_FROM",
        "HOLDFAST_RETRY_SCHEDULE", "HOLDFAST_DELIVERY_SECONDS", "HOLDFAST_PRIVATE_WEBHOOKS", "HOLDFAST_CA_FILE",
        "HOLDFAST_TEXT_MESSAGES",
    ]

    /// - Throws: a `SettingProblem` that names the variable.
    package init(_ environment: [String: String]) throws(SettingProblem) {
        func given(_ name: String) throws(SettingProblem) -> String? {
            guard let value = environment[name] else { return nil }
            guard !value.isEmpty, !value.utf8.contains(0) else { throw SettingProblem(name, "is empty") }
            return value
        }
        passwordFile = try given("HOLDFAST_SMTP_PASSWORD_FILE")
        let password = try given("HOLDFAST_SMTP_PASSWORD")
        guard passwordFile == nil || password == nil else {
            throw SettingProblem("HOLDFAST_SMTP_PASSWORD", "and HOLDFAST_SMTP_PASSWORD_FILE are both set; take one")
        }
        let from = try given("HOLDFAST_MAIL_FROM")
        if let server = try given("HOLDFAST_SMTP") {
            guard let from else { throw SettingProblem("HOLDFAST_MAIL_FROM", "must say who e-mails are from") }
            mail = try DeliverySettings.mail(
                server, from, password, hasPassword: password != nil || passwordFile != nil)
        } else {
            guard from == nil, password == nil, passwordFile == nil else {
                throw SettingProblem("HOLDFAST_SMTP", "must say which mail server e-mails are handed to")
            }
            mail = nil
        }
        schedule = try DeliverySettings.schedule(try given("HOLDFAST_RETRY_SCHEDULE"))
        seconds = try DeliverySettings.seconds(try given("HOLDFAST_DELIVERY_SECONDS"))
        allowsPrivate = try DeliverySettings.yes(try given("HOLDFAST_PRIVATE_WEBHOOKS"))
        texts = try DeliverySettings.sender(try given("HOLDFAST_TEXT_MESSAGES"))
        certificates = try given("HOLDFAST_CA_FILE")
    }

    /// With the password in its place.
    func transfers(password: Confidential?) -> TransferSettings {
        var settings = TransferSettings()
        settings.seconds = seconds
        settings.connectSeconds = min(seconds, settings.connectSeconds)
        settings.allowsPrivate = allowsPrivate
        settings.certificates = certificates
        settings.mail = mail
        if let password { settings.mail?.password = password }
        return settings
    }

    /// `smtps://user@mail.example` (TLS from the start), `smtp://user@mail.example:587` (STARTTLS, and nothing without
    /// it), `smtp://localhost:1025` (as it is: nothing leaves this machine).
    private static func mail(
        _ text: String, _ from: String, _ password: String?, hasPassword: Bool
    ) throws(SettingProblem) -> MailServer {
        let problem = SettingProblem(
            "HOLDFAST_SMTP", "must be like smtps://user@mail.example or smtp://user@mail.example:587")
        guard let url = URLComponents(string: text), let scheme = url.scheme, ["smtp", "smtps"].contains(scheme),
            let host = url.host, !host.isEmpty, url.password == nil, url.query == nil, url.fragment == nil,
            url.path.isEmpty || url.path == "/"
        else { throw problem }
        guard (url.user != nil) == hasPassword else {
            throw SettingProblem(
                "HOLDFAST_SMTP", hasPassword ? "names no user for the password" : "names a user without a password")
        }
        let address: EmailAddress
        do {
            address = try EmailAddress(from)
        } catch {
            throw SettingProblem("HOLDFAST_MAIL_FROM", "must be an e-mail address, not \(from)")
        }
        let isInside = Settings.loopbacks.contains(host)
        return MailServer(
            host: host, port: url.port ?? (scheme == "smtps" ? 465 : 587),
            encryption: scheme == "smtps" ? .implicit : isInside ? .none : .startTLS, user: url.user,
            password: password.map(Confidential.init), from: address)
    }

    private static func schedule(_ text: String?) throws(SettingProblem) -> RetrySchedule {
        guard let text else { return .standard }
        do {
            return try RetrySchedule(text)
        } catch {
            throw SettingProblem("HOLDFAST_RETRY_SCHEDULE", "\(error)")
        }
    }

    private static func seconds(_ text: String?) throws(SettingProblem) -> Int {
        guard let text else { return TransferSettings().seconds }
        guard let seconds = Int(text), (1...120).contains(seconds) else {
            throw SettingProblem("HOLDFAST_DELIVERY_SECONDS", "must be a number from 1 to 120, not \(text)")
        }
        return seconds
    }

    private static func sender(_ text: String?) throws(SettingProblem) -> TextSender? {
        guard let text else { return nil }
        guard let sender = TextSender(rawValue: text) else {
            let words = TextSender.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingProblem("HOLDFAST_TEXT_MESSAGES", "must be one of \(words), not \(text)")
        }
        return sender
    }

    private static func yes(_ text: String?) throws(SettingProblem) -> Bool {
        guard text == nil || text == "yes" else {
            throw SettingProblem("HOLDFAST_PRIVATE_WEBHOOKS", "must be yes, or not set")
        }
        return text != nil
    }
}
