import Orders
import Relational
import Storage
import Values

/// Checks every order, every amendment, every document of a supplier and every passkey's answer against its own seal:
/// nothing in a signed document can change without a trace.
package struct SealVerification: Sendable {
    package private(set) var orders = 0
    package private(set) var revisions = 0
    package private(set) var documents = 0
    package private(set) var assertions = 0
    package private(set) var differences: [String] = []

    package init(reading snapshot: some Reading) throws {
        let keys = try snapshot.publishedKeys()
        try snapshot.orders.eachSealed { id, total, signature in
            orders += 1
            guard let key = keys[signature.keyID] else {
                differences.append("order \(id): the key that it was signed with is missing")
                return
            }
            if let problem = SealVerification.problem(with: signature, total: total, key: key) {
                differences.append("order \(id): \(problem)")
            }
        }
        try verifyRevisions(snapshot, keys)
        let sealed = try DocumentVerification(reading: snapshot, keys)
        documents = sealed.count
        let said = try AssertionVerification(reading: snapshot, keys)
        assertions = said.count
        differences += sealed.differences + said.differences
    }

    /// The amendments that were signed later, and the lines that came with them.
    private mutating func verifyRevisions(_ snapshot: some Reading, _ keys: [String: PublishedKey]) throws {
        try snapshot.changeOffers.eachRevision { revision in
            revisions += 1
            let name = "amendment \(revision.revision) of supplier order \(revision.supplierOrder)"
            guard let key = keys[revision.signature.keyID] else {
                differences.append("\(name): the key that it was signed with is missing")
                return
            }
            let part = try snapshot.supplierOrders.find(revision.supplierOrder)
            if let problem = SealVerification.problem(with: revision, part: part, key: key) {
                differences.append("\(name): \(problem)")
            }
        }
    }

    /// Without what pays, which is stored in the order of the periods, whatever the order in which it was signed.
    private static func terms(_ line: JSONValue?) -> JSONValue? {
        guard case .object(var members)? = line else { return line }
        members["paid_from"] = nil
        return .object(members)
    }

    private static func problem(with revision: OrderRevision, part: SupplierOrder?, key: PublishedKey) -> String? {
        do {
            let file = try SignedOrderFile(signature: revision.signature, publicKey: key.publicKey)
            _ = try file.verify()
            let isOwn = file.document["supplier_order"]?.text == revision.supplierOrder.text
                && file.document["revision"] == .integer(revision.revision)
            guard isOwn, case .array(let lines)? = file.document["lines"] else { return "it is about something else" }
            for line in lines {
                guard case .integer(let position)? = line["new"]?["position"], let stored = part?.line(position),
                    SealVerification.terms(line["new"]) == SealVerification.terms(stored.signed)
                else { return "a line that came with it is not the signed one" }
            }
            return key.problem(sealing: file.document)
        } catch {
            return "\(error)"
        }
    }

    private static func problem(with signature: Signature, total: Money, key: PublishedKey) -> String? {
        do {
            let file = try SignedOrderFile(signature: signature, publicKey: key.publicKey)
            _ = try file.verify()
            guard file.document["total_pence"] == .integer(total.pence)
            else { return "its total is not the signed one" }
            return key.problem(sealing: file.document)
        } catch {
            return "\(error)"
        }
    }
}
