import Relational

extension Migrations {
    static let baskets: [MigrationStatement] = [
        .table(
            "baskets",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            status TEXT NOT NULL CHECK (status IN ('open', 'converted')),
            version BIGINT NOT NULL
            """),
        .sql("CREATE UNIQUE INDEX baskets_one_open ON baskets (holder_id) WHERE status = 'open'"),
        .table(
            "basket_lines",
            """
            id TEXT PRIMARY KEY,
            basket_id TEXT NOT NULL REFERENCES baskets (id),
            position BIGINT NOT NULL,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            price_seen_pence BIGINT NOT NULL CHECK (price_seen_pence >= 0),
            UNIQUE (basket_id, listing_id)
            """),
    ]
}
