import Relational

extension SearchTable {
    package static let listings = SearchTable("listings", title: "title", text: "description")
    package static let suppliers = SearchTable("suppliers", title: "name", text: "description")
    package static let categories = SearchTable("categories", title: "title", text: "summary")
}

extension Migrations {
    /// Rows that are searched get a number for ever, and an index that follows them: what a supplier or a category is
    /// called is no longer written into each of its listings. Beside it what helps people to find: words that mean the
    /// same, and all words there are, for slips of the pen.
    static let searchByNumber: [MigrationStatement] = numbers(of: .categories) + numbers(of: .suppliers)
        + numbers(of: .listings) + [
            .sql("DROP TABLE search_index"),
            .sql("DROP TABLE search_documents"),
            .table(
                "synonyms",
                """
                word TEXT PRIMARY KEY,
                means TEXT NOT NULL CHECK (means <> ''),
                source_digest TEXT NOT NULL
                """),
            .table(
                "title_words",
                """
                word TEXT PRIMARY KEY,
                revision BIGINT NOT NULL
                """),
            .sql("CREATE INDEX title_words_by_revision ON title_words (revision)"),
            // Shelves that are kept are filled anew, by number.
            .sql("UPDATE catalogue_revisions SET revision = revision + 1 WHERE what = 'structure'"),
        ]

    private static func numbers(of table: SearchTable) -> [MigrationStatement] {
        [
            .sql("ALTER TABLE \(table.name) ADD COLUMN number BIGINT"),
            .sql(
                """
                UPDATE \(table.name) SET number = ranked.position
                FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS position FROM \(table.name)) AS ranked
                WHERE ranked.id = \(table.name).id
                """),
            .sql("CREATE UNIQUE INDEX \(table.name)_by_number ON \(table.name) (number)"),
            .search(table),
        ]
    }
}
