import Identity
import Plans
import Values

/// What changes in a supplier order when its holder agrees to an offer, and what is signed: both come from here, so
/// that they cannot differ. The order itself stays as it was signed.
package struct Amendment: Sendable, Hashable {
    /// A line that goes, and the one that comes in its place.
    package struct Exchange: Sendable, Hashable {
        package let old: OrderLine
        /// Of the old line, how many of its units go.
        package let units: Int
        package let new: OrderLine

        package init(old: OrderLine, units: Int, new: OrderLine) {
            self.old = old
            self.units = units
            self.new = new
        }

        /// What the supplier would have been paid for what goes.
        package var before: Money { old.unitPrice.times(units) }
    }

    package let order: Order
    package let part: SupplierOrder
    package let plan: Plan
    /// 2 for the first amendment of the part.
    package let revision: Int
    /// Of the document that was signed last about this part.
    package let amends: Digest
    package let exchanges: [Exchange]
    package let note: String
    /// Of what is replaced, and goes on for what comes; nil where nothing had to be approved.
    package var approval: Approval.ID?

    package init(
        order: Order, part: SupplierOrder, plan: Plan, revision: Int, amends: Digest, exchanges: [Exchange],
        note: String
    ) {
        self.order = order
        self.part = part
        self.plan = plan
        self.revision = revision
        self.amends = amends
        self.exchanges = exchanges
        self.note = note
    }

    package var before: Money { exchanges.map(\.before).total }
    package var after: Money { exchanges.map(\.new.total).total }

    /// Of what the person is shown.
    package var digest: Digest { Digest(of: JSONValue.object(members).canonical) }

    /// The document that is signed.
    package func document(signer: Person.ID, authority: Authority, at now: Moment) -> JSONValue {
        var document = members
        document["type"] = "holdfast-amendment"
        document["signed_at"] = .string(now.timestamp)
        document["signer"] = [
            "person": .string(signer.text), "authority": .string(authority.id.text),
            "kind": .string(authority.kind.rawValue),
        ]
        document["declaration"] = .string(digest.text)
        return .object(document)
    }

    private var members: [String: JSONValue] {
        var members = plainMembers
        if let approval { members["approval"] = .string(approval.text) }
        return members
    }

    private var plainMembers: [String: JSONValue] {
        [
            "order": .string(order.id.text), "number": .string(order.number),
            "supplier_order": .string(part.id.text), "supplier": .string(part.supplier.text),
            "revision": .integer(revision), "amends": .string(amends.text),
            "plan": ["id": .string(plan.id.text), "version": .integer(plan.version)],
            "budget": .string(part.payer.budget.text),
            "contracting_principal": .string(part.payer.principal.rawValue), "currency": "GBP",
            "note": .string(note), "total_before_pence": .integer(before.pence),
            "total_pence": .integer(after.pence),
            "lines": .array(exchanges.map { exchange in
                [
                    "old": exchange.old.json(withRequest: false), "old_units": .integer(exchange.units),
                    "new": exchange.new.json(withRequest: false),
                ]
            }),
        ]
    }
}

/// An amendment as it was signed.
package struct OrderRevision: Sendable, Hashable {
    package let supplierOrder: SupplierOrder.ID
    package let revision: Int
    package let signature: Signature
    package let signer: Person.ID
    package let signedAt: Moment

    package init(
        supplierOrder: SupplierOrder.ID, revision: Int, signature: Signature, signer: Person.ID, signedAt: Moment
    ) {
        self.supplierOrder = supplierOrder
        self.revision = revision
        self.signature = signature
        self.signer = signer
        self.signedAt = signedAt
    }
}
