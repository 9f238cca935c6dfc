import Baskets
import Identity
import Relational
import Values

/// Baskets. Each holder has at most one that is open.
package struct BasketStore<Access: Reading> { let access: Access }

extension Reading {
    package var baskets: BasketStore<Self> { BasketStore(access: self) }
}

extension BasketStore {
    /// The holder's open basket; nil before the first line is added.
    package func current(of holder: Holder.ID) throws -> Basket? {
        let row = try access.connection.row("SELECT * FROM baskets WHERE holder_id = \(holder) AND status = 'open'")
        return try row.map(basket)
    }

    /// The holder's saved lists, the newest first.
    package func saved(of holder: Holder.ID) throws -> [Basket] {
        try access.connection.rows(
            "SELECT * FROM baskets WHERE holder_id = \(holder) AND status = 'archived' ORDER BY touched_at DESC, id"
        ).map(basket)
    }

    /// One of the holder's baskets, wherever it stands; another's is not found.
    package func find(_ id: Basket.ID, of holder: Holder.ID) throws -> Basket? {
        try access.connection.row("SELECT * FROM baskets WHERE id = \(id) AND holder_id = \(holder)").map(basket)
    }

    /// Open baskets that nobody has touched since a moment.
    package func untouched(since moment: Moment) throws -> [(id: Basket.ID, holder: Holder.ID)] {
        try access.connection.rows(
            """
            SELECT id, holder_id FROM baskets WHERE status = 'open' AND touched_at <= \(moment)
            ORDER BY touched_at, id
            """
        ).map { (try $0.id("id"), try $0.id("holder_id")) }
    }

    private func basket(_ row: Row) throws -> Basket {
        let id: Basket.ID = try row.id("id")
        let lines = try access.connection.rows(
            "SELECT * FROM basket_lines WHERE basket_id = \(id) ORDER BY position"
        ).map { line in
            BasketLine(
                id: try line.id("id"), listing: try line.id("listing_id"), quantity: try line.integer("quantity"),
                priceSeen: try line.money("price_seen_pence"),
                wants: try line.optionalJSON("wants") ?? BasketLine.Wants())
        }
        return Basket(
            id: id, holder: try row.id("holder_id"), status: try row.word("status"),
            version: try row.integer("version"), lines: lines, touchedAt: try row.moment("touched_at"))
    }

    /// How many lines the open basket has: for the header of every page.
    package func lineCount(of holder: Holder.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS lines FROM basket_lines l JOIN baskets b ON b.id = l.basket_id
            WHERE b.holder_id = \(holder) AND b.status = 'open'
            """)?.integer("lines") ?? 0
    }
}

extension BasketStore where Access: Writing {
    package func insert(_ basket: Basket) throws {
        try access.connection.run(
            """
            INSERT INTO baskets (id, holder_id, status, version, touched_at)
            VALUES (\(basket.id), \(basket.holder), \(basket.status.rawValue), \(basket.version),
                \(basket.touchedAt))
            """)
        try insertLines(of: basket)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `BasketRefusal.changedMeanwhile`.
    package func save(_ basket: Basket) throws {
        let changed = try access.connection.run(
            """
            UPDATE baskets SET status = \(basket.status.rawValue), version = \(basket.version),
                touched_at = \(basket.touchedAt)
            WHERE id = \(basket.id) AND version = \(basket.version - 1)
            """)
        guard changed == 1 else { throw BasketRefusal.changedMeanwhile }
        try access.connection.run("DELETE FROM basket_lines WHERE basket_id = \(basket.id)")
        try insertLines(of: basket)
    }

    private func insertLines(of basket: Basket) throws {
        for (position, line) in basket.lines.enumerated() {
            try access.connection.run(
                """
                INSERT INTO basket_lines (id, basket_id, position, listing_id, quantity, price_seen_pence, wants)
                VALUES (\(line.id), \(basket.id), \(position), \(line.listing), \(line.quantity), \(line.priceSeen),
                    \(try StoredJSON.text(line.wants)))
                """)
        }
    }
}
