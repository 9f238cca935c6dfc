import Ledger
import Relational
import Values

/// The accounts of the books while the journal is walked: what is stored of each, and what its postings come to.
struct WalkedAccounts {
    struct Sum {
        let code: String
        let commissioner: String
        let growsByDebits: Bool
        let stored: Int
        var pence = 0
        var fellBelowNought = false
    }

    private(set) var sums: [Sum] = []
    private(set) var differences = Differences()
    private var positions: [String: Int] = [:]

    init(reading snapshot: some Reading) throws {
        let rows = try snapshot.connection.cursor(
            "SELECT id, commissioner_id, kind, owner, period, balance_pence FROM ledger_accounts ORDER BY id")
        while try rows.next() {
            let id = try rows.text(0)
            let commissioner = try rows.text(1)
            guard let kind = AccountKind(rawValue: try rows.text(2)) else {
                differences.append("account \(id): it is of no kind that there is")
                continue
            }
            let account = LedgerAccount(
                commissioner: commissioner, kind: kind, owner: try rows.text(3), period: try rows.text(4))
            if account.code != id { differences.append("account \(id): it is not what its code says") }
            positions[id] = sums.count
            sums.append(
                Sum(
                    code: id, commissioner: commissioner, growsByDebits: kind.normalSide == .debit,
                    stored: try rows.integer(5)))
        }
    }

    /// Nil where there is no such account.
    func position(of code: String) -> Int? { positions[code] }

    /// I2: no balance falls below nought at any point of the journal, not only at its end.
    mutating func add(_ pence: Int, isDebit: Bool, to position: Int) {
        sums[position].pence += sums[position].growsByDebits == isDebit ? pence : -pence
        guard sums[position].pence < 0, !sums[position].fellBelowNought else { return }
        sums[position].fellBelowNought = true
        differences.append("account \(sums[position].code): fell below nought")
    }

    /// I20: balances recomputed from the journal that are not the stored ones.
    var wrong: [Sum] { sums.filter { $0.stored != $0.pence } }
}
