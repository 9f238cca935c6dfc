import Catalogue
import Operations
import Orders
import Storage
import Values

/// VAT relief, as tests need it.
extension Scene {
    package static let condition = "Relapsing multiple sclerosis"

    /// The budgets of a plan become direct payments, agreed in writing: the holder is the buyer in law.
    package func makeHolderBuyer(_ plan: String = "plan-ann") async throws {
        try await rewrite("\"management\":\"notional\"", to: Self.directPayment, in: plan)
    }

    /// The budgets of a plan become notional again: the commissioner is the buyer.
    package func makeCommissionerBuyer(_ plan: String = "plan-ann") async throws {
        try await rewrite(Self.directPayment, to: "\"management\":\"notional\"", in: plan)
    }

    private static let directPayment = "\"agreementSignedOn\":\"2026-03-20\",\"management\":\"direct-payment\""

    /// The budgets of a plan are for a wheelchair: the holder may add money of their own.
    package func makeWheelchairBudget(_ plan: String = "plan-ann") async throws {
        try await rewrite("\"chc\"", to: "\"wheelchair\"", in: plan)
    }

    private func rewrite(_ old: String, to new: String, in plan: String) async throws {
        try await run("UPDATE plans SET budgets = replace(budgets, \(old), \(new)) WHERE id = \(plan)")
    }

    @discardableResult
    package func declare(
        _ who: Player = .ann, for listing: Listing.ID = "rollator", condition: String = Scene.condition
    ) async throws -> ReliefDeclaration.ID {
        try await perform(
            DeclareRelief(listing: listing, condition: condition, isOwnUse: true, isDeclared: true), as: who)
    }

    /// Every table in which a text stands.
    package func tables(holding text: String) async throws -> [String] {
        // The index of words has tables of its own, which hold no text as it was written.
        let tables = try await rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
        ).map { try $0.text("name") }
        var found: [String] = []
        for table in tables {
            let rows = try await rows(.init(stringLiteral: "SELECT * FROM \"\(table)\""))
            if rows.contains(where: { row in row.all.contains { "\($0.value)".contains(text) } }) {
                found.append(table)
            }
        }
        return found.sorted()
    }
}
