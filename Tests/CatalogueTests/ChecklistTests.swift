import Catalogue
import TestSupport
import Testing
import Values

/// What each kind of supplier has to show, and what follows from what it has shown.
@Suite("Checklist") struct ChecklistTests {
    private static let day = Cast.today

    /// What everybody of a kind is asked for, whatever they answer; and what the questions are that are left.
    private static let kinds: [(kind: SupplierKind, always: String, asked: String)] = [
        (
            .careAgency, "disclosure-policy workers safeguarding cqc",
            "employs advises sells health-records large-turnover devices"
        ),
        (
            .therapist, "disclosure-policy workers safeguarding register",
            "employs regulated advises sells health-records large-turnover devices"
        ),
        (
            .equipment, "product-liability",
            "employs visits advises health-records large-turnover devices lifting"
        ),
        (.personalAssistant, "disclosure-policy workers safeguarding", "employs regulated advises health-records"),
        (
            .activities, "disclosure-policy workers safeguarding",
            "employs registered advises sells health-records large-turnover"
        ),
        (
            .shortBreaks, "disclosure-policy workers safeguarding",
            "employs regulated registered advises sells health-records large-turnover lifting"
        ),
        (.other, "", Question.allCases.map(\.rawValue).joined(separator: " ")),
    ]

    private static let ofAll: Set<String> = ["legal-form", "bank-account", "public-liability", "data-protection"]

    private static func checklist(
        _ kind: SupplierKind?, yes: Bool? = nil, _ evidence: [Evidence] = [], _ accounts: [BankAccount] = []
    ) -> Checklist {
        let answers = yes.map { yes in Dictionary(uniqueKeysWithValues: Question.allCases.map { ($0, yes) }) }
        return Checklist(kind: kind, answers: answers ?? [:], evidence: evidence, accounts: accounts)
    }

    private static func checks(_ kind: SupplierKind?, yes: Bool? = nil, _ evidence: [Evidence]) -> Supplier.Checks {
        checklist(kind, yes: yes, evidence).checks(on: day)
    }

    @Test func `each kind is asked for its own, and only the questions that it leaves open`() {
        #expect(Self.kinds.map(\.kind) == SupplierKind.allCases)
        for (kind, always, asked) in Self.kinds {
            let list = Self.checklist(kind, yes: false)
            let needed = Set(list.needed.map(\.code.rawValue))
            #expect(needed == Self.ofAll.union(always.split(separator: " ").map(String.init)), "\(kind)")
            #expect(Set(list.asked.map(\.rawValue)) == Set(asked.split(separator: " ").map(String.init)), "\(kind)")
            #expect(!Self.checklist(kind).isDecided, "\(kind)")
            #expect(list.isDecided, "\(kind)")
        }
    }

    @Test func `somebody to whom everything applies is asked for the whole table`() {
        #expect(Self.checklist(.other, yes: true).needed == Requirement.table)
        #expect(Requirement.table.map(\.code).count == Requirement.Code.allCases.count)
        #expect(Set(Requirement.table.map(\.code)) == Set(Requirement.Code.allCases))
        for row in Requirement.table {
            #expect(row.source.contains("domain E1"), "\(row.code)")
            #expect(!row.title.isEmpty && row.text.hasSuffix("."), "\(row.code)")
        }
    }

    // MARK: How one requirement stands

    private static func evidence(
        _ code: Requirement.Code, _ status: EvidenceStatus, until days: Int? = nil, number: String = "N1"
    ) -> Evidence {
        let decision = status == .offered
            ? nil : Evidence.Decision(by: "p", at: Cast.now, reason: status == .rejected ? "Blurred" : "")
        return Evidence(
            id: Evidence.ID("\(code)-\(status)-\(days ?? 0)"), requirement: code, content: .init(number: number),
            offeredBy: "p", offeredAt: Cast.now, status: status, decision: decision,
            until: days.map { day.adding(days: $0) })
    }

    @Test func `the last thing that counts says how it stands, until its last day is over`() {
        typealias Row = ([(EvidenceStatus, Int?)], Checklist.Standing)
        let rows: [Row] = [
            ([], .missing), ([(.offered, nil)], .offered), ([(.rejected, nil)], .rejected(reason: "Blurred")),
            ([(.accepted, 1)], .accepted(until: Self.day.adding(days: 1))),
            ([(.accepted, 0)], .accepted(until: Self.day)), ([(.accepted, -1)], .expired(Self.day.adding(days: -1))),
            ([(.accepted, nil)], .accepted(until: nil)), ([(.waived, 3)], .waived(until: Self.day.adding(days: 3))),
            ([(.accepted, 1), (.offered, nil)], .accepted(until: Self.day.adding(days: 1))),
            ([(.accepted, -1), (.offered, nil)], .offered),
            ([(.accepted, 1), (.rejected, nil)], .accepted(until: Self.day.adding(days: 1))),
            ([(.revoked, -1)], .rejected(reason: "")), ([(.replaced, 9)], .missing),
        ]
        for (given, standing) in rows {
            let list = Self.checklist(.other, yes: true, given.map { Self.evidence(.dataProtection, $0, until: $1) })
            #expect(list.standing(of: .dataProtection, on: Self.day) == standing, "\(given)")
        }
    }

