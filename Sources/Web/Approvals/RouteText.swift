import Catalogue
import Hummingbird
import Identity
import Policies
import Values

/// What a route can ask, as it is chosen and typed on a page.
enum RouteTestKind: String, CaseIterable, Sendable {
    case lineAbove = "line-above", requestAbove = "request-above", recentAbove = "recent-above"
    case shareAbove = "share-above", category, supplier, reach
    case offPlan = "off-plan", quantityAbove = "quantity-above", timesAbove = "times-above"
    case overCeiling = "over-ceiling", checkMissing = "check-missing", newSupplier = "new-supplier"
    case signedBy = "signed-by", planEndsWithin = "plan-ends-within"

    var label: String {
        switch self {
        case .lineAbove: "One thing in it costs more than …"
        case .requestAbove: "The whole request costs more than …"
        case .recentAbove: "With what was granted in the last days it comes to more than …"
        case .shareAbove: "It takes more than … per cent of what is left on its plan line"
        case .category: "It is of the category …"
        case .supplier: "It is from the supplier …"
        case .reach: "The supplier is local, regional or national"
        case .offPlan: "No line of the plan pays for it"
        case .quantityAbove: "It is more than … of it in all"
        case .timesAbove: "It comes more than … times"
        case .overCeiling: "It costs more than the plan line allows"
        case .checkMissing: "A paper of the supplier is missing"
        case .newSupplier: "The person has had nothing from this supplier before"
        case .signedBy: "It was signed by a carer, nominee, representative, proxy, or in person"
        case .planEndsWithin: "The plan ends within … days"
        }
    }

    /// What goes into the box beside it; nil where nothing does.
    var asks: String? {
        switch self {
        case .lineAbove, .requestAbove: "an amount, such as 500.00"
        case .recentAbove: "an amount and a number of days, such as 500.00 in 90"
        case .shareAbove: "a whole number of per cent"
        case .category: "the code of a category or group, such as 07-01 or 07"
        case .supplier: "the code of a supplier"
        case .reach: "local, regional or national"
        case .quantityAbove, .timesAbove, .planEndsWithin: "a whole number"
        case .signedBy: "carer, nominee, representative, proxy or self"
        case .offPlan, .overCeiling, .checkMissing, .newSupplier: nil
        }
    }
}

/// A route as it was typed.
struct RouteText: Sendable {
    struct Test: Sendable {
        var kind = ""
        var value = ""
        var isNot = false
    }

    struct Tier: Sendable {
        var roles: Set<StaffRole> = []
        var needs = ApprovalRoute.Tier.Needs.any.rawValue
        var people = "1"
    }

    static let testsMaximum = 5
    static let escalationMaximum = 2

    var title = ""
    var joins = "all"
    var tests: [Test] = Array(repeating: Test(), count: testsMaximum)
    var tiers: [Tier] = Array(repeating: Tier(), count: ApprovalRoute.tiersMaximum)
    var escalation: [String] = Array(repeating: "", count: escalationMaximum)

    init() {}

    init(_ form: Form) {
        title = form["title"]
        joins = form["joins"]
        tests = (0..<Self.testsMaximum).map {
            Test(kind: form["test-\($0)"], value: form["value-\($0)"], isNot: form["not-\($0)"] == "yes")
        }
        tiers = (0..<ApprovalRoute.tiersMaximum).map { tier in
            Tier(
                roles: Set(StaffRole.allCases.filter { form["tier-\(tier)-\($0.rawValue)"] == "yes" }),
                needs: form["needs-\(tier)"], people: form["people-\(tier)"])
        }
        escalation = (0..<Self.escalationMaximum).map { form["escalation-\($0)"] }
    }

    /// Nil where the condition is deeper than the page shows.
    init?(_ route: ApprovalRoute) {
        title = route.title
        let parts: [RouteCondition]
        switch route.condition {
        case .all(let all): (joins, parts) = ("all", all)
        case .any(let any): (joins, parts) = ("any", any)
        default: (joins, parts) = ("all", [route.condition])
        }
        guard parts.count <= Self.testsMaximum else { return nil }
        for (position, part) in parts.enumerated() {
            switch part {
            case .test(let test): tests[position] = Test(test, isNot: false)
            case .not(.test(let test)): tests[position] = Test(test, isNot: true)
            default: return nil
            }
        }
        for (position, tier) in route.tiers.enumerated() where tiers.indices.contains(position) {
            tiers[position] = Tier(
                roles: Set(tier.roles), needs: tier.needs.rawValue, people: String(tier.people))
        }
        for (position, role) in route.escalation.enumerated() where escalation.indices.contains(position) {
            escalation[position] = role.rawValue
        }
    }
}

