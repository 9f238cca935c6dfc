import Baskets
import Catalogue
import Foundation
import Identity
import Operations
import Plans
import TestSupport
import Values

/// The plans and shops that the top of the file describes, with the categories of the checkout's own catalogue.
struct ScenarioCast {
    /// A plan with the person whose it is.
    struct Person {
        var name = ""
        var born = Cast.ann.dateOfBirth
        var plan = DraftPlan()
    }

    struct Thing {
        let listing: Listing
        let shop: String
    }

    let categories: Categories
    private(set) var people: [String: Person] = [:]
    private(set) var shops: [String: Supplier] = [:]
    private(set) var things: [String: Thing] = [:]

    init(catalogue: String) throws {
        categories = try ScenarioCast.categories(catalogue)
        people["Peter"] = Person(
            name: "Peter Lowe", born: Cast.day("1968-02-11"), plan: DraftPlan(WorkedBudgets.adult))
        people["Samuel"] = Person(
            name: "Samuel Adeyemi", born: Cast.day("2017-09-02"), plan: DraftPlan(WorkedBudgets.child))
    }

    func category(_ title: String) throws(ScenarioValue.Unreadable) -> Catalogue.Category.ID {
        guard let category = categories.all.first(where: { $0.title == title }) else {
            throw .init(words: "no category: \(title)")
        }
        return category.id
    }

    func shop(_ name: String) throws(ScenarioValue.Unreadable) -> Supplier {
        guard let shop = shops[name] else { throw .init(words: "no shop: \(name)") }
        return shop
    }

    func thing(_ title: String, from shop: String) throws(ScenarioValue.Unreadable) -> Listing {
        guard let thing = things["\(shop)/\(title)"] else { throw .init(words: "\(shop) does not sell: \(title)") }
        return thing.listing
    }

    // MARK: Plans

    /// - Throws: `ScenarioFile.Problem` with the line.
    mutating func add(plan lines: [ScenarioFile.Line]) throws {
        var person = Person()
        for line in lines.dropFirst() {
            do throws(ScenarioValue.Unreadable) {
                try read(line, into: &person)
            } catch {
                throw ScenarioFile.Problem(line: line.number, words: error.words)
            }
        }
        people[lines[0].text] = person
    }

    private func read(_ line: ScenarioFile.Line, into person: inout Person) throws(ScenarioValue.Unreadable) {
        switch line.key {
        case "For":
            guard let found = Phrase("*, born *").match(line.text) else { throw .init(words: "For: name, born day") }
            person.name = found[0]
            person.born = try ScenarioValue.day(found[1])
        case "From":
            guard let found = Phrase("* to *").match(line.text),
                let span = Period(first: try ScenarioValue.day(found[0]), last: try ScenarioValue.day(found[1]))
            else { throw .init(words: "From: day to day") }
            person.plan.span = span
        case "Review": person.plan.narrative.nextReview = try ScenarioValue.day(line.text)
        case "Budget": person.plan.budgets.append(try budget(line.text))
        case "Line": person.plan.lines.append(try DraftLine(line.text, in: person.plan, self).line)
        default: throw .init(words: "a plan does not say \(line.key)")
        }
    }

    private func budget(_ text: String) throws(ScenarioValue.Unreadable) -> PlanBudget {
        guard let found = Phrase("*, *, *").match(text), let eligibility = Eligibility(rawValue: found[1]),
            let management = Management.allCases.first(where: { $0.words.lowercased() == found[2] })
        else { throw .init(words: "Budget: title, why, how it is managed") }
        return PlanBudget(
            id: .init(found[0]), title: found[0], eligibility: eligibility, management: management,
            agreementSignedOn: management == .notional ? nil : Cast.day("2026-03-20"))
    }

    // MARK: Shops

    mutating func add(shop lines: [ScenarioFile.Line]) throws {
        let name = lines[0].text
        var (coverage, checks) = (Coverage.national, Supplier.Checks(cqc: nil, register: nil, insuredUntil: nil))
        for line in lines.dropFirst() {
            do throws(ScenarioValue.Unreadable) {
                switch line.key {
                case "Comes to": coverage = try ScenarioCast.coverage(line.text)
                case "Papers": checks = try ScenarioCast.checks(line.text)
                case "Sells": try sell(line.text, by: name)
                default: throw .init(words: "a shop does not say \(line.key)")
                }
            } catch {
                throw ScenarioFile.Problem(line: line.number, words: error.words)
            }
        }
        shops[name] = Supplier(
            id: .init(name), name: name, description: "", coverage: coverage, basePostcode: nil, base: nil,
            email: Cast.email("shop@example.org"), telephone: "0115 496 0000", checks: checks, status: .approved)
    }

