import ArgumentParser

/// Brings a database to the newest schema.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the database, or bring it to this program's schema.",
        discussion: """
            Other commands do this by themselves when they open a database; this one does nothing else. Several
            programs may start at once: one of them applies the steps, all or none of them. A database of a newer
            program, a damaged one, and files that are no databases are refused and not touched.

            Example:
              holdfast migrate --database /var/lib/holdfast/holdfast.db
            """)

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let path = try database.settings().database
        try await DatabaseUse.run(path, makes: true) { _ in }
        Terminal.say("\(path): the schema is up to date")
    }
}
