import Identity
import Orders
import Relational
import Values

/// How a commissioner's chain stood on a day, signed with the installation's key: whoever keeps it can tell later that
/// nothing up to there was rewritten.
package struct SignedHead: Sendable, Hashable {
    package let commissioner: Commissioner.ID
    /// The day whose beginning it was signed at, in the United Kingdom.
    package let day: Day
    package let sequence: Int
    package let digest: Digest
    package let signature: Signature

    package init(commissioner: Commissioner.ID, day: Day, sequence: Int, digest: Digest, signature: Signature) {
        self.commissioner = commissioner
        self.day = day
        self.sequence = sequence
        self.digest = digest
        self.signature = signature
    }
}

/// Signed heads: one for each day and commissioner, appended only.
package struct SignedHeadStore<Access: Reading> { let access: Access }

extension Reading {
    package var signedHeads: SignedHeadStore<Self> { SignedHeadStore(access: self) }
}

extension SignedHeadStore {
    /// Where the chains end that have no signed head of this day, or of a later one.
    package func unsigned(on day: Day) throws -> [(commissioner: Commissioner.ID, sequence: Int, digest: Digest)] {
        try access.connection.rows(
            """
            SELECT commissioner_id, sequence, digest FROM ledger_chains c WHERE NOT EXISTS (
                SELECT 1 FROM ledger_heads h WHERE h.commissioner_id = c.commissioner_id AND h.day >= \(day))
            ORDER BY commissioner_id
            """
        ).map { (try $0.id("commissioner_id"), try $0.integer("sequence"), Digest(try $0.text("digest"))) }
    }

    /// The newest; nil before the first.
    package func latest(of commissioner: Commissioner.ID) throws -> SignedHead? {
        try list(of: commissioner, before: nil, most: 1).first
    }

    /// Newest first.
    /// - Parameter before: only those of earlier days.
    package func list(of commissioner: Commissioner.ID, before day: Day?, most: Int) throws -> [SignedHead] {
        try access.connection.rows(
            """
            SELECT * FROM ledger_heads WHERE commissioner_id = \(commissioner) AND (\(day) IS NULL OR day < \(day))
            ORDER BY day DESC LIMIT \(most)
            """
        ).map(SignedHeadStore.head)
    }

    package func find(of commissioner: Commissioner.ID, on day: Day) throws -> SignedHead? {
        try access.connection.row(
            "SELECT * FROM ledger_heads WHERE commissioner_id = \(commissioner) AND day = \(day)"
        ).map(SignedHeadStore.head)
    }

    /// Every one, by commissioner and day, one at a time.
    package func each(_ body: (SignedHead) throws -> Void) throws {
        try access.connection.eachRow("SELECT * FROM ledger_heads ORDER BY commissioner_id, day") { row in
            try body(try SignedHeadStore.head(row))
        }
    }

    /// What the chain holds at a place, for heads that were kept elsewhere; nil beyond its end.
    package func digest(of commissioner: Commissioner.ID, at sequence: Int) throws -> Digest? {
        try access.connection.row(
            "SELECT digest FROM ledger_entries WHERE commissioner_id = \(commissioner) AND sequence = \(sequence)"
        ).map { Digest(try $0.text("digest")) }
    }

    private static func head(_ row: Row) throws -> SignedHead {
        SignedHead(
            commissioner: try row.id("commissioner_id"), day: try row.day("day"), sequence: try row.integer("sequence"),
            digest: Digest(try row.text("digest")),
            signature: Signature(
                document: try row.text("document"), seal: try row.text("seal"), keyID: try row.text("key_id")))
    }
}

extension SignedHeadStore where Access: Writing {
    /// - Throws: `SigningKeyNotInUse`.
    package func insert(_ head: SignedHead) throws {
        let signature = head.signature
        try access.signingKeys.mustBeInUse(signature.keyID)
        try access.connection.run(
            """
            INSERT INTO ledger_heads (commissioner_id, day, sequence, digest, document, seal, key_id)
            VALUES (\(head.commissioner), \(head.day), \(head.sequence), \(head.digest), \(signature.document),
                \(signature.seal), \(signature.keyID))
            """)
    }
}

/// The signed heads that a walk along the chains has still to pass.
struct SignedHeadsAhead {
    private let rows: any Cursor
    private var commissioner = ""
    private var sequence = 0
    private(set) var differences = Differences()
    private var isLeft: Bool

    init(reading snapshot: some Reading) throws {
        rows = try snapshot.connection.cursor(
            "SELECT commissioner_id, sequence, digest, day FROM ledger_heads ORDER BY commissioner_id, sequence, day")
        isLeft = true
        try goOn()
    }

    /// The walk has come to this entry: heads signed here must hold its digest, and those before it were passed over.
    mutating func pass(_ name: String, _ head: JournalWalk.Head) throws {
        while isLeft, commissioner == name ? sequence <= head.sequence : commissioner < name {
            if commissioner != name || sequence < head.sequence {
                try miss("entry \(sequence) is not in the chain any more")
            } else if try rows.text(2) != head.digest.text {
                try miss("entry \(sequence) is not the one that was signed")
            }
            try goOn()
        }
    }

    /// The walk has come to the end.
    mutating func finish() throws {
        while isLeft {
            try miss("entry \(sequence) is not in the chain any more")
            try goOn()
        }
    }

    private mutating func goOn() throws {
        isLeft = try rows.next()
        guard isLeft else { return }
        commissioner = try rows.text(0)
        sequence = try rows.integer(1)
    }

    private mutating func miss(_ what: String) throws {
        try differences.append("signed head of \(commissioner) of \(rows.text(3)): \(what)")
    }
}
