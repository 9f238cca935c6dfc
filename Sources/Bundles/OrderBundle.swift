import Archives
import Cryptography
import Operations
import Orders
import Relational
import Storage
import Values

/// One order with everything that proves it, as files: what was signed and what was sealed, the keys, what it was
/// decided on, what happened, a page to print, and how to check all of it without this program.
///
/// It holds no time of its own: the same order gives the same bytes, as long as the keys are the same.
package struct OrderBundle: Sendable {
    package let number: String
    private var members: [Archive.Member] = []
    private var seals: [JSONValue] = []
    private var keys: [SigningKey] = []
    private let known: [String: SigningKey]
    private let order: Order
    /// Went out before there were documents for suppliers.
    private var undocumented: [JSONValue] = []

    package static let format = "holdfast-order-bundle-1"

    /// - Parameters:
    ///   - key: with which the manifest will be sealed.
    ///   - printed: the order as a page to print, without anything to be fetched.
    package init(of order: Order, printed: [UInt8], sealedWith key: SigningKey, in snapshot: some Reading) throws {
        self.order = order
        number = order.number
        known = Dictionary(
            try snapshot.signingKeys.list().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        keys = [known[key.id] ?? key]
        try add("order", order.signature, .order)
        let parts = try snapshot.supplierOrders.list(of: order.id)
        for (index, part) in parts.enumerated() { try add(part, number: index + 1, in: snapshot) }
        if let sealed = try snapshot.passkeys.assertion(of: order.id) {
            if let seal = sealed.seal {
                try add("passkey", seal, .assertion)
            } else {
                add("passkey.json", sealed.assertion.json.canonicalBytes)
            }
        }
        let evidence = try BundleEvidence(of: order, parts, in: snapshot)
        for (name, value) in evidence.files { add(name, value.canonicalBytes) }
        add("order.html", printed)
        add("README.txt", Array(BundleReadme.text(number: number).utf8))
    }

    private mutating func add(_ part: SupplierOrder, number: Int, in snapshot: some Reading) throws {
        for revision in try snapshot.changeOffers.revisions(of: part.id) {
            try add("amendments/\(number)-\(revision.revision)", revision.signature, .order)
        }
        let documents = try snapshot.orderDocuments.list(of: part.id)
        for document in documents {
            let name = "supplier-orders/\(number)-\(document.revision)"
            try add(name, document.signature, .supplierOrder)
            add("\(name).record.json", Array(document.record.utf8))
            add("\(name).delivery.json", Array(document.delivery.utf8))
        }
        if documents.first?.kind != .order, part.status.isKnownToSupplier {
            undocumented.append(.string(part.id.text))
        }
    }

    private mutating func add(_ name: String, _ signature: Signature, _ kind: SealKind) throws {
        guard let key = known[signature.keyID] else { throw BundleProblem.keyMissing(signature.keyID) }
        if !keys.contains(where: { $0.id == key.id }) { keys.append(key) }
        add("\(name).json", Array(signature.document.utf8))
        add("\(name).jws", Array(signature.seal.utf8))
        seals.append(BundleSeal(document: "\(name).json", kind: kind).json)
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) {
        members.append(Archive.Member(name: name, bytes: bytes))
    }

    /// What the manifest says: every other file with its digest, and which seal belongs to which.
    private func manifest(of members: [Archive.Member]) -> JSONValue {
        [
            "type": .string(OrderBundle.format), "order": .string(order.id.text), "number": .string(number),
            "members": .array(members.map { member in
                [
                    "name": .string(member.name), "sha256": .string(Digest(of: member.bytes).text),
                    "bytes": .integer(member.bytes.count),
                ]
            }),
            "seals": .array(seals), "without_documents": .array(undocumented),
        ]
    }

    /// The bundle as a zip file.
    package func packed(with sealer: Sealer) throws -> [UInt8] {
        let dated = keys.sorted { ($0.firstUsedAt, $0.id) < ($1.firstUsedAt, $1.id) }
        let set = Archive.Member(name: "keys.json", bytes: KeySet.json(of: dated).canonicalBytes)
        let all = (members + [set]).sorted { $0.name < $1.name }
        let signature = try sealer.seal(manifest(of: all), as: .bundle)
        return try Archive.pack(
            all + [
                .init(name: "manifest.json", bytes: Array(signature.document.utf8)),
                .init(name: "manifest.jws", bytes: Array(signature.seal.utf8)),
            ])
    }
}

/// Which file a seal is over, and as what.
struct BundleSeal: Hashable {
    let document: String
    let kind: SealKind

    /// Without the ending.
    var name: String { String(document.dropLast(".json".count)) }

    var json: JSONValue { ["document": .string(document), "typ": .string(kind.rawValue)] }

    init(document: String, kind: SealKind) {
        self.document = document
        self.kind = kind
    }

    /// Nil for what is no seal.
    init?(_ value: JSONValue) {
        guard let document = value["document"]?.text, document.hasSuffix(".json"),
            let kind = value["typ"]?.text.flatMap(SealKind.init(rawValue:)),
            value == BundleSeal(document: document, kind: kind).json
        else { return nil }
        self.init(document: document, kind: kind)
    }
}

package enum BundleProblem: Error, CustomStringConvertible {
    case keyMissing(String)

    package var description: String {
        switch self {
        case .keyMissing(let id): "the key \(id), with which something of the order was sealed, is missing"
        }
    }
}

extension Desk {
    /// An order with everything that proves it, as a zip file.
    /// - Parameters:
    ///   - id: within the scope of whoever asks: that is for the caller to see to.
    ///   - printing: makes the page to print.
    /// - Throws: `NotFound`, `SigningKeyNotInUse`, `BundleProblem`.
    package func bundle(
        of id: Order.ID, printedBy printing: @escaping @Sendable (OrderView) -> [UInt8]
    ) async throws -> (name: String, bytes: [UInt8]) {
        let (sealer, key) = try await sealerInUse()
        let bundle = try await look { look in
            guard let order = try look.snapshot.orders.find(id) else { throw NotFound() }
            let printed = printing(try look.snapshot.orders.view(of: order))
            return try OrderBundle(of: order, printed: printed, sealedWith: key, in: look.snapshot)
        }
        return ("order-\(bundle.number).zip", try bundle.packed(with: sealer))
    }
}
