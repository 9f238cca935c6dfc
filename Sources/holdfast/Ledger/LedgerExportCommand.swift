import ArgumentParser
import Foundation
import Operations
import Storage
import Values

/// Writes the journal for people and for other programs.
struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the journal to standard output.",
        discussion: """
            csv and jsonl hold one posting a line; hledger and beancount are whole books for those programs, with the
            stored balances at the end for them to compare with their own sums.

            Entries stand by commissioner and in the order of their chain. --from and --to go by the day on which
            an entry takes effect, both included. --account takes an account, or the beginning of one up to a colon.
            In hledger and beancount, --from begins with the balances of the day before; --to leaves out the stored
            balances; --account gives whole entries, so that the balances of other accounts are not complete.

            Examples:
              holdfast ledger export --format csv > journal.csv
              holdfast ledger export --format jsonl --account TAD:payable
              holdfast ledger export --format hledger > books.journal && hledger -f books.journal check --strict
              holdfast ledger export --format beancount --commissioner TAD > books.beancount
            """)

    @Option(help: "csv, jsonl, hledger or beancount.")
    var format: JournalFormat

    @Option(help: ArgumentHelp("The first day, like 2026-04-06.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("The last day, like 2027-04-05.", valueName: "day"))
    var to: String?

    @Option(help: "An account like TAD:available, with all below it.")
    var account: String?

    @Option(help: ArgumentHelp("Only this commissioner's books.", valueName: "code"))
    var commissioner: String?

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let filter = JournalFilter(
            commissioner: commissioner, account: account, from: try day(from, "--from"), to: try day(to, "--to"))
        let export = JournalExport(format: format, filter: filter)
        let path = try database.settings().database
        try await DatabaseUse.run(path) { database in
            try await database.read { snapshot in
                var output = Output()
                try export.run(reading: snapshot) { output.add($0) }
                output.flush()
            }
        }
    }

    private func day(_ text: String?, _ flag: String) throws -> Day? {
        guard let text else { return nil }
        do { return try Day(text) } catch { throw ValidationError("\(flag) \(error)") }
    }
}

extension JournalFormat: ExpressibleByArgument {}

/// Writes the signed heads of the chains.
struct LedgerHeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads",
        abstract: "Write the signed heads of the chains to standard output.",
        discussion: """
            One line of canonical JSON for each day and commissioner: how far the chain went that day, its digest, the
            seal over it, and the public half of the key. The server signs them once a day. Keep a copy where nobody
            who can reach the database can reach it: 'holdfast ledger verify --heads' compares it with the books.

            Example:
              holdfast ledger heads > heads.jsonl
            """)

    @Option(help: ArgumentHelp("Only this commissioner's.", valueName: "code"))
    var commissioner: String?

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let wanted = commissioner
        try await DatabaseUse.run(try database.settings().database) { database in
            try await database.read { snapshot in
                let keys = Dictionary(
                    try snapshot.signingKeys.list().map { ($0.id, $0.publicKey) },
                    uniquingKeysWith: { first, _ in first })
                var output = Output()
                try snapshot.signedHeads.each { head in
                    guard wanted == nil || wanted == head.commissioner.text else { return }
                    let file = try SignedHeadFile(head, publicKey: keys[head.signature.keyID] ?? "")
                    output.add(file.json.canonical)
                }
                output.flush()
            }
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
