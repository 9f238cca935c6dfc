import Ledger
import Relational
import Storage
import Values

/// How the journal is written for others.
package enum JournalFormat: String, Sendable, CaseIterable {
    /// One posting a line.
    case csv, jsonl
    /// For other people's accounting programs: hledger.org and beancount.github.io.
    case hledger, beancount
}

/// Writes the journal, entry by entry.
package struct JournalExport: Sendable {
    package let format: JournalFormat
    package let filter: JournalFilter

    package init(format: JournalFormat, filter: JournalFilter) {
        self.format = format
        self.filter = filter
    }

    /// - Parameter write: takes line after line, without their ends.
    package func run(reading snapshot: some Reading, _ write: (String) throws -> Void) throws {
        switch format {
        case .csv:
            try write(JournalLines.columns.joined(separator: ","))
            try lines(snapshot) { try write(JournalLines.csv($0, $1)) }
        case .jsonl:
            try lines(snapshot) { try write(JournalLines.json($0, $1)) }
        case .hledger: try books(HledgerText(), snapshot, write)
        case .beancount: try books(BeancountText(), snapshot, write)
        }
    }

    private func lines(
        _ snapshot: some Reading, _ write: (JournalEntry, JournalEntry.Leg) throws -> Void
    ) throws {
        try snapshot.journal.eachEntry(filter) { entry in
            for leg in entry.legs where filter.takes(account: leg.account) { try write(entry, leg) }
        }
    }

    /// Whole entries, between what accounts came to before them and what they come to now.
    private func books(
        _ text: some BooksText, _ snapshot: some Reading, _ write: (String) throws -> Void
    ) throws {
        guard let days = try snapshot.journal.days() else { return }
        let first = max(filter.from ?? days.first, days.first)
        for line in text.head(first) { try write(line) }
        if let account = filter.account {
            try write("; Only entries that touch \(account): the balances of other accounts are not complete.")
        }
        try snapshot.journal.eachAccount(of: filter.commissioner) { account, _ in
            for line in text.declaration(of: account, first) { try write(line) }
        }
        if filter.account == nil, filter.from != nil { try opening(text, first, snapshot, write) }
        try snapshot.journal.eachEntry(filter) { entry in
            try write("")
            for line in text.entry(entry) { try write(line) }
        }
        if filter.account == nil, filter.to == nil { try closing(text, days.last, snapshot, write) }
    }

    private func opening(
        _ text: some BooksText, _ day: Day, _ snapshot: some Reading, _ write: (String) throws -> Void
    ) throws {
        let all = try filter.commissioner.map { [$0] } ?? snapshot.journal.commissioners()
        for commissioner in all {
            var isBegun = false
            try snapshot.journal.eachOpening(before: day, of: commissioner) { account, debits in
                if !isBegun { for line in ["", text.opening(of: commissioner, on: day)] { try write(line) } }
                isBegun = true
                try write(text.leg(account, debits))
            }
        }
    }

    /// The stored balances, for the other program to compare with its own sums.
    private func closing(
        _ text: some BooksText, _ day: Day, _ snapshot: some Reading, _ write: (String) throws -> Void
    ) throws {
        for line in text.closing(day) { try write(line) }
        try snapshot.journal.eachAccount(of: filter.commissioner) { account, balance in
            let debits = account.kind.normalSide == .debit ? balance : -balance
            try write(text.balance(of: account, debits, day))
        }
    }
}

/// One posting a line.
enum JournalLines {
    static let columns = [
        "commissioner", "sequence", "entry", "code", "effective_on", "recorded_at", "actor", "order",
        "supplier_order", "plan_line", "period", "hold", "external_reference", "account", "side", "amount", "digest",
    ]

    static func csv(_ entry: JournalEntry, _ leg: JournalEntry.Leg) -> String {
        let about = entry.references
        var line = CSVLine()
        line.add(entry.commissioner)
        line.add(entry.sequence)
        for text in [
            entry.id, entry.code, entry.effectiveOn.description, entry.recordedAt.timestamp, entry.actor, about.order,
            about.supplierOrder, about.planLine, about.period, about.hold, about.external, leg.account, side(leg),
        ] { line.add(text ?? "") }
        line.add(leg.amount)
        line.add(entry.digest)
        return line.text
    }

    static func json(_ entry: JournalEntry, _ leg: JournalEntry.Leg) -> String {
        let about = entry.references
        let texts: [(String, String?)] = [
            ("commissioner", entry.commissioner), ("entry", entry.id), ("code", entry.code),
            ("effective_on", entry.effectiveOn.description), ("recorded_at", entry.recordedAt.timestamp),
            ("actor", entry.actor), ("order", about.order), ("supplier_order", about.supplierOrder),
            ("plan_line", about.planLine), ("period", about.period), ("hold", about.hold),
            ("external_reference", about.external), ("account", leg.account), ("side", side(leg)),
            ("digest", entry.digest),
        ]
        var members: [String: JSONValue] = ["sequence": .integer(entry.sequence)]
        members["amount_pence"] = .integer(leg.amount.pence)
        for (name, text) in texts { members[name] = text.map(JSONValue.string) ?? .null }
        return JSONValue.object(members).canonical
    }

    private static func side(_ leg: JournalEntry.Leg) -> String {
        (leg.isDebit ? Side.debit : .credit).rawValue
    }
}
