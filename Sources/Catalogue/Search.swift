import Values

/// What a person asked the shop for.
package struct Search: Sendable, Hashable {
    package enum Order: String, Sendable, CaseIterable {
        case best, price, distance, rating

        package var words: String {
            switch self {
            case .best: "Best match"
            case .price: "Lowest price"
            case .distance: "Nearest"
            case .rating: "Best rated"
            }
        }
    }

    package var text = ""
    /// A group or an item type.
    package var category: Category.ID?
    package var reaches: Set<Reach> = []
    /// Any of these; empty for all.
    package var suppliers: Set<Supplier.ID> = []
    /// Not from this one: for comparing with others.
    package var without: Supplier.ID?
    /// Miles from the delivery postcode; nil for any.
    package var withinMiles: Int?
    /// What one unit costs, with VAT.
    package var price: PriceBand?
    /// The supplier holds all of these.
    package var checks: Set<HeldCheck> = []
    /// The supplier is rated so many stars or better.
    package var stars: Int?
    /// It can be here in so many days.
    package var withinDays: Int?
    /// Only what the person's plan has a line for.
    package var coveredOnly = false
    /// Also from suppliers that do not come to the person, or take no orders now.
    package var showsBeyond = false
    package var order = Order.best
    package var page = 1

    package init() {}

    package static let pageSize = 24
    package static let milesOffered = [5, 10, 20, 50]
    package static let daysOffered = [1, 3, 7, 14, 28]
    package static let starsOffered = [4, 3]
    /// So many suppliers are offered besides those that are chosen.
    package static let suppliersOffered = 8
}

/// A range of prices that can be chosen.
package struct PriceBand: Sendable, Hashable {
    package let from: Money
    /// The band ends before it; nil for no end.
    package let below: Money?

    package init(from: Money, below: Money?) {
        self.from = from
        self.below = below
    }

    package static let offered: [PriceBand] = [
        PriceBand(from: .zero, below: Money(pence: 10_00)),
        PriceBand(from: Money(pence: 10_00), below: Money(pence: 25_00)),
        PriceBand(from: Money(pence: 25_00), below: Money(pence: 50_00)),
        PriceBand(from: Money(pence: 50_00), below: Money(pence: 100_00)),
        PriceBand(from: Money(pence: 100_00), below: Money(pence: 500_00)),
        PriceBand(from: Money(pence: 500_00), below: nil),
    ]

    package func contains(_ price: Money) -> Bool { price >= from && below.map { price < $0 } ?? true }
}

/// What can be asked of a supplier's papers.
package enum HeldCheck: String, Sendable, CaseIterable {
    case insured, workers, professional, cqc

    package var words: String {
        switch self {
        case .insured: "Insurance seen"
        case .workers: "Workers checked"
        case .professional: "Professional register"
        case .cqc: "Care Quality Commission"
        }
    }

    /// Does the supplier hold it on this day?
    package func isHeld(by supplier: Supplier, on day: Day) -> Bool {
        switch self {
        case .insured: supplier.checks.insuredUntil.map { day <= $0 } ?? false
        case .workers: supplier.checks.holds(.workers, on: day)
        case .professional: supplier.checks.holds(.professional, on: day)
        case .cqc: supplier.checks.holds(.cqc, on: day)
        }
    }
}

/// One page of answers, with the number behind each filter value: how many there would be if it were chosen,
/// all other filters staying as they are.
package struct SearchAnswer: Sendable {
    package struct Hit: Sendable, Hashable {
        /// The listing's row.
        package let row: Int
        /// Metres from the supplier's base to the delivery postcode's district; nil where not known.
        package let distance: Int?
    }

    package let hits: [Hit]
    package let total: Int
    package let page: Int
    package let pages: Int
    package let counts: SearchCounts
}

/// How many things each value of each filter stands for.
package struct SearchCounts: Sendable, Hashable {
    package var reach: [Reach: Int] = [:]
    /// Groups and item types that have something.
    package var category: [Category.ID: Int] = [:]
    /// By `Search.milesOffered`.
    package var within: [Int: Int] = [:]
    package var price: [PriceBand: Int] = [:]
    /// What is chosen, and of the others those with the most things.
    package var supplier: [Supplier.ID: Int] = [:]
    /// How many suppliers have something.
    package var supplierCount = 0
    /// With what is chosen already, and this one too.
    package var checks: [HeldCheck: Int] = [:]
    /// By `Search.starsOffered`.
    package var stars: [Int: Int] = [:]
    /// By `Search.daysOffered`.
    package var days: [Int: Int] = [:]
    package var covered = 0
    /// From suppliers that do not come to the person or take no orders now: what `showsBeyond` would add.
    package var beyond = 0

    package init() {}
}
