import Identity
import Orders
import Storage
import Values

// What suppliers are given of orders, sealed in the transaction of the step that it is about.

extension OrderClerk {
    /// Seals the document of a part where a step made another one count.
    func document(_ part: SupplierOrder, after action: SupplierOrderAction, from status: SupplierOrderStatus) throws {
        guard let kind = OrderDocument.Kind(after: action, from: status, of: part),
            let order = try tx.orders.find(part.order), let authority = try tx.holders.authority(order.authority)
        else { return }
        let last = try tx.orderDocuments.latest(of: part.id)
        let amendment = try tx.changeOffers.revisions(of: part.id).last
        // What went out before there were such documents was its first.
        let revision = (last?.revision ?? (kind == .order ? 0 : 1)) + 1
        let draft = DocumentDraft(
            order: order, part: part, holder: holder, authority: authority.kind,
            supplierName: try tx.suppliers.find(part.supplier)?.name ?? part.supplier.text, kind: kind,
            revision: revision, replaces: last?.digest,
            signed: Digest(of: (amendment?.signature ?? order.signature).document), approval: try approval(of: part),
            at: tools.now, salts: .init(record: tools.salt(), delivery: tools.salt()))
        try tx.orderDocuments.insert(
            OrderDocument(
                supplierOrder: part.id, revision: revision, kind: kind,
                signature: try tools.sealer.seal(draft.document, as: .supplierOrder),
                record: draft.record.canonical, delivery: draft.delivery.canonical, sealedAt: tools.now))
    }

    private func approval(of part: SupplierOrder) throws -> DocumentDraft.ApprovalFacts? {
        guard let approval = try tx.approvals.find(supplierOrder: part.id) else { return nil }
        return .init(
            approval: approval, votes: try tx.approvals.votes(on: approval.id),
            decision: try tx.approvals.decision(on: approval.id))
    }
}

extension Tools {
    /// 128 bits that nobody can guess, as hexadecimal digits: more random bits go in than come out.
    fileprivate func salt() -> String {
        let source = "\(new(Tools.self))\(new(Tools.self))"
        return String(Digest(of: source).text.prefix(32))
    }
}
