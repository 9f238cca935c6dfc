import Catalogue
import Policies
import TestSupport
import Testing
import Values

@Suite("Drafts of policies") struct PolicyDraftTests {
    private func rule(_ id: PolicyRule.ID, _ words: String = "We look at this.") -> PolicyRule {
        PolicyRule(id: id, effect: .refer, subject: .everything, condition: .always, words: words)
    }

    @Test func `a draft copies rules and settings, and nothing of the day`() {
        let newest = Cast.policy([rule("r-1")], settings: PolicySettings(surplusWeeks: 4))
        let draft = CommissionerPolicy.draft(after: newest, version: 2, of: "notts")
        #expect(draft.rules == newest.rules)
        #expect(draft.settings == newest.settings)
        #expect(draft.takesEffect == CommissionerPolicy.undated)
        #expect(draft.id.text == "notts/2")
        #expect(CommissionerPolicy.draft(after: nil, version: 1, of: "notts").rules == [])
    }

    @Test func `a rule is put at the end, or where it stands, or taken out`() throws {
        let draft = Cast.policy([rule("r-1"), rule("r-2")])
        #expect(try draft.putting(rule("r-3")).rules.map(\.id) == ["r-1", "r-2", "r-3"])
        #expect(try draft.putting(rule("r-1", "Other.")).rules.map(\.words) == ["Other.", "We look at this."])
        #expect(draft.removing("r-1").rules.map(\.id) == ["r-2"])
        #expect(draft.removing("gone") == draft)
    }

    @Test func `a policy holds two hundred rules and not one more`() throws {
        let full = Cast.policy((0..<200).map { rule(.init("r-\($0)")) })
        #expect(throws: PolicyRefusal.full(maximum: 200)) { try full.putting(rule("r-200")) }
        #expect(try full.putting(rule("r-7", "Other.")).rules.count == 200)
        #expect(try full.removing("r-7").putting(rule("r-200")).rules.count == 200)
    }
}

@Suite("Histories of policies") struct PolicyHistoryTests {
    private func published(_ version: Int, from day: String, at: Moment) -> PolicyHistory.Published {
        .init(
            policy: CommissionerPolicy(
                commissioner: "notts", version: version, takesEffect: Cast.day(day), rules: []), at: at)
    }

    private func moment(_ day: String, _ minutes: Int = 0) -> Moment {
        Moment(startOf: Cast.day(day)).adding(minutes: minutes)
    }

    @Test(
        arguments: [
            ("2026-09-30", 1_439, nil), ("2026-10-01", 0, 1), ("2026-10-05", 1_439, 1), ("2026-10-06", 599, 1),
            ("2026-10-06", 600, 2), ("2026-10-09", 1_439, 2), ("2026-10-10", 0, 3), ("2027-10-10", 0, 3),
        ] as [(String, Int, Int?)]) func `a version holds from midnight, or from when it was published that day`(
            day: String, minutes: Int, version: Int?
        )
    {
        let history = PolicyHistory([
            published(1, from: "2026-10-01", at: moment("2026-09-20")),
            published(3, from: "2026-10-10", at: moment("2026-09-21")),
            published(2, from: "2026-10-06", at: moment("2026-10-06", 600)),
        ])
        #expect(history.inForce(at: moment(day, minutes))?.version == version)
    }

    @Test func `each version stands somewhere on each day`() {
        let history = PolicyHistory([
            published(1, from: "2026-10-01", at: moment("2026-09-20")),
            published(2, from: "2026-10-10", at: moment("2026-09-20")),
            published(3, from: "2026-10-10", at: moment("2026-09-21")),
            published(4, from: "2026-12-01", at: moment("2026-09-22")),
        ])
        let on = { (version: Int, day: String) in history.standing(of: version, on: Cast.day(day)) }
        #expect(on(1, "2026-09-30") == .comes(Cast.day("2026-10-01"), last: Cast.day("2026-10-09")))
        #expect(on(1, "2026-10-01") == .inForce(since: Cast.day("2026-10-01"), last: Cast.day("2026-10-09")))
        #expect(on(1, "2026-10-09") == .inForce(since: Cast.day("2026-10-01"), last: Cast.day("2026-10-09")))
        #expect(on(1, "2026-10-10") == .over(first: Cast.day("2026-10-01"), last: Cast.day("2026-10-09")))
        #expect(on(2, "2026-10-10") == .replaced(Cast.day("2026-10-10")))
        #expect(on(3, "2026-10-10") == .inForce(since: Cast.day("2026-10-10"), last: Cast.day("2026-11-30")))
        #expect(on(4, "2027-01-01") == .inForce(since: Cast.day("2026-12-01"), last: nil))
        #expect(on(5, "2027-01-01") == nil)
    }
}

