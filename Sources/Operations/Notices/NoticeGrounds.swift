import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

extension Reading {
    /// The reasons of what has to be sent, as they stand on the pages: decisions are given in writing with their
    /// reasons (NHS (Direct Payments) Regulations 2013).
    /// - Returns: nil for what need not be sent, for what has none, and in copies.
    func grounds(of notice: PersonalNotice) throws -> NoticeLetter.Grounds? {
        guard notice.duty != nil else { return nil }
        switch notice.source {
        case .plan(let id): return try grounds(of: id, about: notice)
        case .message(let id): return try outbox.find(id).flatMap { try grounds(of: $0) }
        case .right, .lapse: return nil
        }
    }

    private func grounds(of id: PlanNotice.ID, about notice: PersonalNotice) throws -> NoticeLetter.Grounds? {
        for plan in Set(try plans.list(of: notice.holder).map(\.id)) {
            guard let found = try planNotices.list(of: plan).first(where: { $0.id == id }) else { continue }
            return NoticeLetter.Grounds(from: found.takesEffect, reason: found.reason)
        }
        return nil
    }

    /// What was written with the step that the message tells of.
    private func grounds(of message: Message) throws -> NoticeLetter.Grounds? {
        let step = try orders.events(of: message.order).map(\.event).last {
            $0.supplierOrder == message.supplierOrder && $0.at == message.at
        }
        let lines = try decision(on: message)?.lines.map(\.text).filter { !$0.isEmpty } ?? []
        // A reason for all of it stands with each line as well.
        let note = step?.note ?? ""
        let said = ([note] + lines.filter { $0 != note }).filter { !$0.isEmpty }
        return said.isEmpty ? nil : NoticeLetter.Grounds(from: nil, reason: said.joined(separator: " "))
    }

    private func decision(on message: Message) throws -> ApprovalDecision? {
        guard message.kind == .requestPartApproved || message.kind == .requestDeclined else { return nil }
        return try approvals.find(supplierOrder: message.supplierOrder).flatMap { try approvals.decision(on: $0.id) }
    }
}
