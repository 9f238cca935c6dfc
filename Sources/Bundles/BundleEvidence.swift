import Baskets
import Foundation
import Operations
import Orders
import Plans
import Relational
import Storage
import Values

/// What an order was decided on and what became of it: the clauses of the plan, what the rules said, who was asked and
/// what they answered, and every step.
struct BundleEvidence {
    let files: [(name: String, value: JSONValue)]

    init(of order: Order, _ parts: [SupplierOrder], in snapshot: some Reading) throws {
        files = [
            ("plan.json", try BundleEvidence.plan(of: order, parts, in: snapshot)),
            ("verdicts.json", BundleEvidence.verdicts(on: parts)),
            ("approvals.json", try BundleEvidence.approvals(of: order, in: snapshot)),
            ("events.json", try BundleEvidence.events(of: order, in: snapshot)),
        ]
    }

    /// The version that it was signed under: who agreed to it, and of its lines those that pay.
    private static func plan(
        of order: Order, _ parts: [SupplierOrder], in snapshot: some Reading
    ) throws -> JSONValue {
        guard let plan = try snapshot.plans.find(order.plan, version: order.planVersion) else { return .null }
        let used = Set(parts.flatMap(\.lines).flatMap { $0.sources + $0.counts }.map(\.planLine))
        let lines = plan.lines.filter { used.contains($0.id) }
        let budgets = Set(parts.map(\.payer.budget)).union(lines.map(\.budget))
        let outcomes = Set(lines.flatMap(\.outcomes))
        return [
            "type": "holdfast-plan-clauses", "id": .string(plan.id.text), "version": .integer(plan.version),
            "first": .string(plan.span.first.description), "last": .string(plan.span.last.description),
            "takes_effect": .string(plan.takesEffect.description),
            "agreements": try json(plan.agreements),
            "budgets": try json(plan.budgets.filter { budgets.contains($0.id) }),
            "lines": try json(lines), "outcomes": try json(plan.outcomes.filter { outcomes.contains($0.id) }),
        ]
    }

    /// By line, which rules spoke; and what those rules say.
    private static func verdicts(on parts: [SupplierOrder]) -> JSONValue {
        let lines = parts.flatMap { part in part.lines.map { (part, $0) } }
        let spoken = Set(lines.flatMap(\.1.rules))
        let rules = Rule.table.filter { spoken.contains($0.code.rawValue) }
            .sorted { ($0.code.rawValue, $0.title) < ($1.code.rawValue, $1.title) }
        return [
            "type": "holdfast-verdicts",
            "lines": .array(lines.map { part, line in
                [
                    "supplier_order": .string(part.id.text), "route": .string(part.route.rawValue),
                    "position": .integer(line.position), "title": .string(line.title),
                    "rules": .array(line.rules.map(JSONValue.string)),
                    "reason": line.request.map { .string($0.reason) } ?? .null,
                    "outcome": line.request?.outcome.map { .string($0.text) } ?? .null,
                ]
            }),
            "rules": .array(rules.map { rule in
                [
                    "code": .string(rule.code.rawValue), "title": .string(rule.title), "text": .string(rule.text),
                    "source": .string(rule.source),
                ]
            }),
        ]
    }

    /// Every request with what was said on it and what was decided.
    private static func approvals(of order: Order, in snapshot: some Reading) throws -> JSONValue {
        let all = try snapshot.approvals.list(of: order.id).map { approval -> JSONValue in
            let facts = DocumentDraft.ApprovalFacts(
                approval: approval, votes: try snapshot.approvals.votes(on: approval.id),
                decision: try snapshot.approvals.decision(on: approval.id))
            return [
                "supplier_order": .string(approval.supplierOrder.text), "approval": facts.json,
                "route": try json(approval.terms.route),
                "questions": .array(try snapshot.approvals.questions(on: approval.id).map { question in
                    [
                        "question": .string(question.question), "asked_at": .string(question.askedAt.timestamp),
                        "answer": question.answer.map { .string($0) } ?? .null,
                        "answered_at": question.answeredAt.map { .string($0.timestamp) } ?? .null,
                    ]
                }),
            ]
        }
        return ["type": "holdfast-approvals", "approvals": .array(all)]
    }

    private static func events(of order: Order, in snapshot: some Reading) throws -> JSONValue {
        let all = try snapshot.orders.events(of: order.id).enumerated().map { index, found -> JSONValue in
            let (event, name) = found
            return [
                "sequence": .integer(index + 1), "at": .string(event.at.timestamp), "what": .string(event.what.code),
                "supplier_order": event.supplierOrder.map { .string($0.text) } ?? .null,
                "person": event.by.map { .string($0.text) } ?? .null, "name": name.map { .string($0) } ?? .null,
                "note": event.note.map { .string($0) } ?? .null, "reason": event.reason.map { .string($0) } ?? .null,
                "lines": try json(event.lines),
            ]
        }
        return ["type": "holdfast-order-events", "order": .string(order.id.text), "events": .array(all)]
    }

    /// As it is stored, in canonical form.
    private static func json(_ value: some Encodable) throws -> JSONValue {
        try JSONReader.read(Array(try JSONEncoder().encode(value)))
    }
}
