import Ledger
import Relational
import Values

/// What the holds say, compared with the journal: where a hold's pence are is what its entries say (reference, workflow
/// 5.3: I5). Holds and the entries that name them are walked side by side.
struct HoldVerification {
    private(set) var differences = Differences()

    init(reading snapshot: some Reading) throws {
        var walk = try HoldWalk(reading: snapshot)
        while let found = try walk.next() {
            guard found.sums.buckets != HoldSums.buckets(of: found.holds) || !found.sums.areComplete else { continue }
            let part = try found.holds.first?.supplierOrder ?? HoldVerification.part(of: found.id, snapshot)
            differences.append("supplier order \(part): its holds are not what their entries say, for \(found.id)")
        }
    }

    /// Which supplier order the entries of a hold that is not there name.
    private static func part(of hold: String, _ snapshot: some Reading) throws -> String {
        try snapshot.connection.row(
            "SELECT supplier_order_id FROM ledger_entries WHERE hold_id = \(hold) LIMIT 1"
        )?.optionalText("supplier_order_id") ?? ""
    }
}

/// What the entries that name a hold come to, by their codes.
struct HoldSums {
    private var sums: [PostingCode: Int] = [:]

    mutating func add(_ pence: Int, _ code: PostingCode) { sums[code, default: 0] += pence }

    /// Where they put the pence. `HOLD` and `FUND_RESERVE` bring them in; the others move them as
    /// `HoldBucket.workflow` says, except that what a grant takes out of the fund comes in again as `HOLD`.
    var buckets: [HoldBucket: Int] {
        var pence: [HoldBucket: Int] = [.held: sums[.hold] ?? 0, .reserved: sums[.fundReserve] ?? 0]
        for edge in HoldBucket.workflow.edges {
            guard let moved = sums[edge.event] else { continue }
            pence[edge.from, default: 0] -= moved
            if edge.event != .fundGrant { pence[edge.to, default: 0] += moved }
        }
        return pence.filter { $0.value != 0 }
    }

    /// What was confirmed by the bank had been sent to it.
    var areComplete: Bool { sums[.paySent] == sums[.payOK] }

    static func buckets(of holds: [Hold]) -> [HoldBucket: Int] {
        var pence: [HoldBucket: Int] = [:]
        for hold in holds {
            for bucket in HoldBucket.allCases where hold[bucket].isPositive {
                pence[bucket, default: 0] += hold[bucket].pence
            }
        }
        return pence
    }
}

/// Walks holds, and the entries that name them, in the order of their identifiers.
struct HoldWalk {
    /// One identifier that entries name.
    struct Found {
        let id: String
        /// Usually one. What was one hold when holds belonged to whole parts is now one for each line, with the line
        /// after a stroke; its entries still name it whole.
        let holds: [Hold]
        let sums: HoldSums
    }

    private var holds: RowsAhead
    private var entries: RowsAhead

    init(reading snapshot: some Reading) throws {
        holds = try RowsAhead(snapshot.connection.cursor(HoldWalk.holdsInOrder))
        entries = try RowsAhead(snapshot.connection.cursor(HoldWalk.entriesInOrder))
    }

    static let holdsInOrder = Statement(
        stringLiteral: "SELECT h.id, \(HoldStore<Snapshot>.columns) FROM holds h ORDER BY h.id")
    static let entriesInOrder: Statement = """
        SELECT hold_id, code, amount_pence FROM ledger_entries WHERE hold_id IS NOT NULL
        ORDER BY hold_id, code, amount_pence
        """
    static let questions = [holdsInOrder, entriesInOrder]

    /// The next identifier; nil after the last.
    mutating func next() throws -> Found? {
        guard let id = try nextID() else { return nil }
        var sums = HoldSums()
        while try entries.isAt(id) {
            if let code = PostingCode(rawValue: try entries.rows.text(1)) {
                sums.add(try entries.rows.integer(2), code)
            }
            try entries.pass()
        }
        var found: [Hold] = []
        while holds.hasRow {
            let own = try holds.rows.text(0)
            guard HoldWalk.whole(own) == id else { break }
            found.append(try HoldStore<Snapshot>.hold(holds.rows, from: 1))
            try holds.pass()
        }
        return Found(id: id, holds: found, sums: sums)
    }

    private func nextID() throws -> String? {
        let entry = entries.hasRow ? try entries.rows.text(0) : nil
        let hold = holds.hasRow ? HoldWalk.whole(try holds.rows.text(0)) : nil
        guard let entry, let hold else { return entry ?? hold }
        return entry.utf8.lexicographicallyPrecedes(hold.utf8) ? entry : hold
    }

    private static func whole(_ id: String) -> String {
        id.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(id[..<$0]) } ?? id
    }
}
