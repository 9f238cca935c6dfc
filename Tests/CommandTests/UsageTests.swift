import Foundation
import Orders
import Outbox
import Relational
import SQLiteDriver
import Storage
import Testing

@Suite struct UsageTests {
    static let commands: [[String]] = [
        [], ["demo"], ["serve"], ["migrate"], ["import"], ["accounts"], ["accounts", "list"], ["accounts", "add"],
        ["accounts", "set-password"], ["ledger"], ["ledger", "verify"], ["ledger", "export"], ["orders"],
        ["orders", "export"], ["orders", "keys"], ["orders", "verify"], ["orders", "bundle"], ["rules"], ["workflow"],
        ["keys"], ["keys", "list"], ["keys", "rotate"], ["keys", "retire"],
    ]

    @Test(arguments: commands) func `every command helps, with an example`(_ words: [String]) throws {
        let command = try Command()
        let answer = try command.run(words + ["--help"])
        #expect(answer.code == 0)
        #expect(answer.output.contains("OVERVIEW: "))
        #expect(answer.output.contains("holdfast \((words.first ?? "demo"))"))
        #expect(answer.output.contains("xample") || words.isEmpty)
        #expect(answer.errors == "")
    }

    static let wrong: [(words: [String], told: String)] = [
        (["frobnicate"], "holdfast: Unexpected argument 'frobnicate' (see 'holdfast --help')\n"),
        (["import"], "holdfast: Missing expected argument '<dir>' (see 'holdfast --help')\n"),
        (["serve", "--port", "many"], "holdfast: --port must be a port from 0 to 65535, not many\n"),
        (["workflow", "ladder"],
            "holdfast: ladder: there is no such workflow; there are "
                + Workflows.all.map(\.name).joined(separator: ", ") + "\n"),
        (["orders", "verify", "x", "--keys", "k", "--database", "d"],
            "holdfast: take --keys or --database, not both (see 'holdfast --help')\n"),
    ]

    @Test(arguments: wrong) func `a wrong call is one line on standard error, and 64`(
        _ words: [String], _ told: String
    ) throws {
        let answer = try Command().run(words)
        #expect(answer.code == 64)
        #expect(answer.errors == told)
        #expect(answer.output == "")
    }

    @Test(arguments: [["serve"], ["migrate"], ["accounts", "list"], ["ledger", "verify"]])
    func `an unknown setting stops every command`(_ words: [String]) throws {
        let command = try Command()
        let answer = try command.run(words, environment: ["HOLDFAST_PROT": "80"])
        #expect(answer.code == 64)
        #expect(answer.errors.hasPrefix("holdfast: HOLDFAST_PROT is not a setting; there are HOLDFAST_"))
        #expect(try command.everything().isEmpty)
    }

    static let readers: [[String]] = [
        ["migrate"], ["serve", "--port", "0"], ["import", Command.catalogue],
        ["import", Command.catalogue, "--dry-run"], ["accounts", "list"], ["ledger", "verify"],
        ["ledger", "export", "--format", "csv"], ["orders", "keys"], ["keys", "list"],
    ]

    @Test(arguments: readers) func `a file that is no database is refused and not touched`(_ words: [String]) throws {
        let command = try Command()
        try command.write("Dear diary", to: "test.db")
        let before = try command.everything()
        let answer = try command.run(words + ["--database", command.database])
        #expect(answer.code == 2)
        #expect(answer.errors == "holdfast: \(command.database): this file is not a database; it was not touched\n")
        #expect(try command.everything() == before)
    }

    @Test func `a database of a newer program is refused and not touched`() async throws {
        let command = try Command()
        #expect(try command.run("migrate", "--database", command.database).code == 0)
        try await command.change("INSERT INTO schema_steps (number, name, applied_at) VALUES (999, 'later', 0)")
        let before = try command.bytes(of: "test.db")
        let answer = try command.run("ledger", "verify", "--database", command.database)
        #expect(answer.code == 2)
        #expect(answer.errors.hasPrefix("holdfast: \(command.database): this database is at schema step 999, but"))
        #expect(try command.bytes(of: "test.db") == before)
    }

    @Test func `a database that is not there is not made by a command that only reads`() throws {
        let command = try Command()
        let answer = try command.run("ledger", "verify", environment: ["HOLDFAST_DATABASE": command.database])
        #expect(answer.code == 2)
        #expect(answer.errors
            == "holdfast: \(command.database): there is no database; 'holdfast migrate' makes one\n")
        #expect(try command.everything().isEmpty)
    }

    @Test func `a demonstration does not open a database that is none`() throws {
        let command = try Command()
        #expect(try command.run("migrate", "--database", command.database).code == 0)
        let before = try command.everything()
        let answer = try command.run("demo", "--port", "0", "--database", command.database)
        #expect(answer.code == 2)
        #expect(answer.errors.contains("is no demonstration"))
        #expect(try command.everything() == before)
    }
}

extension Command {
    func run(_ words: [String], environment: [String: String] = [:]) throws -> Answer {
        try run(words: words, environment: environment, input: "")
    }

    /// Changes the database behind the program's back.
    func change(_ statements: Statement...) async throws {
        let database = try SQLiteDatabase.open(path: database, migrations: Migrations.all, nowMilliseconds: 0)
        try await database.write { tx in
            for statement in statements { try tx.connection.run(statement) }
        }
        try database.close()
    }
}
