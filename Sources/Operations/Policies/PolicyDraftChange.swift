import Identity
import Policies
import Relational
import Storage
import Values

/// Changes one thing about the draft of the person's own commissioner, as they were looking at it.
package protocol PolicyDraftChange: Operation where Answer == Identifier<CommissionerPolicy> {
    /// Of the draft that the person was looking at.
    var revision: Int { get }

    /// - Throws: `NotFound`, or why the draft cannot be like that.
    func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy
}

extension PolicyDraftChange {
    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Identifier<CommissionerPolicy> {
        let desk = try PolicyDraftDesk(tx, principal, tools, revision: revision)
        return try desk.save(try changing(desk.draft, in: tx, with: tools))
    }
}

/// The one draft of the person's own commissioner, as they were looking at it.
struct PolicyDraftDesk {
    let draft: CommissionerPolicy
    private let tx: Transaction
    private let person: Person.ID
    private let now: Moment
    private let revision: Int

    /// - Throws: `NotFound` for anybody but a commissioner's staff, `.noDraft`, `.changedMeanwhile`.
    init(_ tx: Transaction, _ principal: Principal, _ tools: Tools, revision: Int) throws {
        let commissioner = try principal.actingForCommissioner()
        guard let found = try tx.policies.draft(of: commissioner) else { throw PolicyRefusal.noDraft }
        guard found.revision == revision else { throw PolicyRefusal.changedMeanwhile }
        draft = found.policy
        self.tx = tx
        person = principal.person.id
        now = tools.now
        self.revision = revision
    }

    func save(_ changed: CommissionerPolicy) throws -> Identifier<CommissionerPolicy> {
        guard try tx.policies.saveDraft(changed, revision: revision, by: person, at: now)
        else { throw PolicyRefusal.changedMeanwhile }
        return changed.id
    }
}
