/// What one search asks of a seller, answered once for all that it sells.
struct SellerFacts {
    /// The filters that the seller does not pass.
    let fails: SellerFilters
    let reach: Reach
    let distance: Int?
    let stars: Int?
    /// Where its item types begin in the coverage's table.
    let coverage: Int
    /// Where what it may sell begins in the table of those that are not approved for everything; nil for the others.
    let served: Int?
    /// Comes to the place and takes orders.
    let isOpen: Bool
    let isAsked: Bool
}

/// Filters that look at the seller alone.
struct SellerFilters: OptionSet {
    let rawValue: UInt8

    static let open = SellerFilters(rawValue: 1)
    static let reach = SellerFilters(rawValue: 2)
    static let within = SellerFilters(rawValue: 4)
    static let supplier = SellerFilters(rawValue: 8)
    static let checks = SellerFilters(rawValue: 16)
    static let stars = SellerFilters(rawValue: 32)
}

/// Filters that look at the thing itself.
struct ThingFilters: OptionSet {
    let rawValue: UInt8

    static let category = ThingFilters(rawValue: 1)
    static let price = ThingFilters(rawValue: 2)
    static let days = ThingFilters(rawValue: 4)
    static let covered = ThingFilters(rawValue: 8)
    /// Its seller is approved for it.
    static let served = ThingFilters(rawValue: 16)
}
