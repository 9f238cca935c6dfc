import Markup
import Outbox
import Storage
import Values

/// How the messages about a part got to its supplier, as a timeline tells it: once for each message, by the best that
/// became of it.
enum DeliveryStory {
    /// What a holder wants to know of: that what they did reached the supplier.
    private static let holders: Set<Message.Kind> = [
        .orderSent, .orderCancelled, .changeAgreed, .changeRefused, .cancelAsked,
    ]

    static func items(
        _ deliveries: [DeliveryItem], forHolder: Bool
    ) -> [(at: Moment, item: Timeline.Item)] {
        var messages: [[DeliveryItem]] = []
        for item in deliveries where !forHolder || holders.contains(item.kind) {
            if let known = messages.lastIndex(where: { $0[0].delivery.message == item.delivery.message }) {
                messages[known].append(item)
            } else {
                messages.append([item])
            }
        }
        return messages.compactMap(story)
    }

    private static func story(_ ways: [DeliveryItem]) -> (at: Moment, item: Timeline.Item)? {
        if let arrived = ways.first(where: { $0.delivery.deliveredAt != nil }), let at = arrived.delivery.deliveredAt {
            return (at, item("Reached \(arrived.supplierName) by \(arrived.channel.words)", arrived, at))
        }
        guard let tried = ways.max(by: { ($0.last?.at ?? $0.at) < ($1.last?.at ?? $1.at) }) else { return nil }
        let at = tried.last?.at ?? tried.at
        if ways.contains(where: \.wasCalled) {
            return (at, item("\(tried.supplierName) was told by telephone", tried, nil))
        }
        // What was sent another way, or needs no telling any more, has no story of its own.
        let left = ways.filter { $0.delivery.status != .settled }
        if left.isEmpty { return nil }
        if left.allSatisfy({ $0.delivery.status == .dead }) {
            return (at, item("Did not reach \(tried.supplierName): somebody will telephone them", tried, at))
        }
        guard tried.last != nil else { return nil }
        return (at, item("Has not reached \(tried.supplierName) yet: it is tried again", tried, at))
    }

    private static func item(_ title: String, _ about: DeliveryItem, _ at: Moment?) -> Timeline.Item {
        Timeline.Item(
            title: title, when: at?.words, detail: HTML { p { about.kind.words(supplier: about.supplierName) } },
            state: .done)
    }
}

extension [(at: Moment, item: Timeline.Item)] {
    /// As it happened; of two at the same moment, the one that was named first.
    var inOrder: [Timeline.Item] {
        enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.item)
    }
}
