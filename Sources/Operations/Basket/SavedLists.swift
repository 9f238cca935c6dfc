import Baskets
import Identity
import Relational
import Storage
import Values

/// A saved list becomes the basket again; where another basket is open, what is on the list is put into that one.
package struct TakeUpSavedList: Operation {
    package let list: Basket.ID

    package init(list: Basket.ID) {
        self.list = list
    }

    /// - Throws: `NotFound`; `BasketRefusal.full`; `WorkflowRefusal` when it is no saved list any more.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Basket.ID {
        let authority = try principal.actingForHolder(to: .shop)
        guard var saved = try tx.baskets.find(list, of: authority.holder) else { throw NotFound() }
        guard var open = try tx.baskets.current(of: authority.holder) else {
            try saved.perform(.takeUp, at: tools.now) { $0 == .noOtherOpen }
            try tx.baskets.save(saved)
            return saved.id
        }
        let count = try open.add(saved) { tools.new() }
        try saved.perform(.copy, at: tools.now)
        if count > 0 { try tx.save(open, with: tools) }
        try tx.baskets.save(saved)
        return open.id
    }
}

extension Desk {
    /// Puts baskets aside that nobody has touched for a month: each by itself, so that one does not hold up the rest.
    /// - Returns: how many became saved lists.
    package func archiveBaskets() async throws -> Int {
        let now = clock()
        let limit = now.adding(minutes: -Basket.daysKept * 24 * 60)
        var count = 0
        for (id, holder) in try await database.read({ try $0.baskets.untouched(since: limit) }) {
            let archived = try await database.write { [identifiers] tx in
                guard var basket = try tx.baskets.find(id, of: holder), basket.status == .open,
                    basket.isUntouched(at: now)
                else { return false }
                try basket.perform(.archive, at: now)
                try tx.baskets.save(basket)
                try tx.audit.append(
                    id: identifiers.new(Desk.self, at: now).text, at: now, actor: "clock", onBehalfOf: holder.text,
                    operation: "ArchiveBasket", subject: id.text, digest: Digest(of: "\(id) \(basket.version)"))
                return true
            }
            if archived { count += 1 }
        }
        return count
    }
}
