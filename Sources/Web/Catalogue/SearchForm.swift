import Catalogue
import Foundation
import Plans
import Values

/// What was asked of the shop, read from the address and written back to it.
struct SearchForm: Sendable {
    /// What the person sees: only what the plan covers, or everything.
    enum Show: String, Sendable {
        case covered, all
    }

    var search = Search()
    /// Nil when the person has not chosen: then it depends on whether there is a plan to be covered by.
    var show: Show?
    /// Only what this line of the plan pays for.
    var line: PlanLine.ID?

    static let textCharactersMaximum = 200

    /// - Parameter query: what stands behind the question mark; empty for none.
    init(_ query: String) {
        let pairs = SearchForm.pairs(query)
        let one = { (name: String) in pairs.last { $0.name == name }.map { Text.tidy($0.value) } ?? "" }
        search.text = String(one("q").prefix(SearchForm.textCharactersMaximum))
        search.category = one("category").isEmpty ? nil : Category.ID(one("category"))
        search.reaches = Set(pairs.filter { $0.name == "reach" }.compactMap { Reach(rawValue: $0.value) })
        search.supplier = one("supplier").isEmpty ? nil : Supplier.ID(one("supplier"))
        search.withinMiles = Int(one("within")).flatMap { Search.milesOffered.contains($0) ? $0 : nil }
        search.order = Search.Order(rawValue: one("order")) ?? .best
        search.page = Int(one("page")) ?? 1
        show = Show(rawValue: one("show"))
        // Everything is more than what one line pays for.
        line = one("line").isEmpty || show == .all ? nil : PlanLine.ID(one("line"))
    }

    /// Browsers write blanks in forms as plus signs (URL Standard, application/x-www-form-urlencoded).
    private static func pairs(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
    }

    /// The address of the same question, but for some of its parts; without a page, for pages to be added.
    func address(_ changes: [String: String] = [:]) -> String {
        var parts = [
            ("q", search.text), ("category", search.category?.text ?? ""), ("supplier", search.supplier?.text ?? ""),
            ("within", search.withinMiles.map(String.init) ?? ""), ("show", show?.rawValue ?? ""),
            ("line", line?.text ?? ""), ("order", search.order == .best ? "" : search.order.rawValue),
        ]
        for (name, value) in changes {
            parts.removeAll { $0.0 == name }
            parts.append((name, value))
        }
        let reaches = search.reaches.sorted { $0.rawValue < $1.rawValue }.map { ("reach", $0.rawValue) }
        let pairs = (parts.filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 } + reaches)
            .map { "\($0.0)=\(SignInPage.encode($0.1))" }
        return "/shop" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
}
