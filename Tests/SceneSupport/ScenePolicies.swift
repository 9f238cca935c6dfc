import Baskets
import Catalogue
import Identity
import Operations
import Policies
import Storage
import Testing
import Values

/// What a commissioner's staff do about their policy, said shortly.
extension Scene {
    package func policyDraft(of commissioner: Commissioner.ID = "TAD") async throws -> PolicyVersion? {
        try await database.read { try $0.policies.draft(of: commissioner) }
    }

    /// Begins a draft with these rules, and no others.
    package func draftPolicy(_ rules: [PolicyRuleText], as who: Player = .bilal) async throws {
        let commissioner: Commissioner.ID = who == .quinn ? "SYB" : "TAD"
        try await perform(StartPolicyDraft(), as: who)
        let copied = try #require(try await policyDraft(of: commissioner))
        var revision = copied.revision
        for rule in copied.policy.rules {
            try await perform(RemovePolicyRule(rule: rule.id, revision: revision), as: who)
            revision += 1
        }
        for text in rules {
            try await perform(SavePolicyRule(rule: nil, text: text, revision: revision), as: who)
            revision += 1
        }
    }

    /// Begins a draft with these rules and publishes it: from today on, or from another day.
    package func publishPolicy(_ rules: [PolicyRuleText], from day: Day? = nil, as who: Player = .bilal) async throws {
        try await draftPolicy(rules, as: who)
        let draft = try #require(try await policyDraft(of: who == .quinn ? "SYB" : "TAD"))
        try await perform(PublishPolicy(from: day ?? clock.now.day, revision: draft.revision), as: who)
    }

    /// What the draft of a commissioner would have made of the last quarter's orders.
    package func policyTrial(
        of commissioner: Commissioner.ID = "TAD", showing shown: Range<Int> = 0..<100
    ) async throws -> PolicyTrial {
        try await desk.look { look in
            guard let draft = try look.snapshot.policies.draft(of: commissioner) else { throw NotFound() }
            return try look.trial(of: draft.policy, showing: shown)
        }
    }
}

extension PolicyRuleText {
    /// A rule as somebody would type it.
    package static func typed(
        _ effect: PolicyRule.Effect, _ category: Catalogue.Category.ID? = nil, supplier: Supplier.ID? = nil,
        unitPriceAbove ceiling: String? = nil, totalAbove threshold: String? = nil, words: String = "We look at this.",
        clause: Clause? = nil
    ) -> PolicyRuleText {
        var text = PolicyRuleText()
        text.effect = effect.rawValue
        text.subject = (category != nil ? Subject.category : supplier != nil ? .supplier : .everything).rawValue
        text.category = category?.text ?? ""
        text.supplier = supplier?.text ?? ""
        text.condition = (ceiling != nil ? Condition.unitPrice : threshold != nil ? .total : .always).rawValue
        text.amount = ceiling ?? threshold ?? ""
        text.words = words
        text.clause = clause?.rawValue ?? ""
        return text
    }
}
