import Catalogue
import Identity
import Orders
import Values

/// A document that a supplier sent, with what became of it: a record that is never changed.
package struct ReceivedDocument: Sendable, Hashable {
    package typealias ID = Identifier<ReceivedDocument>

    /// How it came.
    package enum Channel: String, Sendable, CaseIterable, Codable {
        case page, program, folder
    }

    package enum Outcome: Sendable, Hashable {
        case taken
        /// The code of the refusal.
        case refused(String)

        /// As it is stored.
        package var code: String {
            switch self {
            case .taken: "taken"
            case .refused(let code): code
            }
        }

        package init(code: String) { self = code == "taken" ? .taken : .refused(code) }
    }

    package let id: ID
    package let supplier: Supplier.ID
    package let person: Person.ID
    package let channel: Channel
    /// Nil where it could not be read so far.
    package let kind: IncomingDocument.Kind?
    /// Its own number; nil where it could not be read so far.
    package let documentID: String?
    package let supplierOrder: SupplierOrder.ID?
    package let digest: Digest
    /// In bytes.
    package let size: Int
    package let outcome: Outcome
    /// Why it was refused, for people; empty where it was taken.
    package let reason: String
    package let at: Moment

    package init(
        id: ID, supplier: Supplier.ID, person: Person.ID, channel: Channel, kind: IncomingDocument.Kind?,
        documentID: String?, supplierOrder: SupplierOrder.ID?, digest: Digest, size: Int, outcome: Outcome,
        reason: String, at: Moment
    ) {
        self.id = id
        self.supplier = supplier
        self.person = person
        self.channel = channel
        self.kind = kind
        self.documentID = documentID
        self.supplierOrder = supplierOrder
        self.digest = digest
        self.size = size
        self.outcome = outcome
        self.reason = reason
        self.at = at
    }
}

/// Where and how a supplier's programs are reached.
package struct SupplierExchange: Sendable, Hashable {
    package let address: ElectronicAddress?
    package let profile: OrderProfile
    /// Nought where nothing was ever said.
    package let version: Int

    package static let unsaid = SupplierExchange(address: nil, profile: .ordering, version: 0)

    package init(address: ElectronicAddress?, profile: OrderProfile, version: Int) {
        self.address = address
        self.profile = profile
        self.version = version
    }
}
