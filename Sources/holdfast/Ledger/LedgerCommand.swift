import ArgumentParser
import Foundation
import Operations
import Storage
import Values

/// Checks, mends and exports the ledger.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Verify, export and rebuild the ledger.",
        discussion: """
            Examples:
              holdfast ledger verify
              holdfast ledger export --format csv --from 2026-04-06 --to 2026-07-05 > quarter.csv
              holdfast ledger export --format beancount > books.beancount
              holdfast ledger heads > heads.jsonl
              holdfast ledger rebuild
            """,
        subcommands: [Verify.self, LedgerExportCommand.self, LedgerHeadsCommand.self, Rebuild.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Derive every balance again from the journal, and compare.",
            discussion: """
                Walks every commissioner's chain of entries from the first, adds all balances up again, and compares
                them, the holds, the orders, the problems and the stock with what is stored; then checks the seals of
                orders and of the chains' signed heads, and that the chains still hold what was signed. Each difference
                is told on standard error.

                --heads takes heads that somebody kept elsewhere: lines that 'holdfast ledger heads' wrote, or files
                that a commissioner downloaded. They show what nothing in the database can: that all of it was made
                anew.

                Exit codes: 0 everything agrees; 1 something differs; 2 it could not work.

                Examples:
                  holdfast ledger verify --database /var/lib/holdfast/holdfast.db
                  holdfast ledger verify --heads heads.jsonl
                """)

        @Option(help: ArgumentHelp("Signed heads that were kept elsewhere.", valueName: "path"))
        var heads: String?

        @OptionGroup var database: DatabaseOption

        private static let headsBytesMaximum = 64 << 20

        func run() async throws {
            let path = try database.settings().database
            let kept = try heads.map { path in
                let bytes = try InputFile.read(path, bytesMaximum: Verify.headsBytesMaximum)
                return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            }
            let result = try await DatabaseUse.run(path) { database in
                try await database.read { snapshot in
                    (
                        books: try LedgerVerification(reading: snapshot),
                        seals: try SealVerification(reading: snapshot), heads: try HeadVerification(reading: snapshot),
                        kept: try kept.map { try KeptHeads.compare($0, with: snapshot) }
                    )
                }
            }
            var found = result.books.found
            found += result.seals.differences
            found += result.heads.differences
            if let kept = result.kept { found += kept.differences }
            let counts = "\(result.books.entries) entries, \(result.books.postings) postings, "
                + "\(result.books.accounts) accounts, \(result.seals.orders) sealed orders, "
                + "\(result.seals.documents) documents for suppliers, "
                + "\(result.seals.assertions) passkeys' answers, "
                + "\(result.heads.heads) signed heads" + (result.kept.map { ", \($0.count) kept heads" } ?? "")
            try Verify.tell(found, "\(path): \(counts)")
        }

        private static func tell(_ found: Differences, _ what: String) throws {
            let most = LedgerVerification.differencesShownMaximum
            for difference in found.kept.prefix(most) { Terminal.warn(difference) }
            if found.count > most { Terminal.warn("… and \(found.count - most) more") }
            guard found.count == 0 else {
                Terminal.say("\(what): \(found.count) differences")
                throw ExitCode.foundProblems
            }
            Terminal.say("\(what): everything agrees")
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute what follows from the records again, and store it.",
            discussion: """
                Stored balances, the heads of chains, where held money is, how the units of order lines stand, how
                orders, requests and problems stand, and what is left in stock only follow from something else: from
                the journal, from the steps of timelines, from the movements of stock. Where they differ from it they
                are stored anew, all in one transaction, and each change is told. The records themselves are never
                touched: where one contradicts itself, nothing is done.

                Exit codes: 0 done, also when there was nothing to do; 2 it could not work, and nothing was changed.

                Example:
                  holdfast ledger rebuild --database /var/lib/holdfast/holdfast.db
                """)

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let path = try database.settings().database
            let changes = try await DatabaseUse.run(path) { database in
                try await database.write { try LedgerRebuild(in: $0).changes }
            }
            for change in changes.kept { Terminal.say(change) }
            if changes.count > changes.kept.count {
                Terminal.say("… and \(changes.count - changes.kept.count) more")
            }
            Terminal.say("\(path): \(changes.count == 0 ? "nothing had to be changed" : "changed: \(changes.count)")")
        }
    }
}
