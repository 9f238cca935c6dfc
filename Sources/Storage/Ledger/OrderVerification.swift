import Ledger
import Orders
import Relational
import Values

/// What orders and their parts say, compared with their own steps, with the money that is held for them, and with the
/// accounts (reference, workflow 5.3: I4, I6, I7, I8, I20, I26). One walk over all orders.
struct OrderVerification {
    private(set) var differences = Differences()
    private var accounts = HeldAccounts()

    init(reading snapshot: some Reading) throws {
        var walk = try OrderWalk(reading: snapshot)
        while let order = try walk.next() {
            compareTotal(order)
            for part in order.parts { try compare(part, of: order) }
            compareRequests(order)
            compareStanding(order)
            differences += order.strangeSteps
        }
        differences += walk.differences
        differences += try accounts.differences(reading: snapshot)
    }

    private mutating func compare(_ part: WalkedPart, of order: WalkedOrder) throws {
        for hold in part.holds {
            accounts.add(hold, supplier: part.stored.supplier.text, commissioner: order.commissioner)
        }
        compareSteps(part)
        try compareMoney(part)
        compareProblems(part)
    }

    /// I6: what was signed is the sum of its lines.
    private mutating func compareTotal(_ order: WalkedOrder) {
        let lines = order.parts.flatMap(\.lines).filter { $0.replaces == nil }
            .map { $0.signed.unitPrice.times($0.signed.ordered) }.total
        guard lines != order.total else { return }
        differences.append("order \(order.id): signed for \(order.total), its lines come to \(lines)")
    }

    /// I20: a part and each of its units stand where the steps of its timeline lead.
    private mutating func compareSteps(_ part: WalkedPart) {
        let (replay, problems) = part.replayed()
        for problem in problems { differences.append("supplier order \(part.id): \(problem)") }
        if replay.status != part.stored.status {
            differences.append("supplier order \(part.id): its status does not follow from its steps")
        }
        if replay.tallies != part.stored.tallies {
            differences.append("supplier order \(part.id): its units do not follow from its steps")
        }
    }

    /// I7 and I8: money is where units say it is; nothing would move if the line were looked at again.
    private mutating func compareMoney(_ part: WalkedPart) throws {
        for tally in part.stored.tallies {
            guard let line = part.lines.first(where: { $0.position == tally.position }) else { continue }
            let holds = part.holds.filter { $0.position == tally.position }
            var money = LineMoney(tally: tally, charge: line.charge, holds: holds)
            let isSound = try OrderVerification.follows(&money)
            if !isSound || !money.steps.isEmpty {
                differences.append(
                    "supplier order \(part.id), line \(tally.position): money is not where its units are")
            }
        }
    }

    /// False where it cannot even be computed.
    private static func follows(_ money: inout LineMoney) throws -> Bool {
        do {
            let missing = money.due - money.sum(
                .reserved, .held, .committed, .owed, .disputed, .credited, .paid, .refundDue, .refunded)
            try money.follow()
            return missing == .zero
        } catch is LedgerRefusal {
            return false
        }
    }

    /// I20: each request stands where its steps lead.
    private mutating func compareRequests(_ order: WalkedOrder) {
        for part in order.parts where !part.requestSteps.isEmpty {
            for problem in part.replayedRequest().problems {
                differences.append("supplier order \(part.id): \(problem)")
            }
        }
        for request in order.requests {
            let status = order.parts.first { $0.id == request.part }?.replayedRequest().status ?? .pending
            guard status != request.status else { continue }
            differences.append("request \(request.id): its status does not follow from its steps")
        }
    }

    /// I20: how the order stands, recomputed from its parts, is what is stored.
    private mutating func compareStanding(_ order: WalkedOrder) {
        let standing = WalkedOrder.standing(
            parts: order.parts, statuses: order.parts.map(\.stored.status), requests: order.requests.map(\.status),
            holds: order.parts.flatMap(\.holds))
        guard standing != order.standing else { return }
        differences.append("order \(order.id): its standing does not follow from its parts")
    }
}

// MARK: Problems

extension OrderVerification {
    /// I26: units in question, and so money in `disputed`, belong to a problem that is not settled; and what the
    /// supplier has to pay back is what problems say is left.
    private mutating func compareProblems(_ part: WalkedPart) {
        guard OrderVerification.hasQuestions(part) else { return }
        let positions = Set(part.problems.map(\.position)).union(part.stored.tallies.map(\.position))
        for position in positions.sorted() {
            let own = part.problems.filter { $0.position == position }
            let tally = part.stored.tally(position)
            for place in [UnitState.questioned, .disputed, .contested] {
                let told = own.filter { $0.status.holdsUnits && $0.place == place }.map(\.units).reduce(0, +)
                let there = tally?[place] ?? 0
                guard there != told else { continue }
                differences.append(
                    "line \(part.id)/\(position): \(there) units are \(place.rawValue), problems have \(told)")
            }
            let due = part.holds.filter { $0.position == position }.map { $0[.refundDue] }.total
            let told = own.map(\.refundLeft).total
            guard due != told else { continue }
            differences.append("line \(part.id)/\(position): \(due) is to be paid back, problems say \(told)")
        }
    }

    private static func hasQuestions(_ part: WalkedPart) -> Bool {
        !part.problems.isEmpty || part.stored.tallies.contains { $0.inQuestion > 0 }
            || part.holds.contains { $0[.refundDue].isPositive }
    }
}
