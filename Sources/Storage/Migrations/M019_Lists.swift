import Relational

extension Migrations {
    /// What people keep for later and look at side by side, and what they looked for in vain.
    static let lists: [MigrationStatement] = shoppingLists + [
        .table(
            "saved_searches",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            title TEXT NOT NULL CHECK (title <> ''),
            query TEXT NOT NULL,
            saved_at BIGINT NOT NULL
            """),
        .sql("CREATE INDEX saved_searches_by_person ON saved_searches (holder_id, person_id)"),
        .table(
            "comparisons",
            """
            holder_id TEXT NOT NULL REFERENCES holders (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            listings TEXT NOT NULL,
            PRIMARY KEY (holder_id, person_id)
            """),
        // Neither an identifier nor a time of day: both would tell when, and with that who.
        .table(
            "market_gaps",
            """
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            day TEXT NOT NULL,
            words TEXT NOT NULL CHECK (words <> ''),
            category_id TEXT NOT NULL,
            place TEXT NOT NULL,
            searches BIGINT NOT NULL CHECK (searches > 0),
            PRIMARY KEY (commissioner_id, day, words, category_id, place)
            """),
        .sql("CREATE INDEX listings_by_gtin ON listings (gtin) WHERE gtin IS NOT NULL"),
    ]

    private static let shoppingLists: [MigrationStatement] = [
        .table(
            "shopping_lists",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            author_id TEXT NOT NULL REFERENCES people (id),
            kind TEXT NOT NULL CHECK (kind IN ('named', 'favourites')),
            title TEXT NOT NULL CHECK (title <> ''),
            is_shared BIGINT NOT NULL CHECK (is_shared IN (0, 1)),
            version BIGINT NOT NULL
            """),
        .sql("CREATE INDEX shopping_lists_by_holder ON shopping_lists (holder_id, author_id)"),
        .sql(
            """
            CREATE UNIQUE INDEX shopping_lists_one_favourites ON shopping_lists (holder_id, author_id)
            WHERE kind = 'favourites'
            """),
        .table(
            "shopping_list_lines",
            """
            id TEXT PRIMARY KEY,
            list_id TEXT NOT NULL REFERENCES shopping_lists (id),
            position BIGINT NOT NULL,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            note TEXT NOT NULL,
            added_by TEXT NOT NULL REFERENCES people (id),
            added_at BIGINT NOT NULL,
            price_then_pence BIGINT NOT NULL CHECK (price_then_pence >= 0),
            UNIQUE (list_id, listing_id)
            """),
    ]
}
