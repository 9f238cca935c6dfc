import Baskets
import Identity
import Values

/// What the document of a supplier order is made of, and what it says.
///
/// The supplier learns what it has to deliver, to whom, on whose word and for what price: nothing of the budget, the
/// plan's content or other purchases. What the order was decided on is in a record of its own, of which the document
/// holds the digest; so is the address, which is only given as long as it is needed. Both hold a salt, so that nobody
/// can find out by trying what was digested.
package struct DocumentDraft: Sendable {
    package let order: Order
    package let part: SupplierOrder
    package let holder: Holder
    package let authority: AuthorityKind
    package let supplierName: String
    package let kind: OrderDocument.Kind
    package let revision: Int
    /// Of the document that counted before; nil where there was none.
    package let replaces: Digest?
    /// Of what the holder signed last about the part: the order, or an amendment.
    package let signed: Digest
    package let approval: ApprovalFacts?
    package let at: Moment
    package let salts: Salts

    /// 128 random bits each, in hexadecimal digits.
    package struct Salts: Sendable {
        package let record: String
        package let delivery: String

        package init(record: String, delivery: String) {
            self.record = record
            self.delivery = delivery
        }
    }

    /// A request about the part, and what was said on it.
    package struct ApprovalFacts: Sendable {
        package let approval: Approval
        package let votes: [ApprovalVote]
        package let decision: ApprovalDecision?

        package init(approval: Approval, votes: [ApprovalVote], decision: ApprovalDecision?) {
            self.approval = approval
            self.votes = votes
            self.decision = decision
        }
    }

    package init(
        order: Order, part: SupplierOrder, holder: Holder, authority: AuthorityKind, supplierName: String,
        kind: OrderDocument.Kind, revision: Int, replaces: Digest?, signed: Digest, approval: ApprovalFacts?,
        at: Moment, salts: Salts
    ) {
        self.order = order
        self.part = part
        self.holder = holder
        self.authority = authority
        self.supplierName = supplierName
        self.kind = kind
        self.revision = revision
        self.replaces = replaces
        self.signed = signed
        self.approval = approval
        self.at = at
        self.salts = salts
    }

    /// What the supplier is given.
    package var document: JSONValue {
        let lines = part.lines.compactMap { line in
            part.tally(line.position).flatMap { $0.live > 0 || $0.fee.isPositive ? DocumentLine(line, $0) : nil }
        }
        return [
            "type": "holdfast-supplier-order", "order": .string(order.id.text), "number": .string(order.number),
            "supplier_order": .string(part.id.text), "revision": .integer(revision), "kind": .string(kind.rawValue),
            "replaces": replaces.map { .string($0.text) } ?? .null,
            "supplier": .string(part.supplier.text), "supplier_name": .string(supplierName),
            "holder": .string(holder.pseudonym), "commissioner": .string(holder.commissioner.text),
            "contracting_principal": .string(part.payer.principal.rawValue),
            "authority_kind": .string(authority.rawValue), "plan_version": .integer(order.planVersion),
            "currency": "GBP", "lines": .array(lines.map(\.json)),
            "tax_pence": .integer(lines.map(\.tax).total.pence),
            "fee_pence": .integer(lines.map(\.tally.fee).total.pence),
            "total_pence": .integer(lines.map(\.total).total.pence),
            "answer_by": kind == .order ? part.expiresAt.map { .string($0.timestamp) } ?? .null : .null,
            "signed_at": .string(order.signedAt.timestamp), "sealed_at": .string(at.timestamp),
            "signed": .string(signed.text), "record": .string(Digest(of: record.canonicalBytes).text),
            "delivery": .string(Digest(of: delivery.canonicalBytes).text),
        ]
    }

    /// Where it goes.
    package var delivery: JSONValue {
        [
            "type": "holdfast-delivery", "salt": .string(salts.delivery),
            "deliver_to": .array(holder.address.allLines.map(JSONValue.string)),
        ]
    }

    /// What it was decided on: which money pays, what the rules said, and who approved what.
    package var record: JSONValue {
        [
            "type": "holdfast-order-record", "salt": .string(salts.record),
            "supplier_order": .string(part.id.text), "revision": .integer(revision),
            "plan": ["id": .string(order.plan.text), "version": .integer(order.planVersion)],
            "budget": .string(part.payer.budget.text),
            "lines": .array(part.lines.map { line in
                [
                    "position": .integer(line.position), "paid_from": .array(line.sources.map(\.json)),
                    "extra_pence": .integer(line.extra.pence), "rules": .array(line.rules.map(JSONValue.string)),
                ]
            }),
            "approval": approval?.json ?? .null,
        ]
    }
}

/// One line as the supplier is given it: what is still to come or has come, at the price that counts now.
struct DocumentLine {
    let line: OrderLine
    let tally: LineTally

    init(_ line: OrderLine, _ tally: LineTally) {
        self.line = line
        self.tally = tally
    }

    /// Of one unit.
    private var price: OrderLine.Price { line.price(at: tally.unitPrice) }

    var tax: Money { price.tax.times(tally.live) }
    /// Without what is owed for cancelling.
    var total: Money { tally.unitPrice.times(tally.live) }

    var json: JSONValue {
        [
            "position": .integer(line.position), "listing": .string(line.listing.text),
            "category": .string(line.category.text), "title": .string(line.title), "unit": .string(line.unit),
            "quantity": .integer(line.quantity), "schedule": line.schedule?.json ?? .null,
            "units": .integer(tally.live), "unit_net_pence": .integer(price.net.pence),
            "vat": .string(line.vat.rawValue), "vat_relief": .bool(line.isRelieved),
            "unit_price_pence": .integer(tally.unitPrice.pence), "tax_pence": .integer(tax.pence),
            "total_pence": .integer(total.pence), "fee_pence": .integer(tally.fee.pence),
            "contribution_pence": .integer(line.contribution.pence), "lead_days": .integer(line.leadDays),
            "delivery": .string(line.delivery), "cancellation": .string(line.cancellation),
            "cancelling": line.cancelling.json, "replaces": line.replaces.map { .integer($0) } ?? .null,
        ]
    }
}

extension DocumentDraft.ApprovalFacts {
    package var json: JSONValue {
        [
            "id": .string(approval.id.text), "content": .string(approval.content.text),
            "status": .string(approval.status.rawValue), "requested_by": .string(approval.requestedBy.text),
            "requested_at": .string(approval.requestedAt.timestamp),
            "plan_version": approval.planVersion.map { .integer($0) } ?? .null,
            "policy_version": approval.terms.policyVersion.map { .integer($0) } ?? .null,
            "said": .array(votes.map(\.json)),
            "decided": .array((decision?.lines ?? []).map(\.json)),
        ]
    }
}

extension ApprovalVote {
    fileprivate var json: JSONValue {
        [
            "round": .integer(round), "tier": .integer(tier), "person": .string(person.text),
            "on_behalf_of": onBehalfOf.map { .string($0.text) } ?? .null,
            "role": role.map { .string($0.rawValue) } ?? .null, "lines": .array(decision.lines.map(\.json)),
            "note": .string(decision.note), "at": .string(at.timestamp),
        ]
    }
}

extension LineDecision {
    fileprivate var json: JSONValue {
        [
            "position": .integer(position), "units": .integer(units),
            "unit_price_pence": unitPrice.map { .integer($0.pence) } ?? .null,
            "code": code.map { .string($0.rawValue) } ?? .null, "words": .string(text),
        ]
    }
}
