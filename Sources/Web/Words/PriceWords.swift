import Catalogue

/// A unit after its price: "each", "per session".
enum Unit {
    static func words(_ unit: String) -> String { unit == "each" ? unit : "per \(unit)" }
}

extension ListingTerms {
    /// `£62.00 per session`: what a holder's budget pays.
    var priceWords: String { "\(unitPrice) \(Unit.words(unit))" }

    var leadWords: String {
        switch leadDays {
        case 0: "same day"
        case 1: "1 day"
        default: "\(leadDays) days"
        }
    }
}
