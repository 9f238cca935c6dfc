import Cryptography
import Operations
import Outbox
import Values

extension RoutingSettings {
    /// As tests have it: mail is sent, programs inside this machine are reached.
    package static func trial(
        schedule: RetrySchedule = .standard, hasMail: Bool = true, texts: TextService = .none,
        allowsPlain: Bool = true
    ) -> RoutingSettings {
        RoutingSettings(
            publicURL: "https://shop.example", schedule: schedule, hasMail: hasMail, texts: texts,
            allowsPlainWebhooks: allowsPlain,
            strongbox: Strongbox(box, random: { Array(repeating: 5, count: $0) }),
            links: NoticeLinks(key: Array(repeating: 9, count: 32)))
    }

    private static let box: SecretBox = {
        do {
            return try SecretBox(key: Array(repeating: 7, count: SecretBox.keyBytes))
        } catch {
            preconditionFailure("\(error)")
        }
    }()
}
