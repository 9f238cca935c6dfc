import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What people do about problems, said shortly.
extension Scene {
    static let therapy = "l-physio:2026-10-06"

    /// Ann's sessions at £80, brought as far as is asked.
    func sessions(_ count: Int, confirmed: Int = 0, paid: Bool = false) async throws -> SupplierOrder {
        let order = try await sign(.ann, [("neuro", count)])
        let part = try await part(of: order, "trent")
        try await answer(part, .accept)
        try await answer(part, .deliver)
        let line = part.lines[0].position
        if confirmed > 0 { try await perform(ConfirmDelivery(part: part.id, units: [line: confirmed]), as: .ann) }
        if paid { try await pay(part) }
        return try await self.part(of: order, "trent")
    }

    func report(
        _ part: SupplierOrder, _ state: UnitState, _ units: Int = 1, kind: ProblemKind = .poorQuality,
        words: String = "It hurt.", privateWords: String = "", as who: Player = .ann
    ) async throws -> Problem.ID {
        try await perform(
            ReportProblem(
                part: part.id, position: part.lines[0].position, state: state, units: units, kind: kind, wish: .refund,
                words: words, privateWords: privateWords), as: who)
    }

    func problem(_ id: Problem.ID) async throws -> Problem {
        try #require(try await database.read { try $0.problems.find(id) })
    }

    func fresh(_ part: SupplierOrder) async throws -> SupplierOrder {
        try #require(try await database.read { try $0.supplierOrders.find(part.id) })
    }

    func refund(_ id: Problem.ID, _ amount: String, left: String, as who: Player = .bilal) async throws {
        try await perform(
            RecordRefund(problem: id, amount: Cast.pounds(amount), left: Cast.pounds(left), reference: "IN-1"), as: who)
    }

    func decide(_ id: Problem.ID, _ ruling: ProblemRuling, as who: Player = .bilal) async throws {
        try await perform(DecideProblem(problem: id, ruling: ruling, reason: "Both sides were heard."), as: who)
    }

    /// available, committed, payable, disputed, to be paid back, expected, cash.
    func money(_ part: SupplierOrder) async throws -> String {
        try await balances([
            "available:\(Self.therapy)", "committed:\(Self.therapy)", "payable:trent", "disputed:\(part.id)",
            "supplier_receivable:trent", "refund_expected:\(Self.therapy)", "cash",
        ])
    }
}
