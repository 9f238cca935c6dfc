import Values

/// Why the catalogue says no.
package enum CatalogueRefusal: Refusal, Hashable {
    /// Somebody else saved the listing since it was read.
    case changedMeanwhile
    /// The number in stock has moved since it was read; how many there are now, nil where nobody counts.
    case stockMoved(to: Int?)
    /// Fewer are left than are wanted.
    case outOfStock(title: String)
    /// Somebody else changed the supplier since it was read.
    case supplierChanged
    /// The week in which it would come is full; the next week with room, nil where none is near.
    case weekFull(title: String, week: Day, next: Day?)
    /// A price that has begun cannot be taken back.
    case priceBegun
    /// Without the price that would be taken back it would cost more from a day on, without notice.
    case recallRaises(from: Day, noticeDays: Int)

    package var code: String {
        switch self {
        case .changedMeanwhile: "listing.changed-meanwhile"
        case .stockMoved: "listing.stock-moved"
        case .outOfStock: "listing.out-of-stock"
        case .supplierChanged: "supplier.changed-meanwhile"
        case .weekFull: "listing.week-full"
        case .priceBegun: "listing.price-begun"
        case .recallRaises: "listing.recall-raises"
        }
    }
}
