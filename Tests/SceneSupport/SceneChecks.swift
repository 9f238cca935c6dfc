import Ledger
import Relational
import Storage
import Testing
import Values

/// What tests look at afterwards.
extension Scene {
    /// The ledger derives again to what is stored, as `holdfast ledger verify` would say.
    package func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let verification = try await verification()
        #expect(verification.differences == [], sourceLocation: sourceLocation)
        #expect(verification.entries > 0, sourceLocation: sourceLocation)
    }

    package func verification() async throws -> LedgerVerification {
        try await database.read { try LedgerVerification(reading: $0) }
    }

    /// The balance of an account in pounds, such as `available:l-care:2026-10-05`; a dash before the first entry.
    package func balance(_ code: String, of commissioner: String = "TAD") async throws -> String {
        let row = try await rows("SELECT balance_pence FROM ledger_accounts WHERE id = \("\(commissioner):\(code)")")
        return try row.first.map { Money(pence: try $0.integer("balance_pence")).decimal } ?? "-"
    }

    /// One line of a table: the balances of these accounts, in this order.
    package func balances(_ codes: [String], of commissioner: String = "TAD") async throws -> String {
        var cells: [String] = []
        for code in codes { cells.append(try await balance(code, of: commissioner)) }
        return cells.joined(separator: " ")
    }

    /// Every table but those named, as its row count and digest: what has not changed gives the same.
    package func fingerprint(without excluded: Set<String> = ["sessions"]) async throws -> [String: String] {
        let made = Migrations.all.flatMap(\.statements).compactMap { statement in
            if case .table(let name, _) = statement { name } else { nil }
        }
        return try await database.read { snapshot in
            // Some were dropped again.
            let there = try snapshot.connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
                .map { try $0.text("name") }
            var found: [String: String] = [:]
            for table in Set(made).intersection(there).subtracting(excluded) {
                let rows = try snapshot.connection.rows(Statement(stringLiteral: "SELECT * FROM \(table)"))
                    .map { row in row.all.map { "\($0.name)=\($0.value)" }.joined(separator: "|") }.sorted()
                found[table] = "\(rows.count) \(Digest(of: rows.joined(separator: "\n")))"
            }
            return found
        }
    }

    /// Which tables are not as they were.
    package func changes(since before: [String: String]) async throws -> [String] {
        let now = try await fingerprint()
        return before.keys.filter { now[$0] != before[$0] }.sorted()
    }

    /// `kind → recipient` of every message, in order.
    package func messages() async throws -> [String] {
        try await rows("SELECT kind, recipient FROM outbox_messages ORDER BY id").map {
            "\(try $0.text("kind")) → \(try $0.text("recipient"))"
        }
    }

    /// `operation by person for holder` of every audit record, in order.
    package func audit() async throws -> [String] {
        try await rows("SELECT operation, actor, on_behalf_of FROM audit_records ORDER BY id").map { row in
            let holder = try row.optionalText("on_behalf_of").map { " for \($0)" } ?? ""
            return "\(try row.text("operation")) by \(try row.text("actor"))\(holder)"
        }
    }
}

/// The code of the refusal that something ends in; "done" when it does not, and the error itself when it is another.
package func refusal(of body: () async throws -> Void) async -> String {
    do {
        try await body()
        return "done"
    } catch let refusal as any Refusal {
        return refusal.code
    } catch {
        return "\(type(of: error))"
    }
}