    @Test func `what the judge reads follows from what counts`() {
        let accepted: [Evidence] = [
            Self.evidence(.cqc, .accepted, until: 90, number: "1-123"),
            Self.evidence(.register, .accepted, until: 40, number: "PH1"),
            Self.evidence(.workers, .accepted, until: 300), Self.evidence(.publicLiability, .accepted, until: 200),
            Self.evidence(.employersLiability, .accepted, until: 100), Self.evidence(.dspt, .waived, until: 20),
            Self.evidence(.legalForm, .accepted, until: 25),
        ]
        let named = Set(accepted.map(\.requirement))
        let others = Requirement.table.filter { $0.code != .bankAccount && !named.contains($0.code) }
            .map { Self.evidence($0.code, .accepted, until: 350) }
        let checks = Self.checks(.other, yes: true, accepted + others)
        #expect(
            checks
                == Supplier.Checks(
                    cqc: "1-123", register: "PH1", insuredUntil: Self.day.adding(days: 100),
                    workersUntil: Self.day.adding(days: 300), cqcUntil: Self.day.adding(days: 90),
                    registerUntil: Self.day.adding(days: 40), papersUntil: Self.day.adding(days: 20)))
        #expect(checks.holds(.professional, on: Self.day.adding(days: 40)))
        #expect(!checks.holds(.professional, on: Self.day.adding(days: 41)))
        #expect(checks.areOtherPapersInDate(on: Self.day.adding(days: 20)))
        #expect(!checks.areOtherPapersInDate(on: Self.day.adding(days: 21)))
        // Offered, rejected and waived entries are no entries; what does not apply ends nothing.
        for status in [EvidenceStatus.offered, .rejected, .waived] {
            #expect(Self.checks(.other, yes: true, [Self.evidence(.cqc, status, until: 9)]).cqc == nil)
        }
        let lifting = [Self.evidence(.lifting, .accepted, until: 1)]
        let without = others.filter { $0.requirement != .lifting } + accepted
        let given = { (kind: SupplierKind, yes: Bool) in Self.checks(kind, yes: yes, without + lifting).papersUntil }
        #expect(given(.therapist, false) == Self.day.adding(days: 25))
        #expect(given(.equipment, true) == Self.day.adding(days: 1))
    }

    @Test func `a renewal carries on where the old one ends, and what is revoked ended yesterday`() {
        let old = Self.evidence(.publicLiability, .accepted, until: 5)
        let new = Self.evidence(.publicLiability, .accepted, until: 370)
        let until = { (list: [Evidence]) in Self.checks(nil, list).insuredUntil.map { $0 - Self.day } }
        #expect(until([old]) == 5)
        #expect(until([old, Self.evidence(.publicLiability, .offered)]) == 5)
        #expect(until([old, new]) == 370)
        #expect(until([Self.evidence(.publicLiability, .revoked, until: -1)]) == -1)
        #expect(until([]) == nil)
    }

    @Test func `what is needed and was never shown stops everything, where it was asked for`() {
        let insured = Self.evidence(.publicLiability, .accepted, until: 90)
        let liable = Self.evidence(.employersLiability, .accepted, until: 30)
        typealias Row = (answers: [Question: Bool], given: [Evidence], brought: Bool, insured: Int?, papers: Int?)
        let rows: [Row] = [
            // Who was brought along is taken with what the file said, and for the rest with what it says itself.
            ([:], [insured], true, 90, nil), ([.lifting: true], [insured], true, 90, -1),
            ([.employs: true], [insured], true, nil, nil), ([.employs: true], [insured, liable], true, 30, nil),
            ([:], [], true, nil, nil),
            // Who applied has been asked for everything.
            ([:], [insured], false, nil, -1),
        ]
        for (number, row) in rows.enumerated() {
            let checks = Checklist(
                kind: .equipment, answers: row.answers, isBroughtAlong: row.brought, evidence: row.given, accounts: []
            ).checks(on: Self.day)
            #expect(checks.insuredUntil.map { $0 - Self.day } == row.insured, "\(number)")
            #expect(checks.papersUntil.map { $0 - Self.day } == row.papers, "\(number)")
        }
    }

    @Test func `a waiver is no insurance`() {
        let waived = Self.evidence(.publicLiability, .waived, until: 90)
        #expect(Requirement[.publicLiability]?.mayBeWaived == false)
        #expect(Self.checks(nil, [waived]).insuredUntil == nil)
        let indemnity = Self.evidence(.indemnity, .waived, until: 9)
        #expect(Self.checks(nil, [indemnity]).insuredUntil == nil)
        let insured = Self.evidence(.publicLiability, .accepted, until: 90)
        #expect(Self.checks(nil, [insured, indemnity]).insuredUntil == Self.day.adding(days: 9))
    }

    @Test func `it is complete when everything is given, and settled when everything is accepted and in date`() {
        let codes = Self.checklist(.personalAssistant, yes: false).needed.map(\.code).filter { $0 != .bankAccount }
        func list(_ status: EvidenceStatus, _ days: Int? = 30, _ account: BankAccountStatus? = .inUse) -> Checklist {
            let accounts = account.map {
                BankAccount(
                    id: "a", holder: "x", sortCode: "309921", number: "12345678", enteredBy: "p", enteredAt: Cast.now,
                    status: $0)
            }
            return Self.checklist(
                .personalAssistant, yes: false, codes.map { Self.evidence($0, status, until: days) },
                accounts.map { [$0] } ?? [])
        }
        let rows: [(Checklist, complete: Bool, settled: Bool)] = [
            (list(.offered), true, false), (list(.accepted), true, true), (list(.accepted, -1), false, false),
            (list(.rejected), false, false), (list(.accepted, 30, nil), false, false),
            (list(.accepted, 30, .proposed), true, false), (list(.accepted, 30, .refused), false, false),
        ]
        for (number, row) in rows.enumerated() {
            #expect(row.0.isComplete(on: Self.day) == row.complete, "\(number)")
            #expect(row.0.isSettled(on: Self.day) == row.settled, "\(number)")
        }
    }
}
