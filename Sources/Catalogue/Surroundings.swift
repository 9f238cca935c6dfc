import Values

/// What all suppliers are for the holders of one commissioner at one place on one day: whether they come, how far it
/// is, what they hold. It takes thousands of small questions to work out, and neighbours share it.
package struct Surroundings: Sendable {
    /// In 8 bytes: there are ten thousand of them for each place that is kept.
    struct Seller: Sendable {
        private let metres: Int32
        let reach: Reach
        /// Comes to the place and takes orders.
        let isOpen: Bool
        /// One bit for each `HeldCheck`, in their order.
        let checks: UInt8
        private let tenths: UInt8

        init(isOpen: Bool, reach: Reach, distance: Int?, checks: UInt8, stars: Int?) {
            metres = distance.map { Int32(clamping: $0) } ?? -1
            self.reach = reach
            self.isOpen = isOpen
            self.checks = checks
            tenths = UInt8(clamping: stars ?? 0)
        }

        /// Metres; nil where not known.
        var distance: Int? { metres < 0 ? nil : Int(metres) }

        /// In tenths of a star; nil where too few have rated.
        var stars: Int? { tenths == 0 ? nil : Int(tenths) }
    }

    let sellers: [Seller]
    /// Item types and groups that may be ordered, by the tree's order, of sellers that are not approved for everything.
    let served: [Int: [Bool]]

    fileprivate init(
        of suppliers: [Supplier], in categories: Categories, for place: Place?, of commissioner: String?, on day: Day
    ) {
        var served: [Int: [Bool]] = [:]
        sellers = suppliers.enumerated().map { slot, supplier in
            let serves = supplier.served(for: commissioner, on: day)
            if case .some = serves {
                served[slot] = categories.all.map { serves.contains(way: categories.way(from: $0.id)) }
            }
            var checks: UInt8 = 0
            for (bit, check) in HeldCheck.allCases.enumerated() where check.isHeld(by: supplier, on: day) {
                checks |= 1 << UInt8(bit)
            }
            return Seller(
                isOpen: supplier.obstacle(at: place, of: commissioner, on: day) == nil,
                reach: supplier.reach,
                distance: supplier.distance(to: place), checks: checks, stars: supplier.starsInTenths)
        }
        self.served = served
    }
}

extension Shelf {
    /// - Parameter commissioner: whose holders ask; nil for what everybody may order.
    package func surroundings(for place: Place?, of commissioner: String?, on day: Day) -> Surroundings {
        Surroundings(of: sellers, in: categories, for: place, of: commissioner, on: day)
    }
}
