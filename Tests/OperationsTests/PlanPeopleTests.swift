import Catalogue
import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// Who may do what to plans, and what staff record about people.
@Suite("Plan people") struct PlanPeopleTests {
    /// One thing that staff of Ann's commissioner do.
    struct Asked: Sendable, CustomTestStringConvertible {
        let name: String
        let ask: @Sendable (Scene, PlanVersionID, Player) async throws -> Void

        var testDescription: String { name }
    }

    static let all: [Asked] = [
        Asked(name: "edit") { scene, id, who in
            let revision = try await scene.revision(id)
            try await scene.perform(EditPlan(plan: id, revision: revision, edit: Line.care("130")), as: who)
        },
        Asked(name: "propose") { scene, id, who in try await scene.propose(id, as: who) },
        Asked(name: "discard") { scene, id, who in
            try await scene.perform(TakeBackPlan(plan: id, fate: .discard), as: who)
        },
        Asked(name: "suspend") { scene, _, who in
            try await scene.perform(
                StopPlan(
                    plan: PlanVersionID("plan-ann", 1), how: .suspend, reason: "x",
                    takesEffect: Cast.day("2026-12-24")),
                as: who)
        },
        Asked(name: "move money") { scene, _, who in
            try await scene.perform(
                MovePlanMoney(
                    plan: PlanVersionID("plan-ann", 1), from: "l-care", to: "l-physio", amount: Cast.pounds("1"),
                    reason: "x"), as: who)
        },
        Asked(name: "add money") { scene, _, who in
            try await scene.perform(
                AddPlanMoney(
                    plan: PlanVersionID("plan-ann", 1), line: "l-care", amount: Cast.pounds("1"), reason: "x"), as: who)
        },
        Asked(name: "start a draft") { scene, _, who in
            try await scene.perform(StartPlanDraft(holder: "h-finn", origin: .blank), as: who)
        },
        Asked(name: "set the standing") { scene, _, who in
            try await scene.perform(
                SetHolderStanding(holder: "h-ann", standing: HolderStanding(isOnHold: true), version: 1), as: who)
        },
        Asked(name: "give a right") { scene, _, who in
            try await scene.perform(PlanPeopleTests.right(.rex), as: who)
        },
    ]

    static func right(_ who: Player, email: String? = nil, scopes: Set<Authority.Scope> = [.shop], version: Int? = 1)
        -> SaveAuthority
    {
        SaveAuthority(
            holder: "h-ann", email: email ?? who.person.email.text, kind: .carer, signLimit: Cast.pounds("50"),
            scopes: scopes, first: Cast.today, last: nil, version: version)
    }

    @Test(arguments: all) func `only the commissioner's own staff may`(asked: Asked) async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        try await scene.complete(id)
        let before = try await scene.fingerprint()
        for who in Player.allCases where ![.bilal, .joan].contains(who) {
            #expect(await refusal { try await asked.ask(scene, id, who) } == "NotFound", "\(who)")
        }
        #expect(try await scene.changes(since: before) == [])
        #expect(await refusal { try await asked.ask(scene, id, .joan) } == "done")
        try await scene.expectSound()
    }

    @Test func `the holder, a nominee or a representative agrees; a carer and a stranger do not`() async throws {
        let carer = "authority.may-not-agree"
        for (who, expected) in [(Player.ann, "done"), (.tom, carer), (.zara, "NotFound"), (.bilal, "NotFound")] {
            let scene = try await Scene()
            let id = try await scene.draft()
            try await scene.complete(id)
            #expect(await refusal { try await scene.agree(to: id) } == "plan.changed-meanwhile", "it is a draft")
            try await scene.propose(id)
            #expect(await refusal { try await scene.agree(to: id, as: who) } == expected, "\(who)")
            #expect(try await scene.plan(id).status == (expected == "done" ? .inForce : .proposed))
            if expected == "done" {
                #expect(try await scene.plan(id).agreements.map(\.name) == ["Bilal Rahman", "Ann Marsh"])
            }
            try await scene.expectSound()
        }
    }

    @Test func `what was proposed can be taken back, and both sides agree anew`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        try await scene.complete(id)
        try await scene.propose(id)
        try await scene.perform(TakeBackPlan(plan: id, fate: .draft), as: .joan)
        #expect(try await scene.plan(id).agreements == [])
        try await scene.propose(id, as: .joan)
        try await scene.agree(id)
        #expect(try await scene.plan(id).agreements.map(\.name) == ["Joan Pike", "Ann Marsh"])
        #expect(
            await refusal { try await scene.perform(TakeBackPlan(plan: id, fate: .draft), as: .joan) }
                == "plan.not-possible")
    }

    @Test func `a right is given, changed and refused where it cannot be`() async throws {
        let scene = try await Scene()
        try await scene.perform(Self.right(.rex), as: .bilal)
        let rights = try await scene.database.read { try $0.holders.authorities(for: "h-ann") }
        let rex = try #require(rights.first { $0.person.id == Player.rex.person.id })
        #expect(rex.authority.isInForce(on: Cast.today))
        #expect(rights.count == 4)
        for asked in [
            Self.right(.petra), Self.right(.rex, email: "nobody@example.org"), Self.right(.rex, email: "rex"),
            Self.right(.rex, scopes: []), Self.right(.rex, scopes: [.sign]),
        ] {
            #expect(await refusal { try await scene.perform(asked, as: .bilal) } == "FieldProblems")
        }
    }

    @Test func `people are found by part of a name or of a postcode, each commissioner's own`() async throws {
        let scene = try await Scene()
        for (words, expected) in [
            ("", ["Ann Marsh", "Finn Field"]), ("mars", ["Ann Marsh"]), ("ng71", ["Finn Field"]),
            ("NG7 2R", ["Ann Marsh"]),
            ("zara", []), ("%", ["Ann Marsh", "Finn Field"]),
        ] {
            let found = try await scene.database.read { snapshot in
                (
                    try snapshot.holders.directory(of: "TAD", words: words, skipping: 0, most: 10).map(\.holder.name),
                    try snapshot.holders.count(of: "TAD", words: words)
                )
            }
            #expect(found.0 == expected, "\(words)")
            #expect(found.1 == expected.count)
        }
    }
}

extension Scene {
    /// Gus has come to Ann's commissioner and has no plan yet.
    func newcomer() async throws {
        try await database.write { tx in
            _ = try tx.holders.take(
                Holder(
                    id: "h-gus", name: "Gus Hale", knownAs: "Gus", dateOfBirth: Cast.day("1950-01-01"),
                    address: Address(lines: ["1 Castle Gate"], postcode: Cast.postcode("NG7 2RD")),
                    telephone: "0115 496 0009", commissioner: "TAD", pseudonym: "H-4G5S"),
                source: Digest(of: "scene"))
        }
    }
}
