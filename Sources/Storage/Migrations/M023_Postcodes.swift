import Relational

extension Migrations {
    /// Full postcodes with their places, where somebody has imported the directory.
    static let postcodes: [MigrationStatement] = [
        .table(
            "postcodes",
            """
            postcode TEXT PRIMARY KEY,
            region TEXT NOT NULL,
            easting BIGINT NOT NULL,
            northing BIGINT NOT NULL
            """)
    ]
}