extension RouteText.Test {
    init(_ test: RouteTest, isNot: Bool) {
        self.isNot = isNot
        let (kind, value): (RouteTestKind, String) =
            switch test {
            case .lineAbove(let money): (.lineAbove, money.decimal)
            case .requestAbove(let money): (.requestAbove, money.decimal)
            case .recentAbove(let money, let days): (.recentAbove, "\(money.decimal) in \(days)")
            case .shareAbove(let percent): (.shareAbove, String(percent))
            case .category(let id): (.category, id.text)
            case .supplier(let id): (.supplier, id.text)
            case .reach(let reach): (.reach, reach.rawValue)
            case .offPlan: (.offPlan, "")
            case .quantityAbove(let most): (.quantityAbove, String(most))
            case .timesAbove(let most): (.timesAbove, String(most))
            case .overCeiling: (.overCeiling, "")
            case .checkMissing: (.checkMissing, "")
            case .newSupplier: (.newSupplier, "")
            case .signedBy(let kind): (.signedBy, kind.rawValue)
            case .planEndsWithin(let days): (.planEndsWithin, String(days))
            }
        self.kind = kind.rawValue
        self.value = value
    }
}

/// What of the route was typed well.
struct CheckedRoute {
    let title: String
    let condition: RouteCondition
    let tiers: [ApprovalRoute.Tier]
    let escalation: [StaffRole]
}

extension RouteText {
    /// - Throws: every problem, by field.
    func checked(_ shelf: Shelf) throws(FieldProblems) -> CheckedRoute {
        var problems = FieldProblems()
        if title.isEmpty { problems.add("title", "Give the route a name") }
        problems.length(title, "title", most: ApprovalRoute.titleCharactersMaximum)
        var parts: [RouteCondition] = []
        for (position, typed) in tests.enumerated() where !typed.kind.isEmpty || !typed.value.isEmpty {
            guard let test = typed.read("value-\(position)", shelf, &problems) else { continue }
            parts.append(typed.isNot ? .not(.test(test)) : .test(test))
        }
        var read: [ApprovalRoute.Tier] = []
        for (position, tier) in tiers.enumerated() where !tier.roles.isEmpty {
            let people = problems.number(
                tier.people, "people-\(position)", "how many people", in: 1...ApprovalRoute.peopleMaximum)
            guard let needs = ApprovalRoute.Tier.Needs(rawValue: tier.needs) else {
                problems.add("needs-\(position)", "Choose whether one of the roles is enough")
                continue
            }
            if let people { read.append(.init(roles: tier.roles.sorted(), needs: needs, people: people)) }
        }
        if read.isEmpty, problems.isEmpty { problems.add("tier-0-coordinator", "Choose who decides first") }
        guard problems.isEmpty else { throw problems }
        return CheckedRoute(
            title: title, condition: joins == "any" ? .any(parts) : .all(parts), tiers: read,
            escalation: escalation.compactMap(StaffRole.init(rawValue:)))
    }
}

extension RouteText.Test {
    fileprivate func read(_ field: String, _ shelf: Shelf, _ problems: inout FieldProblems) -> RouteTest? {
        guard let kind = RouteTestKind(rawValue: kind) else {
            problems.add(field, "Choose what is asked")
            return nil
        }
        switch kind {
        case .lineAbove: return problems.money(value, field, "the amount").map { .lineAbove($0) }
        case .requestAbove: return problems.money(value, field, "the amount").map { .requestAbove($0) }
        case .recentAbove: return recent(field, &problems)
        case .shareAbove: return problems.number(value, field, "the per cent", in: 0...100).map { .shareAbove($0) }
        case .quantityAbove: return problems.number(value, field, "how many", in: 0...9_999).map { .quantityAbove($0) }
        case .timesAbove: return problems.number(value, field, "how often", in: 0...999).map { .timesAbove($0) }
        case .planEndsWithin:
            return problems.number(value, field, "the days", in: 0...366).map { .planEndsWithin($0) }
        case .offPlan: return .offPlan
        case .overCeiling: return .overCeiling
        case .checkMissing: return .checkMissing
        case .newSupplier: return .newSupplier
        case .category, .supplier, .reach, .signedBy: return named(kind, field, shelf, &problems)
        }
    }

    private func recent(_ field: String, _ problems: inout FieldProblems) -> RouteTest? {
        let words = value.split(separator: " ").map(String.init)
        guard words.count == 3, words[1] == "in" else {
            problems.add(field, "Enter an amount and a number of days, such as 500.00 in 90")
            return nil
        }
        let money = problems.money(words[0], field, "the amount")
        let days = problems.number(words[2], field, "the days", in: 1...ApprovalRoute.recentDaysMaximum)
        guard let money, let days else { return nil }
        return .recentAbove(money, days: days)
    }

    private func named(
        _ kind: RouteTestKind, _ field: String, _ shelf: Shelf, _ problems: inout FieldProblems
    ) -> RouteTest? {
        switch kind {
        case .category where shelf.categories[.init(value)] != nil: return .category(.init(value))
        case .supplier where shelf.supplier(.init(value)) != nil: return .supplier(.init(value))
        case .reach: if let reach = Reach(rawValue: value.lowercased()) { return .reach(reach) }
        case .signedBy: if let kind = AuthorityKind(rawValue: value.lowercased()) { return .signedBy(kind) }
        default: break
        }
        problems.add(field, "Enter \(kind.asks ?? "a name that is known")")
        return nil
    }
}
