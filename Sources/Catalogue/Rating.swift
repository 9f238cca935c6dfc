/// What people who bought from a supplier think of it: of each the newest published review, so that nobody makes a
/// rating alone.
package struct Rating: Sendable, Hashable {
    /// The average, in tenths of a star: 46 is 4.6 of 5.
    package let tenths: Int
    /// People who wrote.
    package let count: Int

    /// Below it an average says more about one person than about the supplier, and is not told.
    package static let countMinimum = 3

    /// - Parameters:
    ///   - sum: of the stars, of which each person gives one to five.
    ///   - count: of the people.
    /// - Returns: nil below `countMinimum`.
    package init?(sum: Int, count: Int) {
        guard count >= Rating.countMinimum else { return nil }
        // Half a tenth is rounded up.
        tenths = (sum * 20 + count) / (2 * count)
        self.count = count
    }
}
