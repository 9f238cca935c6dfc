import Cryptography
import Foundation
import Gateways
import Operations
import Outbox
import Values
import Workers

/// Messages on their way out, while the server runs.
struct Deliveries: Sendable {
    let routing: RoutingSettings
    private let loop: TransferLoop
    private let sender: DeliverySettings.TextSender?

    /// - Parameters:
    ///   - publicURL: where people reach the site.
    ///   - secret: 32 bytes, by which the secrets of webhooks lie sealed.
    init(_ settings: DeliverySettings, publicURL: String, secret: [UInt8], links: NoticeLinks) throws {
        routing = RoutingSettings(
            publicURL: publicURL, schedule: settings.schedule, hasMail: settings.mail != nil,
            texts: settings.texts?.service ?? .none,
            allowsPlainWebhooks: settings.allowsPrivate,
            strongbox: Strongbox(try SecretBox(key: secret), random: Nature.random), links: links)
        sender = settings.texts
        let password = try settings.passwordFile.map { path in
            guard let line = try PrivateFile.line(path, "password")
            else { throw CommandFailure("\(path): is not there") }
            return Confidential(line)
        }
        loop = try TransferLoop(settings: settings.transfers(password: password))
    }

    /// Until the task is cancelled.
    func run(_ desk: Desk, publicURL: String) async {
        let texts: any TextProvider =
            switch sender {
            // Without a setting nothing is sent by text message.
            case .log, nil: LoggedTexts(desk: desk)
            }
        let worker = DeliveryWorker(
            desk: desk, routing: routing.reached(at: publicURL), loop: loop, texts: texts,
            chance: { Int.random(in: 0...999) },
            warn: { Terminal.warn($0) })
        // What is under way when the server ends is broken off: it comes again, under the same identifier.
        await withTaskCancellationHandler { await worker.run() } onCancel: { loop.end() }
    }
}
