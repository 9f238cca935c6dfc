import Identity
import Relational
import Storage
import Values

/// `people/authorities.csv`: who may act for whom.
struct ImportAuthorities: ImportStep {
    static let file = "people/authorities.csv"
    static let columns = ["email", "holder", "kind", "sign_limit", "scopes", "starts", "ends"]
    static let key = ["email", "holder"]

    struct Candidate: Sendable {
        let email: EmailAddress
        let holder: Holder.ID
        let kind: AuthorityKind
        let signLimit: Money?
        let scopes: Set<Authority.Scope>
        let first: Day
        let last: Day?
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (email, holder) = (row.email("email"), row.code("holder"))
        let kind: AuthorityKind? = row.word("kind")
        let limit = row.optionalMoney("sign_limit")
        let scopes: [Authority.Scope] = row.words("scopes")
        let (first, last) = (row.day("starts"), row.optionalDay("ends"))
        if let first, let last, last < first { row.add("ends", "must not come before starts") }
        guard let email, let holder, let kind, let first, row.problems.isEmpty else { return nil }
        return Candidate(
            email: email, holder: .init(holder), kind: kind, signLimit: limit,
            scopes: Set(scopes.isEmpty ? Authority.Scope.allCases : scopes), first: first, last: last)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        var problems: [ColumnProblem] = []
        let person = try writing.tx.people.find(email: candidate.email)
        if let person {
            if !person.role.shops {
                problems.append(ColumnProblem("email", "\(candidate.email) is staff and cannot act for a holder"))
            } else if candidate.kind == .holder, person.role != .holder {
                problems.append(ColumnProblem("kind", "self needs an account of the role holder"))
            }
        } else {
            problems.append(ColumnProblem("email", "account \(candidate.email) is not known"))
        }
        if try writing.tx.holders.find(candidate.holder) == nil {
            problems.append(ColumnProblem("holder", "holder \(candidate.holder) is not known"))
        }
        guard let person, problems.isEmpty else { return .refused(problems) }
        let authority = Authority(
            id: writing.new(), person: person.id, holder: candidate.holder, kind: candidate.kind,
            signLimit: candidate.signLimit, scopes: candidate.scopes, first: candidate.first, last: candidate.last)
        return .taken(try writing.tx.holders.take(authority, source: source.digest))
    }
}
