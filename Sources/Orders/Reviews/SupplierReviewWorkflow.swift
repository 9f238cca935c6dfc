import Values

/// Where a text about a supplier stands that everybody is to read: a review, or the supplier's reply to one. Both move
/// by the same table.
package enum SupplierReviewStatus: String, WorkflowWord, Codable {
    /// Nothing is written, or what was written has been taken back and is gone.
    case absent
    /// Somebody of the commissioner reads it first.
    case waiting
    case published
    /// Not to be read by others; whoever wrote it knows why.
    case refused
}

package enum SupplierReviewAction: String, WorkflowWord, Codable {
    case write
    case publish
    case refuse
    /// It was published, and should not have been.
    case takeDown = "take_down"
    /// Whoever wrote it does not want it to be there any more.
    case withdraw
}

package enum SupplierReviewGuard: String, WorkflowGuard {
    case boughtThere = "bought_there"
    case reasonGiven = "reason_given"

    package var words: String {
        switch self {
        case .boughtThere: "something of the order has come, or it is the supplier who replies"
        case .reasonGiven: "a reason is given"
        }
    }
}

extension SupplierReviewStatus {
    /// The whole workflow (reference, workflow 1, rows 12 and 13). Every text is read before it is published, a new
    /// one in the place of a published one as well.
    package static let workflow = Workflow<SupplierReviewStatus, SupplierReviewAction, SupplierReviewGuard>(
        "supplier-review", start: .absent,
        SupplierReviewStatus.allCases.map { .init($0, .write, if: [.boughtThere], to: .waiting) } + [
            .init(.waiting, .publish, to: .published),
            .init(.waiting, .refuse, if: [.reasonGiven], to: .refused),
            .init(.waiting, .withdraw, to: .absent),
            .init(.published, .takeDown, if: [.reasonGiven], to: .refused),
            .init(.published, .withdraw, to: .absent),
            .init(.refused, .withdraw, to: .absent),
        ])

    package func allows(_ action: SupplierReviewAction) -> Bool {
        SupplierReviewStatus.workflow.allows(action, from: self)
    }
}
