/// What people who bought from a supplier think of it, over all its published reviews.
package struct Rating: Sendable, Hashable {
    /// The average, in tenths of a star: 46 is 4.6 of 5.
    package let tenths: Int
    package let count: Int

    /// Below it an average says more about one person than about the supplier, and is not told.
    package static let countMinimum = 3

    /// - Parameters:
    ///   - sum: of the stars of all published reviews, of which each has one to five.
    ///   - count: of those reviews.
    /// - Returns: nil below `countMinimum`.
    package init?(sum: Int, count: Int) {
        guard count >= Rating.countMinimum else { return nil }
        // Half a tenth is rounded up.
        tenths = (sum * 20 + count) / (2 * count)
        self.count = count
    }
}
