import Baskets
import Catalogue
import Identity
import Plans
import Values

/// Exactly what the signer is shown. Its digest travels with the form; if the order would be another one by the time
/// it is signed, the digests differ, and the person sees the new one first.
package struct Declaration: Sendable {
    package let holder: Holder
    package let plan: Plan
    package let authority: Authority
    package let parts: [Split.Part]
    /// Names of suppliers by identifier, for people who read the document later.
    package let supplierNames: [String: String]
    /// Of what is fixed before the person has written their reasons: everything but the requests.
    package private(set) var digest: Digest

    package init(
        holder: Holder, plan: Plan, authority: Authority, parts: [Split.Part], supplierNames: [String: String]
    ) {
        self.holder = holder
        self.plan = plan
        self.authority = authority
        self.parts = parts
        self.supplierNames = supplierNames
        digest = Digest(of: [])
        digest = Digest(of: json(withRequests: false).canonicalBytes)
    }

    package var total: Money { parts.flatMap(\.lines).map(\.total).total }

    /// The document that is signed: the declaration with its requests, its number and its time.
    package func document(
        order: Order.ID, number: String, signer: Person, together: Order.Together, at now: Moment
    ) -> JSONValue {
        guard case .object(var members) = json(withRequests: true) else { return .null }
        members["type"] = "holdfast-order"
        members["revision"] = 1
        members["order"] = .string(order.text)
        members["number"] = .string(number)
        members["signed_at"] = .string(now.timestamp)
        members["signer"] = ["person": .string(signer.id.text), "authority": .string(authority.id.text),
            "kind": .string(authority.kind.rawValue)]
        members["together"] = .string(together.rawValue)
        members["declaration"] = .string(digest.text)
        return .object(members)
    }

    private func json(withRequests: Bool) -> JSONValue {
        [
            "holder": .string(holder.pseudonym),
            "commissioner": .string(holder.commissioner.text),
            "plan": ["id": .string(plan.id.text), "version": .integer(plan.version)],
            "deliver_to": .array(holder.address.allLines.map(JSONValue.string)),
            "currency": "GBP",
            "total_pence": .integer(total.pence),
            "parts": .array(parts.map { json($0, withRequests: withRequests) }),
        ]
    }

    private func json(_ part: Split.Part, withRequests: Bool) -> JSONValue {
        [
            "supplier": .string(part.supplier.text),
            "supplier_name": .string(supplierNames[part.supplier.text] ?? part.supplier.text),
            "route": .string(part.route.rawValue),
            "budget": .string(part.payer.budget.text),
            "contracting_principal": .string(part.payer.principal.rawValue),
            "total_pence": .integer(part.lines.map(\.total).total.pence),
            "lines": .array(part.lines.map { $0.json(withRequest: withRequests) }),
        ]
    }
}

extension OrderLine {
    /// As it stands in a signed document, without why it was asked for.
    package var signed: JSONValue { json(withRequest: false) }

    func json(withRequest: Bool) -> JSONValue {
        var members: [String: JSONValue] = [
            "position": .integer(position), "listing": .string(listing.text), "category": .string(category.text),
            "title": .string(title), "unit": .string(unit), "quantity": .integer(quantity),
            "unit_net_pence": .integer(unitNet.pence), "vat": .string(vat.rawValue),
            "unit_price_pence": .integer(unitPrice.pence), "tax_pence": .integer(tax.pence),
            "total_pence": .integer(total.pence), "contribution_pence": .integer(contribution.pence),
            "extra_pence": .integer(extra.pence), "vat_relief": .bool(isRelieved), "lead_days": .integer(leadDays),
            "delivery": .string(delivery),
            "cancellation": .string(cancellation), "cancelling": cancelling.json,
            "rules": .array(rules.map(JSONValue.string)),
            "paid_from": .array(sources.map(\.json)), "schedule": schedule?.json ?? .null,
        ]
        if withRequest, let request {
            members["request"] = ["reason": .string(request.reason),
                "outcome": request.outcome.map { .string($0.text) } ?? .null]
        }
        return .object(members)
    }
}

extension CancellationTerms {
    var json: JSONValue { ["free_days": .integer(freeDays), "fee_percent": .integer(feePercent)] }
}

extension OrderLine.Source {
    var json: JSONValue {
        ["plan_line": .string(planLine.text), "period": .string(period.description),
            "amount_pence": .integer(amount.pence)]
    }
}

extension Schedule {
    var json: JSONValue {
        ["first": .string(first.description), "every": .string(every.rawValue), "times": .integer(times)]
    }
}

extension SupplierOrder {
    /// Of exactly what the commissioner is asked: what would go out, and the plan by which it is looked at.
    /// - Parameter plan: nil for what was asked before the plan's version was part of it.
    package func content(under plan: Plan?) -> Digest {
        let lines = JSONValue.array(lines.map { $0.json(withRequest: true) })
        guard let plan else { return Digest(of: lines.canonical) }
        let asked: JSONValue = [
            "lines": lines, "plan": ["id": .string(plan.id.text), "version": .integer(plan.version)],
        ]
        return Digest(of: asked.canonical)
    }
}
