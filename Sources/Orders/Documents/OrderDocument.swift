import Values

/// What a supplier is given of an order, sealed: one document for each revision of its part. The newest one counts.
package struct OrderDocument: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// The part goes out.
        case order
        /// It goes on as something else: some of it was exchanged, or fell away.
        case change
        /// Nothing is to come of it any more.
        case cancellation
    }

    package let supplierOrder: SupplierOrder.ID
    /// 1 for the order.
    package let revision: Int
    package let kind: Kind
    /// The document that the supplier is given, and the seal over it.
    package let signature: Signature
    /// What it was decided on, as canonical JSON: the supplier is given its digest and not this.
    package let record: String
    /// Where it goes, as canonical JSON: the supplier is given it as long as something is to come, and its digest for
    /// ever.
    package let delivery: String
    package let sealedAt: Moment

    package init(
        supplierOrder: SupplierOrder.ID, revision: Int, kind: Kind, signature: Signature, record: String,
        delivery: String, sealedAt: Moment
    ) {
        self.supplierOrder = supplierOrder
        self.revision = revision
        self.kind = kind
        self.signature = signature
        self.record = record
        self.delivery = delivery
        self.sealedAt = sealedAt
    }

    package var digest: Digest { Digest(of: signature.document) }
}

extension SupplierOrderAction {
    /// Steps after which another document counts, once the supplier knows the part.
    package static let sealed: [SupplierOrderAction] = [
        .send, .agree, .cancel, .agreeToCancel, .refuseChange, .lapse, .finish, .stop,
    ]
}

extension OrderDocument.Kind {
    /// What a step makes of a part that its supplier knows; nil where the supplier needs no other document: because it
    /// took the step itself, or nothing was changed by it. Where it agreed to cancel, it gets what is left.
    package init?(after action: SupplierOrderAction, from status: SupplierOrderStatus, of part: SupplierOrder) {
        guard SupplierOrderAction.sealed.contains(action) else { return nil }
        switch action {
        case .send: self = .order
        case .agree: self = .change
        default:
            guard status.isKnownToSupplier else { return nil }
            self = part.tallies.contains { $0.live > 0 } ? .change : .cancellation
        }
    }
}
