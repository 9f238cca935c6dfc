import Catalogue
import TestSupport
import Testing
import Values

/// What suppliers change, told apart by what becomes of it; and what their files say.
@Suite("Listing edits and files") struct ListingEditTests {
    private static let width = AttributeField(
        field: "seat_width", title: "Seat width", kind: .number(unit: "cm"), isRequired: true, hint: "")
    private static let folds = AttributeField(
        field: "folds", title: "Folds", kind: .yesNo, isRequired: false, hint: "")
    private static let material = AttributeField(
        field: "material", title: "Material", kind: .oneOf(["Steel", "Aluminium"]), isRequired: false, hint: "")

    @Test(arguments: ListingField.allCases) func `every field can be written, read and told`(field: ListingField) {
        var text = ListingText()
        text[field.rawValue] = "new"
        #expect(text[field] == "new")
        let edit = ListingEdit(from: ListingText(), to: text)
        #expect(edit.all == [FieldChange(field: field.rawValue, before: "", after: "new")])
        let fate: ListingField.Fate = edit.price != nil ? .price : edit.atOnce.isEmpty ? .reviewed : .atOnce
        #expect(fate == field.fate)
        #expect(!field.title.isEmpty)
    }

    @Test func `an attribute that comes, goes or changes is reviewed`() {
        var (old, new) = (ListingText(), ListingText())
        old.attributes = ["a": "1", "b": "2", "c": "3"]
        new.attributes = ["b": "2", "c": "4", "d": "5"]
        #expect(
            ListingEdit(from: old, to: new).reviewed.map { "\($0.field):\($0.before)>\($0.after)" }
                == ["a:1>", "c:3>4", "d:>5"])
    }

    @Test(arguments: [
        (width, "45", AttributeValue.number(45)), (width, " 45 ", .number(45)), (folds, "yes", .yes(true)),
        (folds, "no", .yes(false)), (material, "Steel", .text("Steel")),
    ]) func `an answer becomes its value`(field: AttributeField, typed: String, value: AttributeValue) throws {
        #expect(try field.value(typed) == value)
    }

    @Test(arguments: [
        (width, ""), (width, "wide"), (width, "-1"), (width, "4.5"), (width, "1000001"), (folds, "perhaps"),
        (material, "Wood"), (material, "<b>Steel</b>"),
    ]) func `a wrong answer is told under its field`(field: AttributeField, typed: String) {
        let problems = #expect(throws: FieldProblems.self) { try field.value(typed) }
        #expect(problems?[field.field]?.contains(field.title) == true)
    }

    @Test func `a listing answers what its group and its item type ask, and nothing else`() {
        let tree = Categories([
            Category(id: "07", parent: nil, title: "G", summary: "", item: nil, policy: nil, attributes: [Self.folds]),
            Category(
                id: "07-01", parent: "07", title: "I", summary: "",
                item: .init(unit: "each", vat: .standard, lowest: .zero, highest: .zero, checks: []), policy: nil,
                attributes: [Self.width]),
        ])
        var text = ListingText(Cast.terms("07-01", "10"))
        text.attributes = ["folds": "yes", "colour": "red"]
        let problems = #expect(throws: FieldProblems.self) { try text.checked(against: tree) }
        #expect(problems?.problems.map(\.field) == ["seat_width", "colour"])
        text.attributes = ["folds": "yes", "seat_width": "45"]
        #expect(throws: Never.self) {
            let terms = try text.checked(against: tree)
            #expect(terms.attributes == ["folds": .yes(true), "seat_width": .number(45)])
            #expect(ListingText(terms).attributes == text.attributes)
        }
    }

    @Test func `columns are guessed by name and by what people call them`() {
        let guess = { (header: [String], remembered: [String: String]) in
            ListingColumns.guess(header, remembered: remembered, attributes: [Self.width])
        }
        #expect(guess(["listing", "price"], [:]) == ["listing", "price"])
        #expect(
            guess(["SKU", "Product Name", "Net-Price", "QTY", "seat width", "Colour"], [:])
                == ["listing", "title", "price", "stock", "seat_width", ""])
        #expect(guess(["code", "sku"], [:]) == ["listing", ""], "no two columns are the same")
        #expect(guess(["Our No."], ["our no": "listing"]) == ["listing"])
        #expect(guess(["price"], ["price": ""]) == [""], "passed over before, passed over again")
        #expect(guess(["status"], [:]) == [""])
    }

    @Test(arguments: [
        "plain", "", "=SUM(A1)", "+44", "-1", "@x", "'=x", "''=x", "'tis", "\tx", "\rx", "a=b", "'", "''",
    ]) func `a cell that goes out and comes back is the same, and none begins a formula`(text: String) {
        let out = ListingCells.guarded(text)
        #expect(ListingCells.freed(out) == text)
        #expect(!("=+-@\t\r".utf8.contains(out.utf8.first ?? 0)))
    }

    @Test func `weeks are those of the calendar, and needs are counted by week`() {
        let weeks = WeeklyCapacity(perWeek: 5, taken: [Cast.day("2026-10-05"): 4, Cast.day("2026-10-12"): 5])
        #expect(WeeklyCapacity.week(of: Cast.day("2026-10-11")) == Cast.day("2026-10-05"), "Sunday ends a week")
        #expect(WeeklyCapacity.week(of: Cast.day("2026-10-12")) == Cast.day("2026-10-12"))
        let needs = WeeklyCapacity.needs(2, on: [Cast.day("2026-10-06"), Cast.day("2026-10-20")])
        #expect(weeks.firstFull(needs) == Cast.day("2026-10-05"))
        #expect(weeks.next(from: Cast.day("2026-10-05"), units: 1) == Cast.day("2026-10-05"))
        #expect(weeks.next(from: Cast.day("2026-10-05"), units: 2) == Cast.day("2026-10-19"))
        #expect(weeks.next(from: Cast.day("2026-10-05"), units: 6) == nil)
    }
}
