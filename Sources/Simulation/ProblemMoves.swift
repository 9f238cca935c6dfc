import Identity
import Operations
import Orders
import Relational
import Storage
import Values

extension Moves {
    /// What is wrong with what came, and what becomes of it.
    static let problems = [
        Move(name: "report a problem", weight: 8) { stage, random in
            guard let part = try await stage.part(&random, SupplierOrderStatus.allCases.filter { $0.allows(.report) })
            else { throw Idle() }
            let states: [UnitState] = [.unconfirmed, .received, .paid]
            let there = part.tallies.flatMap { tally in
                states.filter { tally[$0] > 0 }.map { (tally.position, $0, tally[$0]) }
            }
            guard let (position, state, units) = random.one(of: there) else { throw Idle() }
            try await stage.perform(
                ReportProblem(
                    part: part.id, version: stage.seen(part, &random), position: position, state: state,
                    units: random.number(1...units), kind: random.one(of: ProblemKind.allCases) ?? .other,
                    wish: random.one(of: ProblemWish.allCases) ?? .refund, words: "It is not right."),
                as: try await stage.holder(of: part), &random)
        },
        Move(name: "answer a problem", weight: 7) { stage, random in
            let (problem, part) = try await stage.problem(&random)
            let amount = Money(pence: random.number(1...9_000))
            let remedies: [Remedy?] = [
                nil, Remedy(.replace, amount: nil, needsReturn: random.once(in: 2)),
                Remedy(.refund, amount: nil, needsReturn: random.once(in: 2)),
                Remedy(.partRefund, amount: amount, needsReturn: false),
            ]
            try await stage.perform(
                AnswerProblem(problem: problem.id, remedy: random.one(of: remedies) ?? nil, words: "We looked at it."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "say what came back", weight: 6) { stage, random in
            let (problem, part) = try await stage.problem(&random, [.agreed])
            try await stage.perform(
                RecordReturn(
                    problem: problem.id, reception: random.one(of: Reception.allCases) ?? .received, words: "As said."),
                as: SimulatedWorld.staff(of: part.supplier.text), &random)
        },
        Move(name: "confirm a replacement", weight: 3) { stage, random in
            let (problem, part) = try await stage.problem(&random, [.agreed, .replacing])
            try await stage.perform(
                ConfirmReplacement(problem: problem.id), as: try await stage.holder(of: part), &random)
        },
        Move(name: "withdraw a problem, or ask the commissioner", weight: 3) { stage, random in
            let (problem, part) = try await stage.problem(&random)
            let holder = try await stage.holder(of: part)
            if random.once(in: 2) {
                try await stage.perform(WithdrawProblem(problem: problem.id), as: holder, &random)
            } else {
                try await stage.perform(EscalateProblem(problem: problem.id, words: "Please."), as: holder, &random)
            }
        },
        Move(name: "decide a problem", weight: 3) { stage, random in
            let (problem, part) = try await stage.problem(&random)
            let rulings: [ProblemRuling] = [
                .forHolder, .forSupplier, .split(Money(pence: random.number(1...5_000))),
            ]
            try await stage.perform(
                DecideProblem(
                    problem: problem.id, ruling: random.one(of: rulings) ?? .forHolder, reason: "Both were heard."),
                as: try await stage.board(of: part), &random)
        },
        Move(name: "record a refund", weight: 4) { stage, random in
            let (problem, part) = try await stage.problem(&random)
            let left = problem.left
            try await stage.perform(
                RecordRefund(
                    problem: problem.id, amount: Money(pence: random.number(1...max(1, left.pence + 1))), left: left,
                    reference: "IN"), as: try await stage.board(of: part), &random)
        },
    ]
}

extension Stage {
    /// Any problem that is not over, mostly one that stands so, with its supplier order.
    func problem(
        _ random: inout SeededRandom, _ statuses: [ProblemStatus] = ProblemStatus.allCases
    ) async throws -> (Problem, SupplierOrder) {
        let wanted = (random.once(in: 8) ? ProblemStatus.allCases : statuses).map(\.rawValue)
        let found: [Problem.ID] = try await database.read { snapshot in
            try snapshot.connection.rows(
                "SELECT id FROM problems WHERE status IN (\(list: wanted)) AND status <> 'closed' ORDER BY id"
            ).map { Identifier(try $0.text("id")) }
        }
        guard let id = random.one(of: found),
            let problem = try await database.read({ try $0.problems.find(id) }),
            let part = try await database.read({ try $0.supplierOrders.find(problem.supplierOrder) })
        else { throw Idle() }
        return (problem, part)
    }
}
