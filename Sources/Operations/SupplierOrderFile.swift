import Orders
import Relational
import Storage
import Values

/// What a supplier is given of an order, as a file: the document, the seal over it and the public half of the key; and
/// where it goes, as long as the supplier needs to know.
package struct SupplierOrderFile: Sendable {
    package let document: JSONValue
    /// Nil where it is not given (any more): the document holds its digest.
    package let delivery: JSONValue?
    package let seal: String
    package let publicKey: String

    package static let format = "holdfast-supplier-order-1"

    package init(_ document: OrderDocument, publicKey: String, showsDelivery: Bool) throws {
        self.document = try JSONReader.read(Array(document.signature.document.utf8))
        delivery = showsDelivery ? try JSONReader.read(Array(document.delivery.utf8)) : nil
        seal = document.signature.seal
        self.publicKey = publicKey
    }

    /// Whether the file says that it is one.
    package static func isOne(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= SignedOrderFile.bytesMaximum else { return false }
        do {
            return try JSONReader.read(bytes)["format"]?.text == format
        } catch {
            return false
        }
    }

    /// - Throws: `SignedOrderProblem.notAnOrder`.
    package init(reading bytes: [UInt8]) throws {
        guard bytes.count <= SignedOrderFile.bytesMaximum else {
            throw SignedOrderProblem.notAnOrder("it is too large")
        }
        let file = try JSONReader.read(bytes)
        guard Array("\(file.canonical)\n".utf8) == bytes || Array(file.canonical.utf8) == bytes
        else { throw SignedOrderProblem.notAnOrder("it is not written in canonical JSON, as Holdfast writes it") }
        guard file["format"]?.text == SupplierOrderFile.format, let order = file["order"], case .object = order,
            let seal = file["seal"]?.text, let x = file["key"]?["x"]?.text, case .object(let members) = file,
            let delivery = file["delivery"], members.count == 5
        else { throw SignedOrderProblem.notAnOrder("it has no format, order, delivery, seal and key") }
        document = order
        self.delivery = delivery == .null ? nil : delivery
        self.seal = seal
        publicKey = x
    }

    package var json: JSONValue {
        [
            "format": .string(SupplierOrderFile.format), "order": document, "delivery": delivery ?? .null,
            "seal": .string(seal), "key": ["kty": "OKP", "crv": "Ed25519", "x": .string(publicKey)],
        ]
    }

    /// Checks the seal over the canonical form of the document, and the address against it.
    /// - Returns: the identifier of the key that it was signed with.
    /// - Throws: `SignedOrderProblem`.
    package func verify() throws -> String {
        let keyID: String
        do {
            keyID = try DetachedSeal.verify(seal, over: document, as: .supplierOrder, publicKey: publicKey)
        } catch SealProblem.doesNotMatch {
            throw SignedOrderProblem.doesNotMatch
        } catch is SealProblem {
            throw SignedOrderProblem.sealMalformed
        }
        guard delivery.map({ document["delivery"]?.text == Digest(of: $0.canonical).text }) ?? true
        else { throw SignedOrderProblem.doesNotMatch }
        return keyID
    }
}

extension Reading {
    /// The newest document of a part as a file; nil where there is none.
    package func supplierOrderFile(of part: SupplierOrder) throws -> SupplierOrderFile? {
        guard let document = try orderDocuments.latest(of: part.id),
            let key = try signingKeys.find(document.signature.keyID)
        else { return nil }
        return try SupplierOrderFile(
            document, publicKey: key.publicKey, showsDelivery: part.status.needsDelivery)
    }
}
