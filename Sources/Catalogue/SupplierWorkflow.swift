import Values

/// Where a supplier stands with the commissioners of an installation. For closed dates see `Closure`: they are days,
/// not a standing, because orders for other days go on meanwhile.
package enum SupplierStatus: String, WorkflowWord, Codable {
    /// Fills in what the checklist of its kind asks for.
    case applying
    /// The commissioners' staff look at what it has shown.
    case inReview = "in_review"
    /// Not taken, with a reason; it may apply anew.
    case refused
    case approved
    /// No new orders while something is looked into; what people have ordered is decided order by order.
    case suspended
    /// No orders any more.
    case ended

    /// Has it ever been let in? Before that, nobody but its own people and the staff know of it.
    package var isKnown: Bool {
        switch self {
        case .applying, .inReview, .refused: false
        case .approved, .suspended, .ended: true
        }
    }
}

/// What can be done with a supplier: by itself while it applies, by commissioners' staff afterwards.
package enum SupplierAction: String, WorkflowWord, Codable {
    /// The supplier says that everything is there.
    case submit
    /// Something is missing or wrong: the supplier has it in hand again.
    case askForMore = "ask_for_more"
    case approve
    case refuse
    /// A supplier that was refused tries again.
    case applyAgain = "apply_again"
    case suspend
    /// The suspension is over.
    case lift
    case end

    /// Is it for the supplier itself, and not for staff?
    package var isTheirs: Bool { self == .submit || self == .applyAgain }
}

package enum SupplierGuard: String, WorkflowGuard {
    /// The staff should not begin to read what is half there.
    case complete
    /// Nobody is let in over a paper that nobody has looked at.
    case settled
    /// People keep their care: whoever has something to bring is suspended first, and ended when it is done.
    case nothingOpen = "nothing_open"

    package var words: String {
        switch self {
        case .complete: "everything that the checklist asks for is there"
        case .settled: "everything that the checklist asks for is accepted or waived, and in date"
        case .nothingOpen: "no order with them is open"
        }
    }
}

extension SupplierStatus {
    /// The whole workflow (reference, workflow 4.8). Suppliers that are imported begin as approved.
    package static let workflow = Workflow<SupplierStatus, SupplierAction, SupplierGuard>(
        "supplier", start: .applying, orStart: [.approved],
        [
            .init(.applying, .submit, if: [.complete], to: .inReview),
            .init(.inReview, .askForMore, to: .applying),
            .init(.inReview, .approve, if: [.settled], to: .approved),
            .init(.inReview, .refuse, to: .refused),
            .init(.refused, .applyAgain, to: .applying),
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
        // A file cannot send a supplier back to the door, nor let one in over the review.
        guard let action = actions[next] else {
            throw Self.workflow.refusal(of: .applyAgain, in: self)
        }
        _ = try Self.workflow.edge(from: self, on: action) { _ in true }
        return action
    }
}
