import Baskets
import Catalogue
import Operations
import Policies
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// Commissioners write their policies in drafts; what is published holds from its day on and never changes.
@Suite("Policies") struct PolicyTests {
    private let stop = PolicyRuleText.typed(.block, "07-01", words: "We lend rollators")

    private func names(_ scene: Scene) async throws -> [String] {
        try await scene.database.read { snapshot in
            try snapshot.policies.list(of: "TAD").map { version in
                "\(version.policy.version) \(version.status) \(version.policy.rules.count)"
            }
        }
    }

    @Test func `a draft begins empty, the next one as a copy of what was published`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(StartPolicyDraft(), as: .bilal)
        #expect(id.text == "TAD/1")
        #expect(try await names(scene) == ["1 draft 0"])
        #expect(await refusal { try await scene.perform(StartPolicyDraft(), as: .joan) } == "policy.draft-exists")
        try await scene.perform(SavePolicyRule(rule: nil, text: stop, revision: 1), as: .joan)
        try await scene.perform(PublishPolicy(from: Cast.today, revision: 2), as: .bilal)
        try await scene.perform(StartPolicyDraft(), as: .bilal)
        #expect(try await names(scene) == ["2 draft 1", "1 published 1"])
        let draft = try #require(try await scene.policyDraft())
        #expect(draft.policy.rules.map(\.words) == ["We lend rollators."])
        try await scene.perform(DiscardPolicyDraft(revision: draft.revision), as: .joan)
        #expect(try await names(scene) == ["1 published 1"])
    }

    @Test func `rules are added, changed where they stand, and removed`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([stop, .typed(.warn, words: "Think twice.")])
        let first = try #require(try await scene.policyDraft())
        let id = try #require(first.policy.rules.first?.id)
        var text = PolicyRuleText(first.policy.rules[0])
        text.effect = PolicyRule.Effect.refer.rawValue
        try await scene.perform(SavePolicyRule(rule: id, text: text, revision: first.revision), as: .bilal)
        let second = try #require(try await scene.policyDraft())
        #expect(second.policy.rules.map(\.effect) == [.refer, .warn])
        #expect(second.policy.rules[0].id == id)
        try await scene.perform(RemovePolicyRule(rule: id, revision: second.revision), as: .bilal)
        #expect(try await scene.policyDraft()?.policy.rules.map(\.effect) == [.warn])
        var settings = PolicySettingsText(PolicySettings())
        settings.duplicateDays = "30"
        try await scene.perform(SavePolicySettings(text: settings, revision: second.revision + 1), as: .bilal)
        #expect(try await scene.policyDraft()?.policy.settings == PolicySettings(duplicateDays: 30))
    }

    @Test func `a supplier or a category that does not exist is no subject`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([])
        for text in [PolicyRuleText.typed(.block, "99"), .typed(.block, supplier: "nobody")] {
            let save = SavePolicyRule(rule: nil, text: text, revision: 1)
            #expect(await refusal { try await scene.perform(save, as: .bilal) } == "FieldProblems")
        }
        try await scene.perform(
            SavePolicyRule(rule: nil, text: .typed(.block, supplier: "lapsed"), revision: 1), as: .bilal)
        #expect(try await scene.policyDraft()?.policy.rules.map(\.subject) == [.supplier("lapsed")])
    }

    // MARK: - Who, and against whom

    /// Every step with the draft as it stands: one rule, revision 2.
    private static func steps(
        _ rule: PolicyRule.ID, revision: Int
    ) -> [(String, @Sendable (Scene, Player) async throws -> Void)] {
        let text = PolicyRuleText.typed(.warn)
        let settings = PolicySettingsText(PolicySettings())
        return [
            ("rule", { try await $0.perform(SavePolicyRule(rule: nil, text: text, revision: revision), as: $1) }),
            ("change", { try await $0.perform(SavePolicyRule(rule: rule, text: text, revision: revision), as: $1) }),
            ("remove", { try await $0.perform(RemovePolicyRule(rule: rule, revision: revision), as: $1) }),
            ("settings", { try await $0.perform(SavePolicySettings(text: settings, revision: revision), as: $1) }),
            ("publish", { try await $0.perform(PublishPolicy(from: Cast.today, revision: revision), as: $1) }),
            ("discard", { try await $0.perform(DiscardPolicyDraft(revision: revision), as: $1) }),
        ]
    }

    @Test func `holders, carers and suppliers find no policy, and another commissioner's staff not this one`()
        async throws
    {
        let scene = try await Scene()
        try await scene.draftPolicy([stop])
        let draft = try #require(try await scene.policyDraft())
        let rule = draft.policy.rules[0].id
        let before = try await scene.fingerprint()
        for (name, step) in Self.steps(rule, revision: draft.revision) {
            for who in Player.allCases where ![.bilal, .joan].contains(who) {
                let expected = who == .quinn ? "policy.no-draft" : "NotFound"
                #expect(await refusal { try await step(scene, who) } == expected, "\(name) by \(who)")
            }
        }
        for who in Player.allCases where who.role != .commissioner {
            #expect(await refusal { try await scene.perform(StartPolicyDraft(), as: who) } == "NotFound")
        }
        #expect(try await scene.changes(since: before) == [])
        // With a draft of her own, Quinn still can't touch a rule of TAD's.
        try await scene.draftPolicy([], as: .quinn)
        let between = try await scene.fingerprint()
        let text = PolicyRuleText.typed(.warn)
        #expect(
            await refusal {
                try await scene.perform(SavePolicyRule(rule: rule, text: text, revision: 1), as: .quinn)
            } == "NotFound")
        #expect(
            await refusal { try await scene.perform(RemovePolicyRule(rule: rule, revision: 1), as: .quinn) }
                == "NotFound")
        #expect(try await scene.changes(since: between) == [])
    }

    @Test func `nobody saves over what somebody else has saved meanwhile`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([stop])
        let draft = try #require(try await scene.policyDraft())
        try await scene.perform(SavePolicyRule(rule: nil, text: stop, revision: draft.revision), as: .joan)
        let before = try await scene.fingerprint()
        for (name, step) in Self.steps(draft.policy.rules[0].id, revision: draft.revision) {
            #expect(await refusal { try await step(scene, .bilal) } == "policy.changed-meanwhile", "\(name)")
        }
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `what was published can't be changed, and a draft is published once`() async throws {
        let scene = try await Scene()
        try await scene.publishPolicy([stop])
        let before = try await scene.fingerprint()
        let rule = try #require(
            try await scene.database.read { try $0.policies.find(1, of: "TAD") }?.policy.rules.first?.id)
        for (name, step) in Self.steps(rule, revision: 3) {
            #expect(await refusal { try await step(scene, .bilal) } == "policy.no-draft", "\(name)")
        }
        #expect(try await scene.changes(since: before) == [])
        let first = try await scene.database.read { try $0.policies.find(1, of: "TAD") }
        try await scene.publishPolicy([.typed(.warn)])
        #expect(try await scene.database.read { try $0.policies.find(1, of: "TAD") } == first)
    }

    // MARK: - From which day on

    @Test(arguments: [
        (-1, "policy.starts-in-the-past"), (0, "done"), (1, "done"), (731, "done"), (732, "policy.starts-too-late"),
    ]) func `a version takes effect today or later, and not in many years`(days: Int, answer: String) async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([stop])
        let revision = try #require(try await scene.policyDraft()).revision
        let publish = PublishPolicy(from: Cast.today.adding(days: days), revision: revision)
        #expect(await refusal { try await scene.perform(publish, as: .bilal) } == answer)
        #expect(try await names(scene) == ["1 \(answer == "done" ? "published" : "draft") 1"])
    }

    @Test func `Ann's basket is judged by the version of the day: the day before, the day, the day after`()
        async throws
    {
        let scene = try await Scene()
        try await scene.fill(.ann, [("rollator", 1)])
        try await scene.publishPolicy([.typed(.refer, "07", words: "We look at everything for getting about.")])
        try await scene.publishPolicy([stop], from: Cast.today.adding(days: 2))
        var outcomes: [Verdict.Outcome] = []
        for _ in 0..<4 {
            let verdict = try #require(try await scene.checkout().judgement.verdicts.first)
            outcomes.append(verdict.outcome)
            scene.clock.advance(days: 1)
        }
        #expect(outcomes == [.needsApproval, .needsApproval, .notAllowed, .notAllowed])
    }

    @Test func `a commissioner's policy is no other commissioner's`() async throws {
        let scene = try await Scene()
        try await scene.publishPolicy([.typed(.block, words: "Nothing at all.")])
        try await scene.fill(.zara, [("rollator", 1)])
        try await scene.fill(.ann, [("rollator", 1)])
        #expect(try await scene.checkout(.zara).judgement.verdicts.map(\.outcome) == [.inPlan])
        #expect(try await scene.checkout(.ann).judgement.verdicts.map(\.outcome) == [.notAllowed])
    }
}
