import Foundation
import Orders
import Values

/// An order as it is handed out: the document, the seal over it, and the public half of the key. Anyone can check it
/// years later without this program.
package struct SignedOrderFile: Sendable {
    package let document: JSONValue
    package let seal: String
    package let publicKey: String

    package static let format = "holdfast-signed-order-1"
    /// Larger files are no orders.
    package static let bytesMaximum = 4 * 1024 * 1024

    package init(signature: Signature, publicKey: String) throws {
        document = try JSONReader.read(Array(signature.document.utf8))
        seal = signature.seal
        self.publicKey = publicKey
    }

    /// - Throws: `SignedOrderProblem.notAnOrder`.
    package init(reading bytes: [UInt8]) throws {
        guard bytes.count <= SignedOrderFile.bytesMaximum else {
            throw SignedOrderProblem.notAnOrder("it is too large")
        }
        let file = try JSONReader.read(bytes)
        // One form and no other: a member said twice, or one too many, could mean one thing here and another elsewhere.
        guard Array("\(file.canonical)\n".utf8) == bytes || Array(file.canonical.utf8) == bytes
        else { throw SignedOrderProblem.notAnOrder("it is not written in canonical JSON, as Holdfast writes it") }
        guard file["format"]?.text == SignedOrderFile.format, let order = file["order"], case .object = order,
            let seal = file["seal"]?.text, let x = file["key"]?["x"]?.text, case .object(let members) = file,
            members.count == 4
        else { throw SignedOrderProblem.notAnOrder("it has no format, order, seal and key") }
        document = order
        self.seal = seal
        publicKey = x
    }

    package var json: JSONValue {
        [
            "format": .string(SignedOrderFile.format), "order": document, "seal": .string(seal),
            "key": ["kty": "OKP", "crv": "Ed25519", "x": .string(publicKey)],
        ]
    }

    /// Checks the seal over the canonical form of the document.
    /// - Returns: the identifier of the key that it was signed with.
    /// - Throws: `SignedOrderProblem`.
    package func verify() throws -> String {
        do {
            return try DetachedSeal.verify(seal, over: document, as: .order, publicKey: publicKey)
        } catch SealProblem.doesNotMatch {
            throw SignedOrderProblem.doesNotMatch
        } catch is SealProblem {
            throw SignedOrderProblem.sealMalformed
        }
    }
}

/// Why a file is not a soundly signed order; the words are for whoever checks it.
package enum SignedOrderProblem: Error, CustomStringConvertible {
    case notAnOrder(String)
    case sealMalformed
    case doesNotMatch
    case unknownKey(String)
    /// Its key was not in use when it sealed; the words say why.
    case notInUse(String)

    package var description: String {
        switch self {
        case .notAnOrder(let why): "this is not a signed order: \(why)"
        case .sealMalformed: "the seal is not a detached JWS of the enclosed key"
        case .doesNotMatch:
            "the seal does not match: the order was changed after it was signed, or signed by another key"
        case .unknownKey(let id): "the order is signed with key \(id), which is not among the trusted keys"
        case .notInUse(let why): "the seal is not from the time of its key: \(why)"
        }
    }
}

/// Reads JSON that holds only what may be signed.
package enum JSONReader {
    /// - Throws: `SignedOrderProblem.notAnOrder`.
    package static func read(_ bytes: [UInt8]) throws -> JSONValue {
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
        } catch {
            throw SignedOrderProblem.notAnOrder("it is not JSON")
        }
        return try value(object)
    }

    private static func value(_ object: Any) throws -> JSONValue {
        switch object {
        case let text as String: return .string(text)
        case let list as [Any]: return .array(try list.map(value))
        case let members as [String: Any]: return .object(try members.mapValues(value))
        case is NSNull: return .null
        case let number as NSNumber: return try JSONReader.number(number)
        default: throw SignedOrderProblem.notAnOrder("it holds something else than JSON")
        }
    }

    private static func number(_ number: NSNumber) throws -> JSONValue {
        if isBoolean(number) { return .bool(number.boolValue) }
        let integer = number.int64Value
        guard NSNumber(value: integer) == number, integer.magnitude < 1 << 53
        else { throw SignedOrderProblem.notAnOrder("it holds a number that is not whole") }
        return .integer(Int(integer))
    }

    /// Foundation keeps true and false as numbers of one byte.
    private static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }
}
