import Values

/// How far an order is as a whole: it follows from its parts, and from nothing else.
package enum OrderStage: String, Sendable, WorkflowWord {
    case placed, closed, cancelled
}

package enum OrderStageEvent: String, Sendable, WorkflowWord {
    /// One of its parts takes a step.
    case partMoves = "part_moves"
}

package enum OrderStageGuard: String, WorkflowGuard {
    case partLives = "part_lives"
    case partPaid = "part_paid"
    case nothingPaid = "nothing_paid"

    package var words: String {
        switch self {
        case .partLives: "one of its parts is not over"
        case .partPaid: "all its parts are over, and one of them is paid"
        case .nothingPaid: "all its parts are over, and none of them is paid"
        }
    }

    func holds(for parts: [SupplierOrderStatus]) -> Bool {
        let isOver = parts.allSatisfy(\.isOver)
        return switch self {
        case .partLives: !isOver
        case .partPaid: isOver && parts.contains(.paid)
        case .nothingPaid: isOver && !parts.contains(.paid)
        }
    }
}

extension OrderStage {
    private static let fork = Workflow<OrderStage, OrderStageEvent, OrderStageGuard>.Fork(
        "as-its-parts-stand",
        [.init(.partLives, to: .placed), .init(.partPaid, to: .closed), .init(.nothingPaid, to: .cancelled)])

    /// An order that is over can come to life again: the bank returns a payment, or what was not approved is asked for
    /// once more.
    package static let workflow = Workflow(
        "order", start: OrderStage.placed, allCases.flatMap { fork.edges($0, .partMoves) }, forks: [fork])

    /// Where the parts lead; exactly one of the fork's guards holds.
    package init(following parts: [SupplierOrderStatus]) {
        self = OrderStage.fork.leads { $0.holds(for: parts) } ?? .placed
    }
}
