import Ledger
import Orders
import Values

/// One order with everything that hangs on it, as it is stored: what `OrderWalk` comes past.
struct WalkedOrder {
    let id: String
    let commissioner: String
    let total: Money
    let standing: OrderStanding
    let parts: [WalkedPart]
    let requests: [WalkedRequest]
    /// Steps that no part of this order took, or whose words nobody knows.
    let strangeSteps: [String]

    /// How the order stands, computed from its parts.
    /// - Parameters:
    ///   - parts: as they were signed, with their problems.
    ///   - statuses: how the parts stand.
    ///   - requests: how they stand.
    ///   - holds: of all parts.
    static func standing(
        parts: [WalkedPart], statuses: [SupplierOrderStatus], requests: [ApprovalStatus], holds: [Hold]
    ) -> OrderStanding {
        var pence: [HoldBucket: Money] = [:]
        for hold in holds {
            for bucket in HoldBucket.allCases where hold[bucket].isPositive {
                pence[bucket, default: .zero] += hold[bucket]
            }
        }
        return OrderStanding(
            parts: zip(parts, statuses).map { OrderStanding.Part($1, expiresAt: $0.stored.expiresAt) },
            approvals: requests,
            problems: parts.flatMap(\.problems).map { OrderStanding.Trouble($0.status, dueAt: $0.dueAt) },
            pence: pence)
    }
}

/// A part of an order.
struct WalkedPart {
    /// Without its lines, which are below.
    let stored: SupplierOrder
    /// As the order was signed: first, second …
    let place: Int
    let lines: [WalkedLine]
    /// In the order in which they pay.
    let holds: [Hold]
    let problems: [WalkedProblem]
    let steps: [OrderEvent]
    /// What happened to the request for it, in order.
    let requestSteps: [ApprovalAction]

    var id: String { stored.id.text }

    /// Where its steps lead, with what is wrong with them.
    func replayed() -> (replay: SupplierOrderReplay, problems: [String]) {
        var replay = SupplierOrderReplay(
            of: stored, signed: lines.filter { $0.replaces == nil }.map(\.signed),
            later: lines.filter { $0.replaces != nil }.map(\.signed))
        let problems = steps.compactMap { replay.take($0) }
        return (replay, problems)
    }

    /// Where the steps of its request lead, with what is wrong with them.
    func replayedRequest() -> (status: ApprovalStatus, problems: [String]) {
        var status = ApprovalStatus.pending
        var problems: [String] = []
        for action in requestSteps {
            guard let next = status.after(action) else {
                problems.append("\(OrderEvent.What.approval(action).code) was not possible when it happened")
                continue
            }
            status = next
        }
        return (status, problems)
    }
}

struct WalkedLine {
    let position: Int
    /// Its units before anything happened to them.
    let signed: LineTally
    /// What the public purse was signed to pay for it at most.
    let charge: Money
    /// The line in whose place it was agreed; nil for those that were signed.
    let replaces: Int?
}

struct WalkedRequest {
    let id: String
    let part: String
    let status: ApprovalStatus
}

/// A problem, as far as it says where units and money are.
struct WalkedProblem {
    let position: Int
    let units: Int
    let place: UnitState
    let status: ProblemStatus
    /// Still to be paid back.
    let refundLeft: Money
    let dueAt: Moment?
}
