import Baskets
import Identity
import Relational
import Values

/// Shopping lists. Every question says for whom and by whom: a private list is not there for anybody but its author.
package struct ShoppingListStore<Access: Reading> { let access: Access }

extension Reading {
    package var shoppingLists: ShoppingListStore<Self> { ShoppingListStore(access: self) }
}

extension ShoppingListStore {
    /// What a person may see of a holder's lists: favourites first, then by title; with the authors' names.
    package func list(
        of holder: Holder.ID, seenBy person: Person.ID
    ) throws -> [(list: ShoppingList, author: String)] {
        try access.connection.rows(
            """
            SELECT l.*, p.name AS author_name FROM shopping_lists l JOIN people p ON p.id = l.author_id
            WHERE l.holder_id = \(holder) AND (l.author_id = \(person) OR l.is_shared = 1)
            ORDER BY CASE WHEN l.author_id = \(person) THEN 0 ELSE 1 END, l.kind, LOWER(l.title), l.id
            """
        ).map { (try list($0), try $0.text("author_name")) }
    }

    /// One of them; nil where it is another holder's, or not the person's to see.
    package func find(_ id: ShoppingList.ID, of holder: Holder.ID, seenBy person: Person.ID) throws -> ShoppingList? {
        try access.connection.row(
            """
            SELECT * FROM shopping_lists
            WHERE id = \(id) AND holder_id = \(holder) AND (author_id = \(person) OR is_shared = 1)
            """
        ).map(list)
    }

    /// What a person keeps for a holder with one press; nil before the first.
    package func favourites(of holder: Holder.ID, by person: Person.ID) throws -> ShoppingList? {
        try access.connection.row(
            """
            SELECT * FROM shopping_lists
            WHERE holder_id = \(holder) AND author_id = \(person) AND kind = 'favourites'
            """
        ).map(list)
    }

    private func list(_ row: Row) throws -> ShoppingList {
        let id: ShoppingList.ID = try row.id("id")
        let lines = try access.connection.rows(
            "SELECT * FROM shopping_list_lines WHERE list_id = \(id) ORDER BY position, id"
        ).map { line in
            ShoppingList.Line(
                id: try line.id("id"), listing: try line.id("listing_id"), quantity: try line.integer("quantity"),
                note: try line.text("note"), addedBy: try line.id("added_by"), addedAt: try line.moment("added_at"),
                priceThen: try line.money("price_then_pence"))
        }
        return ShoppingList(
            id: id, holder: try row.id("holder_id"), author: try row.id("author_id"), kind: try row.word("kind"),
            title: try row.text("title"), isShared: try row.integer("is_shared") == 1,
            version: try row.integer("version"), lines: lines)
    }
}

extension ShoppingListStore where Access: Writing {
    package func insert(_ list: ShoppingList) throws {
        try access.connection.run(
            """
            INSERT INTO shopping_lists (id, holder_id, author_id, kind, title, is_shared, version)
            VALUES (\(list.id), \(list.holder), \(list.author), \(list.kind.rawValue), \(list.title),
                \(list.isShared ? 1 : 0), \(list.version))
            """)
        try insertLines(of: list)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `ShoppingListRefusal.changedMeanwhile`.
    package func save(_ list: ShoppingList) throws {
        let changed = try access.connection.run(
            """
            UPDATE shopping_lists SET title = \(list.title), is_shared = \(list.isShared ? 1 : 0),
                version = \(list.version)
            WHERE id = \(list.id) AND version = \(list.version - 1)
            """)
        guard changed == 1 else { throw ShoppingListRefusal.changedMeanwhile }
        try access.connection.run("DELETE FROM shopping_list_lines WHERE list_id = \(list.id)")
        try insertLines(of: list)
    }

    package func remove(_ id: ShoppingList.ID) throws {
        try access.connection.run("DELETE FROM shopping_list_lines WHERE list_id = \(id)")
        try access.connection.run("DELETE FROM shopping_lists WHERE id = \(id)")
    }

    private func insertLines(of list: ShoppingList) throws {
        for (position, line) in list.lines.enumerated() {
            try access.connection.run(
                """
                INSERT INTO shopping_list_lines (id, list_id, position, listing_id, quantity, note, added_by,
                    added_at, price_then_pence)
                VALUES (\(line.id), \(list.id), \(position), \(line.listing), \(line.quantity), \(line.note),
                    \(line.addedBy), \(line.addedAt), \(line.priceThen))
                """)
        }
    }
}
