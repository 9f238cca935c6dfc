import Baskets
import Identity
import Policies
import Storage
import Values

extension Desk.Look {
    /// The orders that a dry run looks at: three months up to today.
    package var lastQuarter: Period {
        let first = today.adding(months: -TryPolicy.monthsBack)
        guard let period = Period(first: first, last: today) else { preconditionFailure("three months are no time") }
        return period
    }

    /// What a draft would have made of the last quarter's orders of its commissioner. Changes nothing.
    /// - Parameter shown: which of the changed verdicts are kept, newest first.
    package func trial(of draft: CommissionerPolicy, showing shown: Range<Int>) throws -> PolicyTrial {
        var trial = PolicyTrial(
            of: draft, history: try snapshot.policies.history(of: draft.commissioner), in: shelf.categories,
            showing: shown)
        try snapshot.policies.eachSignedLine(of: draft.commissioner, in: lastQuarter) { trial.look(at: $0) }
        return trial
    }
}

package enum TryPolicy {
    /// A quarter of a year.
    static let monthsBack = 3
}
