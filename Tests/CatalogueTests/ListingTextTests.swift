import Catalogue
import TestSupport
import Testing
import Values

@Suite("Listing text") struct ListingTextTests {
    /// As Trent Neuro Physio would type it.
    private static let right: ListingText = {
        var text = ListingText()
        text.category = "04-02"
        text.title = "Neuro-physiotherapy at home"
        text.description = "An hour with a neuro-physiotherapist. We come to you."
        text.unit = "session"
        text.price = "£80.00"
        text.vat = "E"
        text.leadDays = "7"
        text.delivery = "Visits on weekdays."
        text.cancellation = "Free until the day before."
        text.quantityMaximum = "12"
        return text
    }()

    private func problems(_ text: ListingText) -> [String] {
        do throws(FieldProblems) {
            _ = try text.checked(against: Cast.categories)
            return []
        } catch {
            return error.problems.map { "\($0.field): \($0.words)" }
        }
    }

    private func problems(_ change: (inout ListingText) -> Void) -> [String] {
        var text = Self.right
        change(&text)
        return problems(text)
    }

    @Test func `what is typed rightly becomes the terms, and the terms the same text again`() throws {
        let terms = try Self.right.checked(against: Cast.categories)
        #expect(terms.price == Cast.pounds("80"))
        #expect((terms.category, terms.leadDays, terms.quantityMaximum, terms.gtin) == ("04-02", 7, 12, nil))
        #expect(try ListingText(terms).checked(against: Cast.categories) == terms)
    }

    @Test func `everything missing is told at once, under its field`() {
        #expect(problems(ListingText()) == [
            "category: Category is missing", "title: Title is missing", "description: Description is missing",
            "unit: Unit is missing", "delivery: Delivery is missing", "cancellation: Cancellation is missing",
            "price: Price must be an amount of money, like 24.50", "vat: VAT must be one of Z, ZZ, E, S, R, O",
            "lead_days: Lead time must be a whole number from 0 to 365",
            "maximum_quantity: Largest quantity must be a whole number from 1 to 10000",
        ])
    }

    @Test func `blanks alone are nothing`() {
        #expect(problems { $0.title = " \u{a0}\t\r\n\u{0} " } == ["title: Title is missing"])
        #expect(problems { $0.category = "  " } == ["category: Category is missing"])
        #expect(problems { $0.gtin = "  " } == [])
    }

    private static let texts: [(WritableKeyPath<ListingText, String> & Sendable, String, String, Int)] = [
        (\.title, "title", "Title", 120), (\.description, "description", "Description", 2_000),
        (\.unit, "unit", "Unit", 40), (\.delivery, "delivery", "Delivery", 500),
        (\.cancellation, "cancellation", "Cancellation", 500),
    ]

    @Test func `a text may be as long as its limit, and not one character longer`() {
        for (path, field, name, most) in Self.texts {
            #expect(problems { $0[keyPath: path] = String(repeating: "é", count: most) } == [])
            #expect(problems { $0[keyPath: path] = String(repeating: "é", count: most + 1) } == [
                "\(field): \(name) must not be longer than \(most) characters",
            ])
        }
    }

    @Test func `a single letter under a tower of accents is as long as its tower`() {
        for (path, field, name, most) in Self.texts {
            #expect(problems { $0[keyPath: path] = "a" + String(repeating: "\u{301}", count: 100_000) } == [
                "\(field): \(name) must not be longer than \(most) characters",
            ])
        }
    }

    @Test func `markup is text like any other and is kept as it was typed`() throws {
        var text = Self.right
        text.title = "<script>alert('x')</script> & \"friends\"; DROP TABLE listings --"
        #expect(try text.checked(against: Cast.categories).title == text.title)
    }

    @Test func `control characters are dropped and line ends become one kind`() throws {
        var text = Self.right
        text.description = "  One.\r\nTwo.\rThree.\u{0}\u{7}\u{1b} \n"
        #expect(try text.checked(against: Cast.categories).description == "One.\nTwo.\nThree.")
    }

    @Test func `a price is a positive amount up to a hundred thousand pounds`() {
        let money = "price: Price must be an amount of money, like 24.50"
        let table = [
            ("0.01", []), ("0", ["price: Price must be more than £0.00"]), ("£100,000.00", []),
            ("100000.01", ["price: Price must not be more than £100,000.00"]),
            ("10000000.01", ["price: Price must not be more than £10,000,000.00"]),
            ("-5", [money]), ("1e3", [money]), ("٣", [money]), ("12,34", [money]), ("9999999999999999999", [money]),
            ("1.005", ["price: Price must not have more than two digits after the point"]),
        ]
        for (typed, told) in table { #expect(problems { $0.price = typed } == told, "\(typed)") }
    }

    @Test func `whole numbers stay within their range, whatever is typed`() {
        let days = ["lead_days: Lead time must be a whole number from 0 to 365"]
        let most = ["maximum_quantity: Largest quantity must be a whole number from 1 to 10000"]
        for typed in ["-1", "366", "7.5", "99999999999999999999", "0x10", "seven", "٣"] {
            #expect(problems { $0.leadDays = typed } == days, "\(typed)")
        }
        for typed in ["0", "10001", "-1", "9223372036854775807", ""] {
            #expect(problems { $0.quantityMaximum = typed } == most, "\(typed)")
        }
        for typed in ["0", "365", " 7 "] { #expect(problems { $0.leadDays = typed } == [], "\(typed)") }
        for typed in ["1", "10000"] { #expect(problems { $0.quantityMaximum = typed } == [], "\(typed)") }
    }

    @Test func `a category is an item type that is known`() {
        #expect(problems { $0.category = "99-99" } == ["category: Category 99-99 is not known"])
        #expect(problems { $0.category = "04" } == [
            "category: Category must be an item type, not the group Therapies",
        ])
    }

    @Test func `VAT is one of the codes, in capitals`() {
        for typed in ["e", "20%", "", "ZZZ"] {
            #expect(problems { $0.vat = typed } == ["vat: VAT must be one of Z, ZZ, E, S, R, O"], "\(typed)")
        }
        for vat in VAT.allCases { #expect(problems { $0.vat = " \(vat.rawValue) " } == []) }
    }

    @Test func `a GTIN may be left out, and is checked when it is there`() {
        #expect(problems { $0.gtin = "4006381333931" } == [])
        #expect(problems { $0.gtin = "4006381333930" } == ["gtin: GTIN has a wrong check digit"])
        #expect(problems { $0.gtin = "40063813" + "x" } == [
            "gtin: GTIN must be a GTIN of 8, 12, 13 or 14 digits",
        ])
    }

    @Test func `all that is wrong is told at once, not only the first`() {
        let told = problems {
            $0.category = "04"
            $0.title = ""
            $0.price = "free"
            $0.leadDays = "soon"
            $0.gtin = "123"
        }
        #expect(told.map { String($0.prefix { $0 != ":" }) } == ["category", "title", "price", "lead_days", "gtin"])
    }
}
