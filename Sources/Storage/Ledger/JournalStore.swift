import Ledger
import Relational
import Values

/// The journal: entries, appended only, chained per commissioner; and the balances that follow from them.
package struct JournalStore<Access: Reading> { let access: Access }

extension Reading {
    package var journal: JournalStore<Self> { JournalStore(access: self) }
}

/// Who records, and when: handed in, so that the same steps always give the same entries.
package struct Recording: Sendable {
    package let actor: String
    package let now: Moment
    package let identifiers: Identifiers

    package init(actor: String, now: Moment, identifiers: Identifiers) {
        self.actor = actor
        self.now = now
        self.identifiers = identifiers
    }
}

extension JournalStore {
    /// Nil when no entry has ever touched the account.
    package func balance(of account: LedgerAccount) throws -> Money? {
        try access.connection.row("SELECT balance_pence FROM ledger_accounts WHERE id = \(account.code)")?
            .money("balance_pence")
    }
}

extension JournalStore {
    /// The periods of a plan line whose books are open, with what is available in each, oldest first.
    package func open(_ planLine: String, of commissioner: String) throws -> [(period: String, available: Money)] {
        try access.connection.rows(
            """
            SELECT period, balance_pence FROM ledger_accounts
            WHERE owner = \(planLine) AND kind = 'available' AND commissioner_id = \(commissioner) ORDER BY period
            """
        ).map { (try $0.text("period"), try $0.money("balance_pence")) }
    }
}

extension JournalStore where Access: Writing {
    /// Writes one entry with its balances, as the next link of the commissioner's chain.
    /// - Throws: `ConstraintViolation` where a balance would fall below nought; callers check before, with words.
    package func post(_ move: Books.Move, about references: EntryReferences = .init(), as recording: Recording) throws {
        var merged = move.references
        merged.order = references.order
        merged.supplierOrder = references.supplierOrder
        merged.hold = references.hold
        merged.external = references.external
        let postings = move.legs.flatMap { leg in
            [
                Posting(account: leg.debit, side: .debit, amount: move.amount),
                Posting(account: leg.credit, side: .credit, amount: move.amount),
            ]
        }
        let commissioner = move.legs.first?.debit.commissioner ?? ""
        let entry = Entry(
            id: recording.identifiers.new(at: recording.now), code: move.code, commissioner: commissioner,
            postings: postings, effectiveOn: recording.now.day, recordedAt: recording.now, actor: recording.actor,
            references: merged)
        guard let entry else { throw ConstraintViolation("an entry of \(move.code.rawValue) does not balance") }
        try append(entry)
    }

    private func append(_ entry: Entry) throws {
        let (sequence, previous) = try head(of: entry.commissioner)
        let digest = Chain.digest(after: previous, sequence: sequence + 1, entry: entry)
        try insert(entry, sequence: sequence + 1, digest: digest)
        for (position, posting) in entry.postings.enumerated() {
            try change(posting)
            try access.connection.run(
                """
                INSERT INTO ledger_postings (commissioner_id, sequence, position, account_id, side, amount_pence)
                VALUES (\(entry.commissioner), \(sequence + 1), \(position), \(posting.account.code),
                    \(posting.side.rawValue), \(posting.amount))
                """)
        }
        try storeHead(of: entry.commissioner, sequence: sequence + 1, digest: digest)
    }

    func storeHead(of commissioner: String, sequence: Int, digest: Digest) throws {
        try access.connection.run(
            """
            INSERT INTO ledger_chains (commissioner_id, sequence, digest)
            VALUES (\(commissioner), \(sequence), \(digest))
            ON CONFLICT (commissioner_id) DO UPDATE SET sequence = excluded.sequence, digest = excluded.digest
            """)
    }

    private func head(of commissioner: String) throws -> (sequence: Int, digest: Digest) {
        let row = try access.connection.row(
            """
            SELECT sequence, digest FROM ledger_chains WHERE commissioner_id = \(commissioner)
            """)
        guard let row else { return (0, Chain.origin) }
        return (try row.integer("sequence"), Digest(try row.text("digest")))
    }

    private func insert(_ entry: Entry, sequence: Int, digest: Digest) throws {
        let about = entry.references
        try access.connection.run(
            """
            INSERT INTO ledger_entries (id, commissioner_id, sequence, code, amount_pence, effective_on, recorded_at,
                actor, order_id, supplier_order_id, plan_line_id, period, hold_id, external_reference, digest)
            VALUES (\(entry.id), \(entry.commissioner), \(sequence), \(entry.code.rawValue), \(entry.amount),
                \(entry.effectiveOn), \(entry.recordedAt), \(entry.actor), \(about.order), \(about.supplierOrder),
                \(about.planLine), \(about.period), \(about.hold), \(about.external), \(digest))
            """)
    }

    /// An upsert would check the sum of a new row before it looks for the old one, so update comes first.
    private func change(_ posting: Posting) throws {
        let account = posting.account
        let changed = try access.connection.run(
            """
            UPDATE ledger_accounts SET balance_pence = balance_pence + \(posting.change) WHERE id = \(account.code)
            """)
        guard changed == 0 else { return }
        try access.connection.run(
            """
            INSERT INTO ledger_accounts (id, commissioner_id, kind, owner, period, balance_pence)
            VALUES (\(account.code), \(account.commissioner), \(account.kind.rawValue), \(account.owner),
                \(account.period), \(posting.change))
            """)
    }
}
