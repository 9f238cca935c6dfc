import Ledger
import Storage
import Values

/// How books are written as plain text for an accounting program. Debits are above nought, credits below.
protocol BooksText: Sendable {
    /// What comes first. - Parameter first: the first day of the books.
    func head(_ first: Day) -> [String]
    func declaration(of account: LedgerAccount, _ first: Day) -> [String]
    /// The line that begins the entry of what accounts came to before the first day.
    func opening(of commissioner: String, on day: Day) -> String
    func entry(_ entry: JournalEntry) -> [String]
    func leg(_ account: String, _ debits: Money) -> String
    /// What begins the stored balances at the end.
    func closing(_ day: Day) -> [String]
    func balance(of account: LedgerAccount, _ debits: Money, _ day: Day) -> String
}

extension BooksText {
    func legs(_ entry: JournalEntry) -> [String] {
        entry.legs.map { leg($0.account, $0.isDebit ? $0.amount : -$0.amount) }
    }

    /// What the entry is about, by name.
    func references(_ entry: JournalEntry) -> [(name: String, value: String)] {
        let about = entry.references
        return [
            ("entry", entry.id), ("order", about.order), ("supplier-order", about.supplierOrder), ("hold", about.hold),
            ("external-reference", about.external),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}

/// The parts of an account's code.
private struct AccountParts {
    let commissioner: String
    let kind: AccountKind?
    /// Owner and period, as far as there are any.
    let rest: [String]

    init(_ code: String) {
        let parts = code.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        commissioner = parts[0]
        kind = parts.count > 1 ? AccountKind(rawValue: parts[1]) : nil
        rest = Array(parts.dropFirst(2))
    }
}

/// A journal for hledger, whose strict checks it passes.
struct HledgerText: BooksText {
    func head(_ first: Day) -> [String] { ["commodity 1000.00 GBP", ""] }

    func declaration(of account: LedgerAccount, _ first: Day) -> [String] {
        ["account \(HledgerText.name(account.code))"]
    }

    func opening(of commissioner: String, on day: Day) -> String {
        "\(day) * (\(HledgerText.escaped(commissioner))) Balances before this day"
    }

    func entry(_ entry: JournalEntry) -> [String] {
        let number = "\(HledgerText.escaped(entry.commissioner))-\(entry.sequence)"
        return ["\(entry.effectiveOn) * (\(number)) \(entry.code)"]
            + references(entry).map { "    ; \($0.name): \(HledgerText.comment($0.value))" } + legs(entry)
    }

    func leg(_ account: String, _ debits: Money) -> String {
        "    \(HledgerText.name(account))  \(debits.decimal) GBP"
    }

    func closing(_ day: Day) -> [String] { ["", "\(day) * Balances as they are stored"] }

    func balance(of account: LedgerAccount, _ debits: Money, _ day: Day) -> String {
        "    \(HledgerText.name(account.code))  0.00 GBP = \(debits.decimal) GBP"
    }

    /// `equity:TAD:available:ann-chc/1/l1:2026-10-01`.
    static func name(_ code: String) -> String {
        let parts = AccountParts(code)
        let group = parts.kind?.group.rawValue ?? "unknown"
        return ([group, escaped(parts.commissioner), parts.kind?.rawValue ?? "unknown"] + parts.rest.map(escaped))
            .joined(separator: ":")
    }

    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./".utf8)

    /// Anything else as `%` and its hexadecimal digits; nothing as `%` alone.
    private static func escaped(_ text: String) -> String {
        text.isEmpty ? "%" : text.utf8.map { byte in
            plain.contains(byte)
                ? String(decoding: [byte], as: UTF8.self) : "%\(Digest.hexadecimal([byte]))"
        }.joined()
    }

    /// On one line, and without the commas that end a tag.
    private static func comment(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0 == "," ? " " : $0 }))
    }
}

/// A file for Beancount. Its names take letters, digits and hyphens only, so the code stands with each account.
struct BeancountText: BooksText {
    func head(_ first: Day) -> [String] {
        ["option \"title\" \"Holdfast\"", "option \"operating_currency\" \"GBP\"", ""]
    }

    func declaration(of account: LedgerAccount, _ first: Day) -> [String] {
        ["\(first) open \(BeancountText.name(account.code)) GBP", "  code: \(BeancountText.quoted(account.code))"]
    }

    func opening(of commissioner: String, on day: Day) -> String {
        "\(day) * \(BeancountText.quoted(commissioner)) \"Balances before this day\""
    }

    func entry(_ entry: JournalEntry) -> [String] {
        let number = BeancountText.quoted("\(entry.commissioner) \(entry.sequence)")
        return ["\(entry.effectiveOn) * \(number) \(BeancountText.quoted(entry.code))"]
            + references(entry).map { "  \($0.name): \(BeancountText.quoted($0.value))" } + legs(entry)
    }

    func leg(_ account: String, _ debits: Money) -> String {
        "  \(BeancountText.name(account))  \(debits.decimal) GBP"
    }

    func closing(_ day: Day) -> [String] { ["", "; Balances as they are stored"] }

    /// Beancount looks at balances as a day begins.
    func balance(of account: LedgerAccount, _ debits: Money, _ day: Day) -> String {
        "\(day.adding(days: 1)) balance \(BeancountText.name(account.code))  \(debits.decimal) ~ 0.00 GBP"
    }

    /// `Equity:TAD:Available:0-yann--chc-x2f1-x2fl1:2026-10-01`.
    static func name(_ code: String) -> String {
        let parts = AccountParts(code)
        let kind = (parts.kind?.rawValue ?? "unknown").split(separator: "_").map(capitalised).joined()
        return ([capitalised(Substring(parts.kind?.group.rawValue ?? "equity")), component(parts.commissioner), kind]
            + parts.rest.map(component)).joined(separator: ":")
    }

    private static func capitalised(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    private static let leading = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    private static let plain = leading.union("abcdefghijklmnopqrstuvwxyz".utf8)

    /// No two texts give the same: a hyphen is doubled, `-x` leads the hexadecimal digits of anything else, `0-y` a
    /// text that may not begin as it does, and `0-e` is no text at all.
    private static func component(_ text: String) -> String {
        guard let first = text.utf8.first else { return "0-e" }
        let rest = text.utf8.map { byte in
            byte == UInt8(ascii: "-") ? "--"
                : plain.contains(byte) ? String(decoding: [byte], as: UTF8.self) : "-x\(Digest.hexadecimal([byte]))"
        }.joined()
        return leading.contains(first) ? rest : "0-y" + rest
    }

    /// A string on one line, without what would end it.
    private static func quoted(_ text: String) -> String {
        var inner = ""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { inner += "\\" }
            inner.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
        }
        return "\"\(inner)\""
    }
}
