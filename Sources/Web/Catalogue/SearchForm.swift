import Catalogue
import Foundation
import Plans
import Values

/// What was asked of the shop, read from the address and written back to it.
struct SearchForm: Sendable {
    /// What the person sees: only what the plan covers, or everything.
    enum Show: String, Sendable {
        case covered, all
        /// Also what does not come to the person.
        case beyond
    }

    var search = Search()
    /// Nil when the person has not chosen: then it depends on whether there is a plan to be covered by.
    var show: Show?
    /// Only what this line of the plan pays for.
    var line: PlanLine.ID?
    /// Prices and a day in the person's own words, where none of those that are offered will do.
    var typed = Typed()
    private(set) var problems = FieldProblems()

    struct Typed: Sendable {
        var from = ""
        var to = ""
        /// As a browser's date field sends it, `2026-12-24`.
        var by = ""
    }

    static let textCharactersMaximum = 200

    /// - Parameters:
    ///   - query: what stands behind the question mark; empty for none.
    ///   - today: days are counted from it.
    init(_ query: String, today: Day) {
        let pairs = SearchForm.pairs(query)
        let one = { (name: String) in pairs.last { $0.name == name }.map { Text.tidy($0.value) } ?? "" }
        let all = { (name: String) in pairs.filter { $0.name == name }.map { Text.tidy($0.value) } }
        search.text = String(one("q").prefix(SearchForm.textCharactersMaximum))
        search.category = one("category").isEmpty ? nil : Category.ID(one("category"))
        search.reaches = Set(all("reach").compactMap(Reach.init))
        search.suppliers = Set(all("supplier").filter { !$0.isEmpty }.map { Supplier.ID($0) })
        search.withinMiles = Int(one("within")).flatMap { Search.milesOffered.contains($0) ? $0 : nil }
        search.checks = Set(all("check").compactMap(HeldCheck.init))
        search.stars = Int(one("stars")).flatMap { Search.starsOffered.contains($0) ? $0 : nil }
        search.withinDays = Int(one("days")).flatMap { Search.daysOffered.contains($0) ? $0 : nil }
        search.price = PriceBand.offered.first { $0.value == one("price") }
        search.order = Search.Order(rawValue: one("order")) ?? .best
        search.page = Int(one("page")) ?? 1
        show = Show(rawValue: one("show"))
        // Everything is more than what one line pays for.
        line = one("line").isEmpty || show == .all || show == .beyond ? nil : PlanLine.ID(one("line"))
        typed = Typed(from: one("from"), to: one("to"), by: one("by"))
        readTyped(today)
    }

    /// What was typed goes before what was chosen.
    private mutating func readTyped(_ today: Day) {
        let (from, to) = (money("from", typed.from), money("to", typed.to))
        if from != nil || to != nil {
            if let from, let to, to < from { problems.add("to", "The highest price must not be less than the lowest") }
            search.price = PriceBand(from: from ?? .zero, below: to.map { Money(pence: $0.pence + 1) })
        }
        guard !typed.by.isEmpty else { return }
        do {
            let day = try Day(typed.by)
            guard day >= today else { return problems.add("by", "The day you need it by must not be over") }
            search.withinDays = day.number - today.number
        } catch {
            problems.add("by", "The day you need it by \(error)")
        }
    }

    private mutating func money(_ field: String, _ text: String) -> Money? {
        guard !text.isEmpty else { return nil }
        do {
            return try Money(reading: text)
        } catch {
            problems.add(field, "\(field == "from" ? "The lowest" : "The highest") price \(error)")
            return nil
        }
    }

    /// Browsers write blanks in forms as plus signs (URL Standard, application/x-www-form-urlencoded).
    private static func pairs(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
    }

    /// Everything that was chosen, as the address says it, without the page; what stands at its usual is left out.
    var pairs: [(name: String, value: String)] {
        let isTyped = !typed.from.isEmpty || !typed.to.isEmpty
        var pairs: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { pairs.append((name, value)) }
        }
        add("by", typed.by)
        add("category", search.category?.text)
        if typed.by.isEmpty { add("days", search.withinDays.map(String.init)) }
        add("from", typed.from)
        add("line", line?.text)
        if search.order != .best { add("order", search.order.rawValue) }
        if !isTyped { add("price", search.price?.value) }
        add("q", search.text)
        add("show", show?.rawValue)
        add("stars", search.stars.map(String.init))
        add("to", typed.to)
        add("within", search.withinMiles.map(String.init))
        for check in search.checks.map(\.rawValue).sorted() { add("check", check) }
        for reach in search.reaches.map(\.rawValue).sorted() { add("reach", reach) }
        for supplier in search.suppliers.map(\.text).sorted() { add("supplier", supplier) }
        return pairs
    }

    /// The address of the same question, but for some of its parts; without a page, for pages to be added.
    func address(_ changes: [String: String] = [:]) -> String {
        let kept = pairs.filter { changes[$0.name] == nil }.map { (name: $0.name, value: $0.value) }
        let put = changes.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
            .map { (name: $0.key, value: $0.value) }
        let query = (kept + put).map { "\($0.name)=\(SignInPage.encode($0.value))" }.joined(separator: "&")
        return query.isEmpty ? "/shop" : "/shop?\(query)"
    }
}

extension PriceBand {
    /// As forms send it.
    var value: String { "\(from.pence)-\(below.map { String($0.pence) } ?? "")" }

    var words: String {
        guard let below else { return "\(from.shortly) or more" }
        return from == .zero ? "Under \(below.shortly)" : "\(from.shortly) to \(below.shortly)"
    }
}

extension Money {
    /// Without pence where there are none.
    fileprivate var shortly: String { pence % 100 == 0 ? "£\(pence / 100)" : description }
}
