import Identity
import Relational
import Storage
import Values

/// `people/staff.csv`: which roles commissioners' staff have, and up to how much each of them reaches.
struct ImportStaff: ImportStep {
    static let file = "people/staff.csv"
    static let columns = ["email", "role", "limit"]
    static let key = ["email", "role"]

    struct Candidate: Sendable {
        let email: EmailAddress
        let post: StaffPost
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let email = row.email("email")
        let role: StaffRole? = row.word("role")
        let limit = row.optionalMoney("limit")
        guard let email, let role, row.problems.isEmpty else { return nil }
        return Candidate(email: email, post: StaffPost(role, limit: limit))
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard let person = try writing.tx.people.find(email: candidate.email) else {
            return .refused("email", "account \(candidate.email) is not known")
        }
        guard person.role == .commissioner else {
            return .refused("email", "\(candidate.email) is not a commissioner's staff")
        }
        return .taken(try writing.tx.staff.take(candidate.post, of: person.id, source: source.digest))
    }
}
