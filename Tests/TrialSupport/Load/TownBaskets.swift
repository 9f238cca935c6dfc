import Baskets
import Storage
import Values

extension Town {
    /// Every holder has the town's five wares in the basket.
    package func fillBaskets() async throws {
        let database = try Town.open(path)
        for first in stride(from: 0, to: holders, by: 100) {
            let (wares, last) = (wares, min(first + 100, holders))
            try await database.write { tx in
                for number in first..<last {
                    let now = Town.now()
                    var basket = Basket(id: Town.identifiers.new(at: now), holder: Town.holder(number), touchedAt: now)
                    for ware in wares {
                        try basket.add(
                            ware, quantity: 1, line: Town.identifiers.new(at: now), priceSeen: ware.terms.unitPrice)
                    }
                    try tx.baskets.insert(basket)
                }
            }
        }
        try database.close()
    }
}
