import Values

/// What all suppliers are for one place on one day: whether they come, how far it is, what they hold. It takes
/// thousands of small questions to work out, and neighbours share it.
package struct Surroundings: Sendable {
    struct Seller: Sendable {
        /// Comes to the place and takes orders.
        let isOpen: Bool
        let reach: Reach
        /// Metres; nil where not known.
        let distance: Int?
        /// One bit for each `HeldCheck`, in their order.
        let checks: UInt8
        /// In tenths of a star; nil where too few have rated.
        let stars: Int?
    }

    let sellers: [Seller]

    fileprivate init(of suppliers: [Supplier], for place: Place?, on day: Day) {
        sellers = suppliers.map { supplier in
            var checks: UInt8 = 0
            for (bit, check) in HeldCheck.allCases.enumerated() where check.isHeld(by: supplier, on: day) {
                checks |= 1 << UInt8(bit)
            }
            return Seller(
                isOpen: supplier.takesOrders && supplier.covers(place), reach: supplier.reach,
                distance: supplier.distance(to: place), checks: checks, stars: supplier.starsInTenths)
        }
    }
}

extension Shelf {
    package func surroundings(for place: Place?, on day: Day) -> Surroundings {
        Surroundings(of: sellers, for: place, on: day)
    }
}
