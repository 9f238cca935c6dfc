import Catalogue
import Cryptography
import Identity
import Relational
import Storage
import Values

/// The number of an application. Its owner signs in with it: an e-mail address that nobody has verified opens nothing,
/// and whether it has an account already is not told.
package enum JoinNumber {
    /// Stands behind the number where an address has to be; no mail goes there (RFC 2606, `.invalid`).
    package static let domain = "application.invalid"

    /// Without letters that look like others.
    private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)
    private static let length = 10

    static func make() throws -> String {
        var text: [UInt8] = []
        // A byte beyond the last whole round would favour some letters.
        let most = 256 - 256 % letters.count
        while text.count < length {
            for byte in try RandomBytes.make(length) where Int(byte) < most && text.count < length {
                text.append(letters[Int(byte) % letters.count])
            }
        }
        return "j-" + String(decoding: text, as: UTF8.self)
    }
}

/// A password that somebody is given to begin with.
enum StartPassword {
    /// Four groups of four: for somebody else to begin with.
    static func make() throws -> String {
        let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)
        let bytes = try RandomBytes.make(64).filter { Int($0) < 256 - 256 % letters.count }.prefix(16)
        let text = bytes.map { letters[Int($0) % letters.count] }
        return stride(from: 0, to: text.count, by: 4).map {
            String(decoding: text[$0..<min($0 + 4, text.count)], as: UTF8.self)
        }.joined(separator: "-")
    }
}

extension Desk {
    /// So many applications are taken in an hour; beyond that somebody is playing.
    package static let applicationsHourlyMaximum = 60

    /// Somebody who has no account applies to be a supplier: their account, as owner, and the supplier, which nobody
    /// sees but they and the staff. The same key again signs in to what it made.
    ///
    /// - Parameter key: of the form, from this site.
    /// - Throws: `FieldProblems`, `Crowded`, `CommandRefusal`.
    package func join(
        _ text: SupplierDetailsText, password: String, device: String = "", key: String
    ) async throws -> SignedIn {
        let asked = try text.checked()
        if let fault = passwords.fault(in: password, own: [asked.details.contact, asked.email.text]) {
            throw FieldProblems("password", fault.words)
        }
        guard (1...Desk.keyCharactersMaximum).contains(key.count) else { throw CommandRefusal.keyMissing }
        if let known = try await database.read({ try $0.commands.find(actor: Desk.joining, key: key) }) {
            let again = try await signIn(email: known.answer, password: password, device: device)
            guard let again else { throw CommandRefusal.keyReused }
            return again
        }
        let hash = try await door.hash(password, cost: passwordCost)
        let (now, number) = (clock(), try JoinNumber.make())
        let address = try EmailAddress("\(number)@\(JoinNumber.domain)")
        let person = Person(
            id: identifiers.new(at: now), name: asked.details.contact, email: address, role: .supplier,
            organisation: .init(number))
        let application = Application(asked: asked, person: person, hash: hash, key: key)
        try await database.write { [identifiers] tx in try application.write(in: tx, at: now, identifiers) }
        return try await begin(as: person, with: device)
    }

    fileprivate static let joining = "joining"

    /// What one application leaves in the database.
    private struct Application {
        let asked: SupplierDetailsText.Checked
        let person: Person
        let hash: String
        let key: String

        func write(in tx: Transaction, at now: Moment, _ identifiers: Identifiers) throws {
            let recent = try tx.joining.applications(since: now.adding(minutes: -60))
            guard recent < Desk.applicationsHourlyMaximum else { throw Crowded() }
            guard let organisation = person.organisation else { throw NotFound() }
            let supplier = Supplier(
                id: .init(organisation.text), name: asked.name, description: "", coverage: .districts([]),
                basePostcode: asked.details.postcode, base: nil, email: asked.email, telephone: asked.telephone,
                checks: .init(cqc: nil, register: nil, insuredUntil: nil), status: .applying, approvals: [])
            try tx.suppliers.insert(supplier, revision: try tx.listings.nextRevision())
            try tx.joining.save(
                SupplierProfile(kind: asked.details.kind, details: asked.details, appliedAt: now), of: supplier.id)
            try tx.people.insert(person)
            try tx.people.set(passwordHash: hash, of: person.id)
            let digest = Digest(of: supplier.id.text)
            try tx.commands.insert(
                CommandRecord(operation: "Join", digest: digest, answer: supplier.id.text), actor: Desk.joining,
                key: key, at: now)
            try tx.audit.append(
                id: identifiers.new(Desk.self, at: now).text, at: now, actor: person.id.text, onBehalfOf: nil,
                operation: "Join", subject: supplier.id.text, digest: digest)
        }
    }
}
