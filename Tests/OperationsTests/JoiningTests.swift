import Baskets
import Catalogue
import Identity
import Operations
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Becoming a supplier and staying one.
@Suite("Becoming a supplier") struct JoiningTests {
    @Test func `Wilma applies, shows what is asked for, and Ann can order once it is approved for her commissioner`()
        async throws
    {
        let scene = try await Scene()
        let wilma = try await scene.join()
        let id = try wilma.actingForSupplier()
        #expect(await refusal { try await scene.perform(MoveOwnApplication(action: .submit), as: wilma) }
            == "supplier.complete")
        try await scene.giveEverything(wilma)
        try await scene.perform(MoveOwnApplication(action: .submit), as: wilma)
        #expect(await refusal { try await scene.move(id, .approve) } == "supplier.settled")
        try await scene.acceptEverything(of: id)
        try await scene.move(id, .approve)
        var text = ListingText()
        (text.category, text.title, text.description) = ("07-08", "Ramp for a day", "Lent. Fetched again.")
        (text.unit, text.price, text.vat, text.leadDays) = ("each", "20", VAT.exempt.rawValue, "2")
        (text.delivery, text.cancellation, text.quantityMaximum) = ("Brought.", "Free until the day before.", "3")
        let listing = try await scene.perform(AddListing(text: text, proposes: true), as: wilma)
        try await scene.perform(ReviewListing(listing: listing, version: 2, decision: .accept), as: .bilal)
        try await scene.fill(.ann, [(listing, 1)])
        let not = Reason.supplierNotApproved(supplier: "Wren Assistance", category: "Portable ramp")
        #expect(try await scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(not))
        // Zara's commissioner approves for its own.
        try await scene.perform(
            GrantSupplierApproval(supplier: id, category: "07", first: Cast.today), as: .quinn)
        #expect(try await scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(not))
        try await scene.perform(
            GrantSupplierApproval(supplier: id, category: "07", first: Cast.today), as: .bilal)
        #expect(try await !scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(not))
        #expect(await refusal {
            try await scene.perform(
                GrantSupplierApproval(supplier: id, category: "07-08", first: Cast.today), as: .bilal)
        } == "joining.approved-already")
    }

    @Test func `an address that has an account is answered like any other, and opens nothing`() async throws {
        let scene = try await Scene()
        var text = Scene.wilma()
        text.email = "ann@example.org"
        let known = try await scene.join(text)
        let other = try await scene.join(key: "join-2")
        for (who, email) in [(known, "ann@example.org"), (other, "wilma@example.org")] {
            #expect(who.person.email.text.hasSuffix(JoinNumber.domain) && who.isJoining)
            let number = try who.actingForSupplier().text.uppercased()
            #expect(try await scene.desk.signIn(email: number, password: Scene.wilmasPassword)?.person == who.person)
            #expect(try await scene.desk.signIn(email: email, password: Scene.wilmasPassword) == nil)
        }
        #expect(try await scene.desk.signIn(email: "ann@example.org", password: Player.password) != nil)
        // Pressed twice is applied once.
        let again = try await scene.join(key: "join-2")
        #expect(again.person.id == other.person.id)
        await #expect(throws: CommandRefusal.keyReused) {
            try await scene.desk.join(text, password: "another password", key: "join-2")
        }
    }

    @Test func `more applications than an hour can bear are sent away, and come back later`() async throws {
        let scene = try await Scene()
        for number in 0..<Desk.applicationsHourlyMaximum { _ = try await scene.join(key: "k\(number)") }
        await #expect(throws: Crowded.self) { try await scene.join(key: "one more") }
        scene.clock.advance(minutes: 61)
        _ = try await scene.join(key: "one more")
    }

    @Test func `staff reject, waive and accept with reasons, and what the law asks for cannot be waived`()
        async throws
    {
        let scene = try await Scene()
        let wilma = try await scene.join()
        let id = try wilma.actingForSupplier()
        try await scene.giveEverything(wilma)
        let data = try #require(try await scene.checklist(of: id).evidence.first { $0.requirement == .dataProtection })
        func decide(_ event: EvidenceEvent, _ reason: String = "", until: Day? = nil) async throws {
            try await scene.perform(
                DecideEvidence(supplier: id, evidence: data.id, event: event, reason: reason, until: until), as: .bilal)
        }
        await #expect(throws: FieldProblems.self) { try await decide(.reject) }
        await #expect(throws: FieldProblems.self) { try await decide(.accept, until: Cast.day("2027-04-01")) }
        try await decide(.reject, "The number is another’s.")
        #expect(await refusal { try await decide(.accept) } == "joining.decided-meanwhile")
        #expect(
            try await scene.checklist(of: id).standing(of: .dataProtection, on: Cast.today)
                == .rejected(reason: "The number is another’s."))
        func waive(_ code: Requirement.Code, until: Day?) async throws {
            try await scene.perform(
                WaiveRequirement(supplier: id, requirement: code, reason: "Exempt.", until: until), as: .bilal)
        }
        #expect(await refusal { try await waive(.workers, until: Cast.today) } == "joining.not-waivable")
        await #expect(throws: FieldProblems.self) { try await waive(.dataProtection, until: nil) }
        await #expect(throws: FieldProblems.self) {
            try await waive(.dataProtection, until: Cast.today.adding(months: 12).adding(days: 1))
        }
        try await waive(.dataProtection, until: Cast.today.adding(months: 12))
        await #expect(throws: NotFound.self) { try await waive(.cqc, until: Cast.today) }
        try await scene.acceptEverything(of: id)
        #expect(try await scene.checklist(of: id).isSettled(on: Cast.today))
        #expect(try await scene.supplier(id).checks.workersUntil == Cast.day("2027-03-31"))
        #expect(try await scene.supplier(id).checks.insuredUntil == Cast.day("2027-03-31"))
    }

    @Test func `an application goes back for more, is refused, and is made anew`() async throws {
        let scene = try await Scene()
        let wilma = try await scene.join()
        let id = try wilma.actingForSupplier()
        try await scene.giveEverything(wilma)
        try await scene.perform(MoveOwnApplication(action: .submit), as: wilma)
        try await scene.move(id, .askForMore)
        #expect(try await scene.supplier(id).status == .applying)
        try await scene.perform(MoveOwnApplication(action: .submit), as: wilma)
        try await scene.move(id, .refuse)
        let account = EnterBankAccount(text: .init(holder: "W", sortCode: "309921", number: "12345678"))
        #expect(await refusal { try await scene.perform(account, as: wilma) } == "joining.closed")
        try await scene.perform(MoveOwnApplication(action: .applyAgain), as: wilma)
        #expect(try await scene.supplier(id).status == .applying)
        // What is the supplier's to do is not there for staff.
        await #expect(throws: NotFound.self) { try await scene.move(id, .submit) }
        let kinds = try await scene.database.read {
            try $0.supplierNotices.latest(for: .supplier(id), count: 20).map(\.kind)
        }
        #expect(kinds.filter { [.moreAsked, .refused].contains($0) } == [.refused, .moreAsked])
    }

    @Test func `a new account counts after a call back by somebody else, and the old one until then`() async throws {
        let scene = try await Scene()
        let (wilma, id) = try await scene.approvedWilma()
        let new = try await scene.perform(
            EnterBankAccount(text: .init(holder: "W Wren", sortCode: "20-00-00", number: "87654321")), as: wilma)
        let inUse = { try await scene.checklist(of: id).accounts.filter { $0.status == .inUse }.map(\.number) }
        #expect(try await inUse() == ["12345678"])
        await #expect(throws: NotFound.self) {
            try await scene.perform(
                DecideBankAccount(supplier: id, account: new, event: .confirm, words: "Me"), as: wilma)
        }
        try await scene.perform(DeclareInterest(subject: .supplier(id.text), words: "Sister"), as: .joan)
        let call = DecideBankAccount(supplier: id, account: new, event: .confirm, words: "Called Wilma.")
        #expect(await refusal { try await scene.perform(call, as: .joan) } == "staff.interest-in-supplier")
        try await scene.perform(call, as: .bilal)
        #expect(try await inUse() == ["87654321"])
    }

    @Test func `an approval for everybody that one takes back stays with the others`() async throws {
        let scene = try await Scene()
        let not = { (who: Player) in
            try await scene.checkout(who).judgement.verdicts.flatMap(\.reasons).contains {
                if case .supplierNotApproved = $0 { true } else { false }
            }
        }
        try await scene.fill(.ann, [("rollator", 1)])
        try await scene.fill(.zara, [("rollator", 1)])
        try await scene.perform(
            WithdrawSupplierApproval(supplier: "meadow", number: 1, reason: "Only ramps."), as: .bilal)
        #expect(try await not(.ann))
        #expect(try await !not(.zara))
        try await scene.perform(GrantSupplierApproval(supplier: "meadow", category: "07", first: Cast.today), as: .joan)
        #expect(try await !not(.ann))
        // What Zara's commissioner approved is not Ann's to take back.
        let numbers = try await scene.database.read { try $0.joining.approvals(of: "meadow").map(\.number) }
        #expect(numbers == [3, 2, 1])
        await #expect(throws: NotFound.self) {
            try await scene.perform(WithdrawSupplierApproval(supplier: "meadow", number: 2, reason: "x"), as: .bilal)
        }
    }
}
