import Orders
import Relational
import Storage
import Values

/// Checks what was sealed for suppliers: every document against its seal, against what belongs to it and against the
/// one before it; and that there is one for each step that made one.
struct DocumentVerification {
    private(set) var count = 0
    private(set) var differences: [String] = []
    private var last: OrderDocument?

    init(reading snapshot: some Reading, _ keys: [String: PublishedKey]) throws {
        try snapshot.orderDocuments.each { document in
            count += 1
            let before = last?.supplierOrder == document.supplierOrder ? last : nil
            if let problem = DocumentVerification.problem(with: document, after: before, keys) {
                differences.append(
                    "document \(document.revision) of supplier order \(document.supplierOrder): \(problem)")
            }
            last = document
        }
        let steps = SupplierOrderAction.sealed.map { OrderEvent.What.supplierOrder($0).code }
        for (part, there, steps) in try snapshot.orderDocuments.incomplete(steps) {
            differences.append("supplier order \(part): \(there) documents are there for \(steps) steps that made one")
        }
    }

    private static func problem(
        with stored: OrderDocument, after before: OrderDocument?, _ keys: [String: PublishedKey]
    ) -> String? {
        guard let key = keys[stored.signature.keyID] else { return "the key that it was signed with is missing" }
        do {
            let file = try SupplierOrderFile(stored, publicKey: key.publicKey, showsDelivery: true)
            _ = try file.verify()
            let said = file.document
            guard said["supplier_order"]?.text == stored.supplierOrder.text,
                said["revision"] == .integer(stored.revision), said["kind"]?.text == stored.kind.rawValue
            else { return "it is about something else" }
            guard said["record"]?.text == Digest(of: stored.record).text
            else { return "what it was decided on is not what was sealed" }
            guard said["replaces"] == before.map({ .string($0.digest.text) }) ?? .null
            else { return "the document before it is missing" }
            return key.problem(sealing: said)
        } catch {
            return "\(error)"
        }
    }
}