    /// `Gin (Alcohol), £20.00 before VAT, 2 days’ notice`
    private mutating func sell(_ text: String, by shop: String) throws(ScenarioValue.Unreadable) {
        guard let found = Phrase("* (*), £* before VAT, * days’ notice").match(text) else {
            throw .init(words: "Sells: thing (category), £ before VAT, n days’ notice")
        }
        let category = try category(found[1])
        guard let item = categories[category]?.item else { throw .init(words: "\(found[1]) is a group") }
        let terms = ListingTerms(
            category: category, title: found[0], description: "", unit: item.unit,
            price: try ScenarioValue.money(found[2]), vat: item.vat, leadDays: try ScenarioValue.number(found[3]),
            delivery: "", cancellation: "", gtin: nil, quantityMaximum: 60)
        let listing = Listing(
            id: .init("\(shop)/\(found[0])"), supplier: .init(shop), terms: terms, status: .live, version: 1)
        things["\(shop)/\(found[0])"] = Thing(listing: listing, shop: shop)
    }

    private static func coverage(_ text: String) throws(ScenarioValue.Unreadable) -> Coverage {
        switch text {
        case "everywhere": .national
        case "the East Midlands": .regions(["East Midlands"])
        case "Nottingham": .districts(["NG7"])
        default: throw .init(words: "Comes to: everywhere, the East Midlands or Nottingham")
        }
    }

    private static func checks(_ text: String) throws(ScenarioValue.Unreadable) -> Supplier.Checks {
        var (cqc, register, insured, workers): (String?, String?, Day?, Day?) = (nil, nil, nil, nil)
        for clause in text.components(separatedBy: "; ") {
            if clause == "Care Quality Commission" {
                cqc = "1-1234567"
            } else if clause == "professional register" {
                register = "PH98765"
            } else if let found = Phrase("insured until *").match(clause) {
                insured = try ScenarioValue.day(found[0])
            } else if let found = Phrase("workers checked until *").match(clause) {
                workers = try ScenarioValue.day(found[0])
            } else {
                throw .init(words: "no paper: \(clause)")
            }
        }
        return Supplier.Checks(cqc: cqc, register: register, insuredUntil: insured, workersUntil: workers)
    }

    // MARK: Categories

    private static func categories(_ folder: String) throws -> Categories {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/categories.csv")))
        var chunks = [bytes, []]
        var reader = CSVReader { chunks.isEmpty ? [] : chunks.removeFirst() }
        guard let header = try reader.next()?.cells else { return Categories([]) }
        var all: [Catalogue.Category] = []
        while let record = try reader.next() {
            let cells = Dictionary(uniqueKeysWithValues: zip(header, record.cells))
            all.append(try category { cells[$0] ?? "" })
        }
        return Categories(all)
    }

    private static func category(_ cell: @escaping (String) -> String) throws -> Catalogue.Category {
        let words = { (column: String) in cell(column).split(separator: ";").map(String.init) }
        var item: Catalogue.Category.Item?
        if let vat = VAT(rawValue: cell("vat")) {
            item = .init(
                unit: cell("unit"), vat: vat, lowest: try Money(reading: cell("price_low")),
                highest: try Money(reading: cell("price_high")),
                checks: words("checks").compactMap(SupplierCheck.init(rawValue:)),
                traits: Set(words("traits").compactMap(Trait.init(rawValue:))))
        }
        let policy = Policy.Effect(rawValue: cell("policy")).flatMap { effect in
            Clause(rawValue: cell("clause")).map { Policy(effect: effect, clause: $0) }
        }
        return Catalogue.Category(
            id: .init(cell("code")), parent: cell("parent").isEmpty ? nil : .init(cell("parent")),
            title: cell("title"), summary: "", item: item, policy: policy)
    }
}
