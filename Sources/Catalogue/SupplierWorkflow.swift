import Values

/// Where a supplier stands with the commissioners of an installation.
package enum SupplierStatus: String, WorkflowWord, Codable {
    case approved
    /// No new orders while something is looked into; what people have ordered is decided order by order.
    case suspended
    /// No orders any more.
    case ended
}

/// What a commissioner's staff can do with a supplier.
package enum SupplierAction: String, WorkflowWord, Codable {
    case suspend
    /// The suspension is over.
    case lift
    case end
}

package enum SupplierGuard: String, WorkflowGuard {
    /// People keep their care: whoever has something to bring is suspended first, and ended when it is done.
    case nothingOpen = "nothing_open"

    package var words: String {
        switch self {
        case .nothingOpen: "no order with them is open"
        }
    }
}

extension SupplierStatus {
    /// The whole workflow (reference, workflow 4.8), from the approval on.
    package static let workflow = Workflow<SupplierStatus, SupplierAction, SupplierGuard>(
        "supplier", start: .approved,
        [
            .init(.approved, .suspend, to: .suspended),
            .init(.approved, .end, if: [.nothingOpen], to: .ended),
            .init(.suspended, .lift, to: .approved),
            .init(.suspended, .end, if: [.nothingOpen], to: .ended),
        ])

    /// The step that leads from one standing to another; nil where they are the same.
    /// - Throws: `WorkflowRefusal` where no step leads there.
    package func step(to next: SupplierStatus) throws(WorkflowRefusal) -> SupplierAction? {
        guard next != self else { return nil }
        let actions: [SupplierStatus: SupplierAction] = [.approved: .lift, .suspended: .suspend, .ended: .end]
        guard let action = actions[next] else { return nil }
        _ = try Self.workflow.edge(from: self, on: action) { _ in true }
        return action
    }
}
