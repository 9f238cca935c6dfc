import Relational

extension Migrations {
    /// Pictures of listings, by what they show: the same picture is kept once, in base64, as both engines store text
    /// alike. A picture that no listing has any more is removed with its last reference.
    static let pictures: [MigrationStatement] = [
        .table(
            "pictures",
            """
            digest TEXT NOT NULL,
            side BIGINT NOT NULL CHECK (side > 0),
            content TEXT NOT NULL CHECK (content <> ''),
            PRIMARY KEY (digest, side)
            """),
        .table(
            "listing_pictures",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            digest TEXT NOT NULL,
            position BIGINT NOT NULL CHECK (position > 0),
            words TEXT NOT NULL CHECK (words <> ''),
            PRIMARY KEY (listing_id, digest)
            """),
        .sql("CREATE INDEX listing_pictures_by_digest ON listing_pictures (digest)"),
    ]
}
