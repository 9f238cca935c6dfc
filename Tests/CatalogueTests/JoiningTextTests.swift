import Catalogue
import TestSupport
import Testing
import Values

/// What suppliers type about themselves, and where and when they work.
@Suite("What suppliers type") struct JoiningTextTests {
    private func problems(_ body: () throws(FieldProblems) -> Void) -> [String] {
        do {
            try body()
            return []
        } catch {
            return error.problems.map(\.field)
        }
    }

    @Test func `bank accounts have six digits and eight, however they are written`() throws {
        let rows: [(String, String, String?)] = [
            ("30-99-21", "12345678", "309921 12345678"), ("30 99 21", "1234567", "309921 01234567"),
            ("309921", "123456", "309921 00123456"), ("30992", "12345678", nil), ("3099211", "12345678", nil),
            ("30-99-2x", "12345678", nil), ("309921", "12345", nil), ("309921", "123456789", nil),
            ("309921", "00000000", nil), ("", "", nil), ("٣٠٩٩٢١", "12345678", nil),
        ]
        for (sort, number, wanted) in rows {
            let text = BankAccountText(holder: "Wren", sortCode: sort, number: number)
            let found: String?
            do {
                let checked = try text.checked()
                found = "\(checked.sortCode) \(checked.number)"
            } catch {
                found = nil
            }
            #expect(found == wanted, "\(sort) \(number)")
        }
        #expect(problems { () throws(FieldProblems) in _ = try BankAccountText().checked() }
            == ["holder", "sort-code", "account-number"])
    }

    @Test func `an account is shown by its last digits only`() {
        let account = BankAccount(
            id: "a", holder: "Wren", sortCode: "309921", number: "12345678", enteredBy: "p", enteredAt: Cast.now)
        #expect(account.masked == "sort code ending 21, account ending 5678")
    }

    @Test func `who entered an account cannot confirm it`() throws {
        var account = BankAccount(
            id: "a", holder: "Wren", sortCode: "309921", number: "12345678", enteredBy: "p-1", enteredAt: Cast.now)
        #expect(throws: WorkflowRefusal.self) { try account.decide(.confirm, by: "p-1", at: Cast.now, "Called") }
        try account.decide(.confirm, by: "p-2", at: Cast.now, "Called")
        #expect(account.status == .inUse)
    }

    @Test func `who they are is told all at once`() throws {
        #expect(
            problems { () throws(FieldProblems) in _ = try SupplierDetailsText().checked() }
                == ["name", "contact", "address", "kind", "legal-form", "telephone", "email", "postcode"])
        var text = SupplierDetailsText()
        (text.name, text.contact, text.address) = ("Wren", "Wilma Wren", "1 High Street")
        (text.kind, text.legalForm, text.telephone) = ("therapist", "company", "0115 496 0001")
        (text.email, text.postcode) = ("wilma@example.org", "ng7 2rd")
        #expect(problems { () throws(FieldProblems) in _ = try text.checked() } == ["number"])
        text.number = "0123 4567"
        for (vat, isRight) in [("GB 123 4567 82", true), ("123456782", true), ("GB123456783", false), ("x", false)] {
            text.vatNumber = vat
            #expect(problems { () throws(FieldProblems) in _ = try text.checked() } == (isRight ? [] : ["vat-number"]))
        }
        text.vatNumber = ""
        let checked = try text.checked()
        #expect(checked.details.number == "01234567")
        #expect(checked.details.postcode.description == "NG7 2RD")
    }

    @Test func `evidence is what its requirement asks for`() throws {
        let insurance = try #require(Requirement[.publicLiability])
        func fields(_ text: EvidenceText, _ row: Requirement) -> [String] {
            problems { () throws(FieldProblems) in _ = try text.checked(for: row, on: Cast.today) }
        }
        #expect(fields(EvidenceText(), insurance) == ["number", "sum", "expires"])
        var text = EvidenceText(number: "NM-1", sum: "1999999.99", expires: Cast.today)
        #expect(fields(text, insurance) == ["sum"])
        text.sum = "2000000"
        #expect(fields(text, insurance) == [])
        text.expires = Cast.today.adding(days: -1)
        #expect(fields(text, insurance) == ["expires"])
        let data = try #require(Requirement[.dataProtection])
        for (number, isRight) in [("ZA123456", true), ("z1234567", true), ("A1234567", false), ("ZA12345", false)] {
            let given = EvidenceText(number: number, expires: Cast.today)
            #expect(fields(given, data) == (isRight ? [] : ["number"]), "\(number)")
        }
        let cqc = try #require(Requirement[.cqc])
        for (number, isRight) in [("1-123456789", true), ("RX1RA", true), ("none", false), ("1 2", false)] {
            let given = EvidenceText(number: number, otherNumber: "1-1", words: "Personal care")
            #expect(fields(given, cqc) == (isRight ? [] : ["number"]), "\(number)")
        }
    }

    @Test func `a supplier is as near, and goes as far, as its places do`() {
        let far = GridPoint(easting: 100_000, northing: 100_000)
        func place(_ number: Int, _ coverage: Coverage, _ base: GridPoint?) -> SupplierPlace {
            SupplierPlace(
                number: number, name: "x", postcode: nil, base: base, coverage: coverage, telephone: "", opening: "")
        }
        let one = Cast.supplier("x", "X", .districts(["S10"]), base: Cast.s10.centre)
        #expect(!one.covers(Cast.ng7) && one.reach == .local)
        let two = Cast.supplier(
            "x", "X", .districts(["S10"]), base: Cast.s10.centre,
            places: [place(1, .commissioners(["notts"]), Cast.ng7.centre), place(2, .national, nil)])
        #expect(two.covers(Cast.ng7) && two.covers(nil) && two.reach == .national)
        #expect(two.distance(to: Cast.ng7) == 0)
        // What does not come here is no nearer for being next door.
        let three = Cast.supplier(
            "x", "X", .districts(["S10"]), base: Cast.ng7.centre, places: [place(1, .national, far)])
        #expect(three.distance(to: Cast.ng7) == far.distance(to: Cast.ng7.centre))
        #expect(Coverage.commissioners(["south-yorks"]).covers(Cast.ng7) == false)
        #expect(Coverage.commissioners(["notts"]).reach == .regional)
    }

    @Test func `they are open again after all closures that follow on each other`() {
        func closure(_ number: Int, _ first: Int, _ last: Int) -> Closure {
            let (from, to) = (Cast.today.adding(days: first), Cast.today.adding(days: last))
            return Closure(number: number, days: Cast.span("\(from)", "\(to)"), words: "Holidays")
        }
        let supplier = Cast.supplier(
            "x", "X", .national, base: nil, closures: [closure(1, 5, 6), closure(2, 1, 4), closure(3, 8, 8)])
        let opens = (0...9).map { supplier.openDay(from: Cast.today.adding(days: $0)) - Cast.today }
        #expect(opens == [0, 7, 7, 7, 7, 7, 7, 7, 9, 9])
    }
}
