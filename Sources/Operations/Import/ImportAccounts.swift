import Catalogue
import Identity
import Outbox
import Relational
import Storage
import Values

/// `people/accounts.csv`: who signs in. Passwords are not imported.
struct ImportAccounts: ImportStep {
    static let file = "people/accounts.csv"
    static let columns = ["email", "name", "role", "organisation"]
    static let optionalColumns = ["notices"]
    static let key = ["email"]

    /// How somebody is told, as long as they have not chosen themselves.
    enum Told: String, Sendable, CaseIterable {
        /// One e-mail a day.
        case daily
        /// On paper.
        case letter
    }

    struct Candidate: Sendable {
        let email: EmailAddress
        let name: String
        let role: Role
        let organisation: String?
        let told: Told?
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (email, name) = (row.email("email"), row.text("name", most: 120))
        let role: Role? = row.word("role")
        let organisation = row.optionalCode("organisation")
        let told: Told? = row.isEmpty("notices") ? nil : row.word("notices")
        if let role, role.shops != row.isEmpty("organisation") {
            row.add("organisation", role.shops ? "must be empty for a \(role.rawValue)" : "is missing")
        }
        guard let email, let name, let role, row.problems.isEmpty else { return nil }
        return Candidate(email: email, name: name, role: role, organisation: organisation, told: told)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        if let organisation = candidate.organisation,
            try !writing.tx.isOrganisation(organisation, of: candidate.role)
        {
            return .refused("organisation", "\(candidate.role.rawValue) \(organisation) is not known")
        }
        let person = Person(
            id: writing.new(), name: candidate.name, email: candidate.email, role: candidate.role,
            organisation: candidate.organisation.map { .init($0) })
        let outcome = try writing.tx.people.take(person, source: source.digest)
        if let told = candidate.told { try set(told, for: candidate.email, in: writing.tx) }
        return .taken(outcome)
    }

    private func set(_ told: Told, for email: EmailAddress, in tx: Transaction) throws {
        guard let person = try tx.people.find(email: email) else { return }
        var settings = try tx.noticeSettings.find(person)
        guard settings.version == 0 else { return }
        switch told {
        case .daily: for topic in NoticeTopic.allCases { settings.paces[topic] = .daily }
        case .letter: settings.way = .letter
        }
        _ = try tx.noticeSettings.save(settings, of: person.id)
    }
}

extension Reading {
    /// Whether there is such a supplier or commissioner for staff to belong to.
    package func isOrganisation(_ code: String, of role: Role) throws -> Bool {
        switch role {
        case .supplier: try suppliers.find(.init(code)) != nil
        case .commissioner: try holders.commissioner(.init(code)) != nil
        case .holder, .carer: false
        }
    }
}
