import Identity
import Policies
import Relational
import Storage
import Values

/// A commissioner's staff begin the next version of their policy: a copy of the newest published one, or empty.
package struct StartPolicyDraft: Operation {
    package init() {}

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Identifier<CommissionerPolicy> {
        let commissioner = try principal.actingForCommissioner()
        let versions = try tx.policies.list(of: commissioner)
        guard !versions.contains(where: { $0.status == .draft }) else { throw PolicyRefusal.draftExists }
        let newest = versions.first?.policy
        let draft = CommissionerPolicy.draft(
            after: newest, version: (newest?.version ?? 0) + 1, of: commissioner)
        try tx.policies.insertDraft(draft, by: principal.person.id, at: tools.now)
        return draft.id
    }
}

/// Adds a rule to the draft, or changes one.
package struct SavePolicyRule: PolicyDraftChange {
    /// Nil for a new one.
    package let rule: PolicyRule.ID?
    package let text: PolicyRuleText
    /// Of the draft that the person was looking at.
    package let revision: Int

    package init(rule: PolicyRule.ID?, text: PolicyRuleText, revision: Int) {
        self.rule = rule
        self.text = text
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        if let rule, draft[rule: rule] == nil { throw NotFound() }
        let supplier = try tx.suppliers.find(.init(text.supplier))?.id
        let checked = try text.checked(as: rule ?? tools.new(), in: try tx.structure.categories()) { $0 == supplier }
        return try draft.putting(checked)
    }
}

/// Takes a rule out of the draft.
package struct RemovePolicyRule: PolicyDraftChange {
    package let rule: PolicyRule.ID
    package let revision: Int

    package init(rule: PolicyRule.ID, revision: Int) {
        self.rule = rule
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        guard draft[rule: rule] != nil else { throw NotFound() }
        return draft.removing(rule)
    }
}

/// Saves the draft's days and weeks.
package struct SavePolicySettings: PolicyDraftChange {
    package let text: PolicySettingsText
    package let revision: Int

    package init(text: PolicySettingsText, revision: Int) {
        self.text = text
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        var settings = try text.checked()
        settings.approvals = draft.settings.approvals
        return draft.setting(settings)
    }
}

/// Throws the draft away. Published versions stay.
package struct DiscardPolicyDraft: Operation {
    package let revision: Int

    package init(revision: Int) {
        self.revision = revision
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Identifier<CommissionerPolicy> {
        let desk = try PolicyDraftDesk(tx, principal, tools, revision: revision)
        try tx.policies.discardDraft(of: desk.draft.commissioner)
        return desk.draft.id
    }
}

/// Makes the draft a version that holds from a day on, today or later. It can never be changed afterwards.
package struct PublishPolicy: Operation {
    package let from: Day
    package let revision: Int

    package init(from: Day, revision: Int) {
        self.from = from
        self.revision = revision
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Identifier<CommissionerPolicy> {
        let desk = try PolicyDraftDesk(tx, principal, tools, revision: revision)
        try CommissionerPolicy.mustStart(from, today: tools.today)
        let draft = desk.draft
        let isPublished = try tx.policies.publish(
            draft.version, of: draft.commissioner, from: from, revision: revision, by: principal.person.id,
            at: tools.now)
        guard isPublished else { throw PolicyRefusal.changedMeanwhile }
        return draft.id
    }
}
