import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Wilma Wren is a personal assistant who applies; she employs nobody and answers no to everything.
extension Scene {
    static func wilma() -> SupplierDetailsText {
        var text = SupplierDetailsText()
        (text.name, text.contact, text.address) = ("Wren Assistance", "Wilma Wren", "3 Castle Street\nNottingham")
        (text.kind, text.legalForm) = ("personal-assistant", "sole-trader")
        (text.telephone, text.email, text.postcode) = ("0115 496 0303", "wilma@example.org", "NG7 2RD")
        return text
    }

    static let wilmasPassword = "wren sings at dawn"

    /// - Returns: who she acts as from then on.
    func join(_ text: SupplierDetailsText = wilma(), key: String = "join-1") async throws -> Principal {
        let begun = try await desk.join(text, password: Scene.wilmasPassword, key: key)
        return try #require(try await desk.principal(secret: begun.secret))
    }

    @discardableResult
    func perform<Asked: Operations.Operation>(_ operation: Asked, as who: Principal) async throws -> Asked.Answer {
        try await desk.perform(operation, as: who, key: "key-\(ids.next())")
    }

    func checklist(of id: Supplier.ID) async throws -> Checklist {
        try await database.read { try $0.joining.checklist(of: id) }
    }

    func supplier(_ id: Supplier.ID) async throws -> Supplier {
        try #require(try await database.read { try $0.suppliers.find(id) })
    }

    /// Answers and gives everything that is asked of her.
    func giveEverything(_ who: Principal) async throws {
        let id = try who.actingForSupplier()
        let asked = try await checklist(of: id).asked
        try await perform(
            AnswerQuestions(answers: Dictionary(uniqueKeysWithValues: asked.map { ($0, false) })), as: who)
        for row in try await checklist(of: id).needed where row.code != .bankAccount {
            try await perform(OfferEvidence(requirement: row.code, text: Scene.text(for: row)), as: who)
        }
        try await perform(
            EnterBankAccount(text: .init(holder: "W Wren", sortCode: "30-99-21", number: "12345678")), as: who)
        var place = PlaceText()
        (place.name, place.kind, place.districts) = ("Home", "districts", "NG7")
        try await perform(SavePlace(number: 0, text: place), as: who)
    }

    /// Something that is taken, until the last day of March.
    static func text(for row: Requirement, until: Day = Cast.day("2027-03-31")) -> EvidenceText {
        EvidenceText(
            number: row.code == .dataProtection ? "ZA123456" : "NM-448812", otherNumber: "1-123",
            words: "As you can read there.", sum: "10000000", expires: until)
    }

    /// Accepts all that waits, and calls back.
    func acceptEverything(of id: Supplier.ID, as who: Player = .bilal) async throws {
        let list = try await checklist(of: id)
        for one in list.evidence where one.status == .offered {
            try await perform(DecideEvidence(supplier: id, evidence: one.id, event: .accept), as: who)
        }
        for account in list.accounts where account.status == .proposed {
            try await perform(
                DecideBankAccount(
                    supplier: id, account: account.id, event: .confirm, words: "Called 0115 496 0303, Wilma."),
                as: who)
        }
    }

    func move(_ id: Supplier.ID, _ action: SupplierAction, as who: Player = .bilal) async throws {
        let version = try await supplier(id).version
        try await perform(MoveSupplier(supplier: id, version: version, action: action, reason: "As seen."), as: who)
    }

    /// Wilma, approved, and for nothing yet.
    func approvedWilma() async throws -> (Principal, Supplier.ID) {
        let wilma = try await join()
        let id = try wilma.actingForSupplier()
        try await giveEverything(wilma)
        try await perform(MoveOwnApplication(action: .submit), as: wilma)
        try await acceptEverything(of: id)
        try await move(id, .approve)
        return (wilma, id)
    }
}
