import ArgumentParser
import Foundation
import Ledger
import Operations
import Storage
import Values

/// Checks and exports the ledger.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Verify and export the ledger.",
        discussion: """
            Examples:
              holdfast ledger verify
              holdfast ledger export --format csv --from 2026-04-06 --to 2026-07-05 > quarter.csv
            """,
        subcommands: [Verify.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Derive every balance again from the journal, and compare.",
            discussion: """
                Walks every commissioner's chain of entries from the first, adds all balances up again, and compares
                them, the holds and the orders with what is stored; then checks the seal of every order. Each difference
                is told on standard error.

                Exit codes: 0 everything agrees; 1 something differs; 2 it could not work.

                Example:
                  holdfast ledger verify --database /var/lib/holdfast/holdfast.db
                """)

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let path = try database.settings().database
            let (verification, seals) = try await DatabaseUse.run(path) { database in
                try await database.read { (try LedgerVerification(reading: $0), try SealVerification(reading: $0)) }
            }
            let found = verification.differences + seals.differences
            for difference in found.prefix(LedgerVerification.differencesShownMaximum) { Terminal.warn(difference) }
            if found.count > LedgerVerification.differencesShownMaximum {
                Terminal.warn("… and \(found.count - LedgerVerification.differencesShownMaximum) more")
            }
            let counts = "\(verification.entries) entries, \(verification.postings) postings, "
                + "\(verification.accounts) accounts, \(seals.orders) sealed orders"
            guard found.isEmpty else {
                Terminal.say("\(path): \(counts): \(found.count) differences")
                throw ExitCode.foundProblems
            }
            Terminal.say("\(path): \(counts): everything agrees")
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the journal to standard output, one posting a line.",
            discussion: """
                Entries stand by commissioner and in the order of their chain. --from and --to go by the day on which
                an entry takes effect, both included. --account takes an account, or the beginning of one up to a colon.

                Examples:
                  holdfast ledger export --format csv > journal.csv
                  holdfast ledger export --format jsonl --account TAD:payable
                """)

        @Option(help: "csv or jsonl.")
        var format: JournalFormat

        @Option(help: ArgumentHelp("The first day, like 2026-04-06.", valueName: "day"))
        var from: String?

        @Option(help: ArgumentHelp("The last day, like 2027-04-05.", valueName: "day"))
        var to: String?

        @Option(help: "An account like TAD:available, with all below it.")
        var account: String?

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let (format, account) = (format, account)
            let (first, last) = (try day(from, "--from"), try day(to, "--to"))
            let path = try database.settings().database
            try await DatabaseUse.run(path) { database in
                try await database.read { snapshot in
                    var output = Output()
                    if let header = format.header { output.add(header) }
                    try snapshot.journal.eachPosting { row in
                        guard first.map({ $0 <= row.effectiveOn }) ?? true, last.map({ row.effectiveOn <= $0 }) ?? true,
                            account.map({ row.account == $0 || row.account.hasPrefix($0 + ":") }) ?? true
                        else { return }
                        output.add(format.line(row))
                    }
                    output.flush()
                }
            }
        }

        private func day(_ text: String?, _ flag: String) throws -> Day? {
            guard let text else { return nil }
            do { return try Day(text) } catch { throw ValidationError("\(flag) \(error)") }
        }
    }
}

/// Collects lines, so that a long export is not a million small writes.
private struct Output {
    private static let bytesMaximum = 1 << 16
    private var text = ""

    mutating func add(_ line: String) {
        text += line
        text += "\n"
        if text.utf8.count >= Output.bytesMaximum { flush() }
    }

    mutating func flush() {
        Terminal.write(text, to: .standardOutput)
        text = ""
    }
}

/// How a posting is written.
enum JournalFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case csv, jsonl

    var header: String? { self == .csv ? JournalFormat.columns.joined(separator: ",") : nil }

    private static let columns = [
        "commissioner", "sequence", "entry", "code", "effective_on", "recorded_at", "actor", "order",
        "supplier_order", "plan_line", "period", "hold", "external_reference", "account", "side", "amount", "digest",
    ]

    func line(_ row: JournalRow) -> String {
        let about = row.references
        let texts: [String?] = [
            row.commissioner, String(row.sequence), row.entry, row.code, row.effectiveOn.description,
            row.recordedAt.timestamp, row.actor, about.order, about.supplierOrder, about.planLine, about.period,
            about.hold, about.external, row.account, row.side, row.amount.decimal, row.digest,
        ]
        switch self {
        case .csv: return texts.map { JournalFormat.cell($0 ?? "") }.joined(separator: ",")
        case .jsonl:
            let members = zip(JournalFormat.columns, texts).map { column, text -> (String, JSONValue) in
                switch column {
                case "sequence": (column, .integer(row.sequence))
                case "amount": ("amount_pence", .integer(row.amount.pence))
                default: (column, text.map(JSONValue.string) ?? .null)
                }
            }
            return JSONValue.object(Dictionary(members, uniquingKeysWith: { first, _ in first })).canonical
        }
    }

    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }) else {
            return text
        }
        let doubled = text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }
}
