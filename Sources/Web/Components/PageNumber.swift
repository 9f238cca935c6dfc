import Hummingbird

/// The page that an address asks for; the first where it asks for none that can be.
struct PageNumber: Sendable {
    let number: Int

    static let first = PageNumber(number: 1)

    private init(number: Int) {
        self.number = number
    }

    init(_ request: Request) {
        self.init(number: request.page)
    }

    /// The page that there is, and how many there are.
    func of(_ count: Int, most: Int) -> (page: Int, pageCount: Int) {
        let pageCount = max(1, (count + most - 1) / most)
        return (min(max(1, number), pageCount), pageCount)
    }
}
