import Identity
import Values

/// What somebody writes about one part of an order: read by its holder, its supplier and their commissioner, and by
/// nobody else. It belongs to the part, so that no other supplier of the order sees it.
package struct OrderNote: Sendable, Hashable {
    package typealias ID = Identifier<OrderNote>

    package enum Side: String, Sendable, CaseIterable {
        case holder, supplier, commissioner
    }

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    package let person: Person.ID
    package let side: Side
    package let text: String
    package let at: Moment

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, person: Person.ID, side: Side, text: String, at: Moment
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.person = person
        self.side = side
        self.text = text
        self.at = at
    }

    package static let charactersMaximum = 500

    /// As much of some words as a note may hold.
    package static func cut(_ words: String) -> String {
        String(String.UnicodeScalarView(words.unicodeScalars.prefix(charactersMaximum)))
    }
}

extension SupplierOrderStatus {
    /// Whether people can still write to each other about it: not when it has long been over.
    /// - Parameter last: when something happened to it last; nil where that is not known.
    package func takesMessages(last: Moment?, at now: Moment) -> Bool {
        guard isOver, let last else { return true }
        return now < last.adding(minutes: OrderLimits.messageDays * 1_440)
    }
}
