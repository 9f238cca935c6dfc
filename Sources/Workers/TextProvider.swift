import Operations
import Outbox

/// Sends text messages. Whoever adds a provider writes one of these, gives it a word for `HOLDFAST_TEXT_MESSAGES`, and
/// says what each of its answers means as an `AttemptOutcome`; when to try again is not its business.
package protocol TextProvider: Sendable {
    /// - Parameter delivery: the same each time it is tried, so that the provider can send it once.
    func send(_ text: TextMessage, as delivery: Delivery.ID) async -> AttemptOutcome
}

/// Where no provider is set up: what would be sent is written down, for the commissioner's staff to look at.
package struct LoggedTexts: TextProvider {
    private let desk: Desk

    package init(desk: Desk) {
        self.desk = desk
    }

    package func send(_ text: TextMessage, as delivery: Delivery.ID) async -> AttemptOutcome {
        do {
            try await desk.log(text, of: delivery)
            return AttemptOutcome(.answered, status: 200, milliseconds: 0)
        } catch {
            return AttemptOutcome(.noConnection, milliseconds: 0)
        }
    }
}