@Suite("Typed rules") struct PolicyRuleTextTests {
    private var typed: PolicyRuleText {
        var text = PolicyRuleText()
        (text.effect, text.subject, text.category) = ("refer", "category", "07")
        (text.condition, text.amount, text.words) = ("total", "£1,000", "We look at dear wheels")
        return text
    }

    private func check(_ text: PolicyRuleText) throws(FieldProblems) -> PolicyRule {
        try text.checked(as: "r-1", in: Cast.categories) { $0 == "trent" }
    }

    private func fields(_ text: PolicyRuleText) -> [String] {
        do {
            _ = try check(text)
            return []
        } catch {
            return error.problems.map(\.field)
        }
    }

    @Test func `what was typed well becomes a rule, and can be typed again`() throws {
        let rule = try check(typed)
        #expect(rule.subject == .category("07"))
        #expect(rule.condition == .totalAbove(Cast.pounds("1000")))
        #expect(rule.words == "We look at dear wheels.")
        #expect(try check(PolicyRuleText(rule)) == rule)
    }

    @Test func `nothing typed is told field by field`() {
        #expect(fields(PolicyRuleText()) == ["effect", "subject", "condition", "words"])
    }

    @Test(arguments: [
        (["subject": "supplier", "category": "", "supplier": "trent"], []),
        (["subject": "supplier", "category": "", "supplier": "nobody"], ["supplier"]),
        (["subject": "supplier", "category": "", "supplier": ""], ["supplier"]),
        (["subject": "supplier", "supplier": "trent"], ["category"]),
        (["subject": "everything"], ["category"]), (["subject": "everything", "category": ""], []),
        (["supplier": "trent"], ["supplier"]), (["category": "99"], ["category"]), (["category": ""], ["category"]),
        (["condition": "always"], ["amount"]), (["condition": "always", "amount": ""], []),
        (["condition": "unit-price"], []), (["amount": ""], ["amount"]), (["amount": "0"], ["amount"]),
        (["amount": "-1"], ["amount"]), (["amount": "0.01"], []), (["amount": "1.001"], ["amount"]),
        (["words": " \n "], ["words"]), (["words": String(repeating: "a", count: 300)], []),
        (["words": String(repeating: "a", count: 301)], ["words"]), (["clause": "X15"], []),
        (["clause": "X1"], ["clause"]), (["clause": "Y"], ["clause"]), (["effect": "forbid"], ["effect"]),
    ]) func `contradictions and gaps are told next to their fields`(changes: [String: String], problems: [String]) {
        var text = typed
        let paths: [String: WritableKeyPath<PolicyRuleText, String>] = [
            "effect": \.effect, "subject": \.subject, "category": \.category, "supplier": \.supplier,
            "condition": \.condition, "amount": \.amount, "words": \.words, "clause": \.clause,
        ]
        for (field, value) in changes {
            guard let path = paths[field] else { continue }
            text[keyPath: path] = value
        }
        #expect(fields(text) == problems)
    }

    @Test(arguments: [
        ("0", "0", "1", "0", []), ("366", "366", "52", "366", []),
        ("367", "-1", "0", "x", ["duplicate_days", "review_grace_days", "surplus_weeks", "ending_days"]),
        ("", "1.5", "53", " ", ["duplicate_days", "review_grace_days", "surplus_weeks", "ending_days"]),
    ]) func `days and weeks are whole numbers within bounds`(
        duplicate: String, grace: String, surplus: String, ending: String, problems: [String]
    ) {
        var text = PolicySettingsText()
        (text.duplicateDays, text.reviewGraceDays) = (duplicate, grace)
        (text.surplusWeeks, text.endingDays) = (surplus, ending)
        var found: [String] = []
        do { _ = try text.checked() } catch { found = error.problems.map(\.field) }
        #expect(found == problems)
    }
}
