import Catalogue

extension CatalogueRefusal {
    private static let basket = Link("Go to your basket", href: "/basket")
    private static let listings = Link("Your listings", href: "/supplier/listings")

    /// Title, text and a way on, for the page that says no.
    var words: (String, String, Link?) {
        switch self {
        case .changedMeanwhile:
            (
                "Somebody else saved this listing",
                "Your changes are not saved. Open it again, look at theirs, and make yours.", nil
            )
        case .stockMoved(let now):
            (
                "The number in stock has changed",
                (now.map { "It is \($0) now: somebody bought or counted since you opened the page." }
                    ?? "It is not counted any more.") + " Your changes are not saved. Open it again.", nil
            )
        case .outOfStock(let title):
            (
                "There is not enough of it left", "“\(title)”: somebody else was quicker. Nothing was ordered.",
                Self.basket
            )
        case .weekFull(let title, let week, let next):
            (
                "They have no room in that week",
                "“\(title)”, in the week of \(week.words): somebody else was quicker. Nothing was ordered. "
                    + (next.map { "The next week with room begins on \($0.words)." } ?? ""),
                Self.basket
            )
        case .priceBegun:
            ("That price counts already", "Set another price instead.", Self.listings)
        case .recallRaises(let day, let notice):
            (
                "Taking it back would raise the price",
                "It would cost more from \(day.words) than is announced. A higher price needs \(notice) days’ notice. "
                    + "Nothing was changed: set another price instead.",
                Self.listings
            )
        case .supplierChanged:
            (
                "Somebody else changed this supplier",
                "Your change is not saved. Open the supplier again to see how it stands.", nil
            )
        }
    }
}
