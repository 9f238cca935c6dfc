import Orders
import Relational
import Storage
import Values

/// Checks every order against its own seal: nothing in a signed document can change without a trace.
package struct SealVerification: Sendable {
    package private(set) var orders = 0
    package private(set) var differences: [String] = []

    package init(reading snapshot: some Reading) throws {
        let keys = Dictionary(
            try snapshot.signingKeys.list().map { ($0.id, $0.publicKey) }, uniquingKeysWith: { first, _ in first })
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
    }

    private static func problem(with signature: Signature, total: Money, key: String) -> String? {
        do {
            let file = try SignedOrderFile(signature: signature, publicKey: key)
            _ = try file.verify()
            return file.document["total_pence"] == .integer(total.pence) ? nil : "its total is not the signed one"
        } catch {
            return "\(error)"
        }
    }
}
