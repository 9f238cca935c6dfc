import Catalogue
import Identity
import Values

/// When a route is for a request: tests, joined by all, any and not.
package indirect enum RouteCondition: Sendable, Hashable, Codable {
    case all([RouteCondition])
    case any([RouteCondition])
    case not(RouteCondition)
    case test(RouteTest)

    /// For every request.
    package static let always = RouteCondition.all([])

    package func holds(for facts: RouteFacts) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(for: facts) }
        case .any(let parts): parts.contains { $0.holds(for: facts) }
        case .not(let part): !part.holds(for: facts)
        case .test(let test): test.holds(for: facts)
        }
    }

    package var tests: [RouteTest] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.tests)
        case .not(let part): part.tests
        case .test(let test): [test]
        }
    }
}

/// One thing that a route asks about a line of a request, or about the whole of it. "Above" is more than the number,
/// never the number itself.
package enum RouteTest: Sendable, Hashable, Codable {
    /// The line costs more than this.
    case lineAbove(Money)
    /// The whole request costs more than this.
    case requestAbove(Money)
    /// This and what the holder was granted by requests in the days before come to more than this.
    case recentAbove(Money, days: Int)
    /// It takes more than so many per cent of what is left on the plan line that pays; never where none pays.
    case shareAbove(Int)
    /// An item type, or a group with everything below it.
    case category(Category.ID)
    case supplier(Supplier.ID)
    case reach(Reach)
    /// No line of the plan pays for it.
    case offPlan
    /// More than so many of it, over all times.
    case quantityAbove(Int)
    /// It comes more often than so many times.
    case timesAbove(Int)
    /// It costs more than the plan's line allows.
    case overCeiling
    /// A paper that the category needs is missing at the supplier.
    case checkMissing
    /// The holder has had nothing from this supplier before.
    case newSupplier
    /// Signed by somebody in this capacity.
    case signedBy(AuthorityKind)
    /// The plan ends within so many days.
    case planEndsWithin(Int)

    package func holds(for facts: RouteFacts) -> Bool {
        switch self {
        case .lineAbove(let money): facts.line > money
        case .requestAbove(let money): facts.request > money
        case .recentAbove(let money, let days): facts.recent(days) + facts.request > money
        case .shareAbove(let percent): facts.left.map { facts.line.pence * 100 > $0.pence * percent } ?? false
        case .category(let id): facts.categories.contains(id)
        case .supplier(let id): facts.supplier == id
        case .reach(let reach): facts.reach == reach
        case .offPlan: facts.isOffPlan
        case .quantityAbove(let most): facts.units > most
        case .timesAbove(let most): facts.times > most
        case .overCeiling: facts.isOverCeiling
        case .checkMissing: facts.isCheckMissing
        case .newSupplier: facts.isNewSupplier
        case .signedBy(let kind): facts.signedAs == kind
        case .planEndsWithin(let days): facts.daysToPlanEnd <= days
        }
    }
}

/// What routes look at: one line of a request, and what belongs to the whole of it.
package struct RouteFacts: Sendable {
    package var line: Money
    package var request: Money
    /// What requests granted to the holder came to, with the day of each: newest last.
    package var granted: [(day: Day, amount: Money)]
    package var today: Day
    /// On the line that pays, this purchase included; nil where no line pays.
    package var left: Money?
    /// The item type with every group above it.
    package var categories: Set<Category.ID>
    package var supplier: Supplier.ID
    package var reach: Reach
    package var isOffPlan: Bool
    package var units: Int
    package var times: Int
    package var isOverCeiling: Bool
    package var isCheckMissing: Bool
    package var isNewSupplier: Bool
    package var signedAs: AuthorityKind
    package var daysToPlanEnd: Int

    package init(
        line: Money, request: Money, granted: [(day: Day, amount: Money)] = [], today: Day, left: Money? = nil,
        categories: Set<Category.ID> = [], supplier: Supplier.ID, reach: Reach = .national, isOffPlan: Bool = false,
        units: Int = 1, times: Int = 1, isOverCeiling: Bool = false, isCheckMissing: Bool = false,
        isNewSupplier: Bool = false, signedAs: AuthorityKind = .holder, daysToPlanEnd: Int = 365
    ) {
        self.line = line
        self.request = request
        self.granted = granted
        self.today = today
        self.left = left
        self.categories = categories
        self.supplier = supplier
        self.reach = reach
        self.isOffPlan = isOffPlan
        self.units = units
        self.times = times
        self.isOverCeiling = isOverCeiling
        self.isCheckMissing = isCheckMissing
        self.isNewSupplier = isNewSupplier
        self.signedAs = signedAs
        self.daysToPlanEnd = daysToPlanEnd
    }

    /// What was granted in so many days up to today, today included.
    package func recent(_ days: Int) -> Money {
        granted.filter { $0.day <= today && today - $0.day < days }.map(\.amount).total
    }
}
