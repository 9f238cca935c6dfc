import Identity
import Values

/// Something that happened to an order: the timeline is made of these, and they are never changed.
package struct OrderEvent: Sendable, Hashable {
    package enum What: Sendable, Hashable {
        case signed
        case supplierOrder(SupplierOrderAction)
        case approval(ApprovalAction)

        /// As it is stored.
        package var code: String {
            switch self {
            case .signed: "order.signed"
            case .supplierOrder(let action): "supplier-order.\(action.rawValue)"
            case .approval(let action): "approval.\(action.rawValue)"
            }
        }

        /// Nil for a code that this program does not know.
        package init?(code: String) {
            guard let what = What.byCode[code] else { return nil }
            self = what
        }

        private static let byCode = Dictionary(
            uniqueKeysWithValues: ([.signed] + SupplierOrderAction.allCases.map { What.supplierOrder($0) }
                + ApprovalAction.allCases.map { What.approval($0) }).map { ($0.code, $0) })
    }

    package let order: Order.ID
    /// Nil when it concerns the whole order.
    package let supplierOrder: SupplierOrder.ID?
    package let what: What
    /// Nil when time alone did it.
    package let by: Person.ID?
    /// What the person wrote: a reason for declining, a delivery note.
    package let note: String?
    /// A code, where a reason was chosen from a list.
    package let reason: String?
    /// What happened to which units.
    package let lines: [LineStep]
    package let at: Moment

    package init(
        order: Order.ID, supplierOrder: SupplierOrder.ID?, what: What, by: Person.ID?, note: String?,
        reason: String? = nil, lines: [LineStep] = [], at: Moment
    ) {
        self.order = order
        self.supplierOrder = supplierOrder
        self.what = what
        self.by = by
        self.note = note
        self.reason = reason
        self.lines = lines
        self.at = at
    }
}
