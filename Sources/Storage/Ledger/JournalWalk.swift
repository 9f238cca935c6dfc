import Ledger
import Relational
import Values

/// Walks the journal once, in the order of its chains: two answers side by side, the entries and their postings.
///
/// Nothing is looked up but accounts, which are few and in memory; nothing is kept of an entry once it is passed. This
/// must stay fast enough for ten million postings in a minute (Tests/LedgerBench).
struct JournalWalk {
    struct Head {
        var sequence: Int
        var digest: Digest
    }

    private(set) var entryCount = 0
    private(set) var postingCount = 0
    private(set) var accounts: WalkedAccounts
    private(set) var heads: [String: Head] = [:]
    private(set) var differences = Differences()
    private var signed: SignedHeadsAhead

    private let entries: any Cursor
    private let postings: any Cursor
    private var hasPosting: Bool
    private var commissioner = ""
    private var head = Head(sequence: 0, digest: Chain.origin)

    private var taken: [Taken] = []

    private struct Taken {
        let account: String
        let isDebit: Bool
        let pence: Int
    }

    private static let codes = Set(PostingCode.allCases.map(\.rawValue))

    init(reading snapshot: some Reading) throws {
        accounts = try WalkedAccounts(reading: snapshot)
        signed = try SignedHeadsAhead(reading: snapshot)
        entries = try snapshot.connection.cursor(JournalWalk.entriesInOrder)
        postings = try snapshot.connection.cursor(JournalWalk.postingsInOrder)
        hasPosting = try postings.next()
    }

    static let entriesInOrder: Statement = """
        SELECT commissioner_id, sequence, digest, amount_pence, id, code, commissioner_id, effective_on, recorded_at,
            actor, order_id, supplier_order_id, plan_line_id, period, hold_id, external_reference
        FROM ledger_entries ORDER BY commissioner_id, sequence
        """
    static let postingsInOrder: Statement = """
        SELECT commissioner_id, sequence, position, account_id, side, amount_pence
        FROM ledger_postings ORDER BY commissioner_id, sequence, position
        """

    /// Where the fields of `ChainField.allCases` begin among the columns of an entry.
    private static let fieldsBegin = 4

    mutating func run() throws {
        while try entries.next() {
            try beginCommissioner()
            try takeEntry(sequence: try entries.integer(1))
        }
        while hasPosting {
            try passStray()
            hasPosting = try postings.next()
        }
        if !commissioner.isEmpty { heads[commissioner] = head }
        differences += accounts.differences
        try signed.finish()
        differences += signed.differences
    }

    private mutating func beginCommissioner() throws {
        guard let name = try entries.utf8(0), !name.elementsEqual(commissioner.utf8) else { return }
        if !commissioner.isEmpty { heads[commissioner] = head }
        commissioner = String(decoding: name, as: UTF8.self)
        head = Head(sequence: 0, digest: Chain.origin)
    }

    private mutating func takeEntry(sequence: Int) throws {
        entryCount += 1
        if sequence != head.sequence + 1 {
            differences.append("chain of \(commissioner): entry \(head.sequence + 1) is missing")
        }
        var link = ChainLink(after: head.digest, sequence: sequence)
        try addFields(to: &link)
        try takePostings(of: sequence)
        addPostings(to: &link)
        if try !balances(to: entries.integer(3)) {
            try differences.append("entry \(entries.text(4)): its postings do not balance")
        }
        let stored = try entries.text(2)
        if link.digest.text != stored {
            differences.append("chain of \(commissioner): entry \(sequence) has been changed")
        }
        head = Head(sequence: sequence, digest: Digest(stored))
        try signed.pass(commissioner, head)
    }

    private mutating func addFields(to link: inout ChainLink) throws {
        for (index, field) in ChainField.allCases.enumerated() {
            let position = JournalWalk.fieldsBegin + index
            switch field.kind {
            case .number: link.add(try entries.integer(position))
            case .reference: link.add(reference: try entries.utf8(position))
            case .text:
                guard let text = try entries.utf8(position) else { continue }
                link.add(utf8: text)
            }
        }
        let code = try entries.text(JournalWalk.fieldsBegin + 1)
        if !JournalWalk.codes.contains(code) {
            try differences.append("entry \(entries.text(4)): \(code) is no posting code that there is")
        }
    }
}

extension JournalWalk {
    /// Gathers the postings of the entry, which the canonical form counts before it names them.
    private mutating func takePostings(of sequence: Int) throws {
        taken.removeAll(keepingCapacity: true)
        while hasPosting {
            let found = try postings.integer(1)
            let isHere = try postings.utf8(0)?.elementsEqual(commissioner.utf8) ?? false
            if isHere, found == sequence {
                try takePosting()
            } else if isHere ? found > sequence : try isAhead() {
                return
            } else {
                try passStray()
            }
            hasPosting = try postings.next()
        }
    }

    private func isAhead() throws -> Bool {
        guard let name = try postings.utf8(0) else { return false }
        return commissioner.utf8.lexicographicallyPrecedes(name)
    }

    private mutating func takePosting() throws {
        postingCount += 1
        let posting = Taken(
            account: try postings.text(3), isDebit: try postings.utf8(4)?.first == UInt8(ascii: "d"),
            pence: try postings.integer(5))
        if try postings.integer(2) != taken.count {
            try differences.append("entry \(entries.text(4)): its postings are not counted from nought")
        }
        if let position = accounts.position(of: posting.account),
            accounts.sums[position].commissioner == commissioner
        {
            accounts.add(posting.pence, isDebit: posting.isDebit, to: position)
        } else {
            try differences.append("entry \(entries.text(4)): \(posting.account) is no account of its books")
        }
        taken.append(posting)
    }

    private mutating func passStray() throws {
        postingCount += 1
        try differences.append(
            "posting of \(postings.text(0)), entry \(postings.integer(1)): there is no such entry")
    }

    private func addPostings(to link: inout ChainLink) {
        link.add(postings: taken.count)
        for posting in taken {
            link.add(posting.account)
            link.add(posting.isDebit ? Side.debit.rawValue : Side.credit.rawValue)
            link.add(posting.pence)
        }
    }

    /// I1: what is debited is credited, and it is what the entry says.
    private func balances(to amount: Int) -> Bool {
        var debits = 0
        var credits = 0
        for posting in taken {
            if posting.isDebit { debits += posting.pence } else { credits += posting.pence }
        }
        return debits == credits && debits > 0 && taken.allSatisfy { $0.pence > 0 && $0.pence <= amount }
            && taken.contains { $0.pence == amount }
    }
}
