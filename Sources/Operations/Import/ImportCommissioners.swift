import Identity
import Ledger
import Relational
import Storage
import Values

/// `people/commissioners.csv`. The fund is granted once, when a board is first imported: the books are not rewritten
/// by a file, so another amount later has no effect.
struct ImportCommissioners: ImportStep {
    static let file = "people/commissioners.csv"
    static let columns = ["code", "name", "email", "telephone", "fund"]
    static let optionalColumns = ["electronic_address"]
    static let key = ["code"]
    static let once: Set<String> = ["fund"]

    struct Candidate: Sendable {
        let commissioner: Commissioner
        let fund: Money
        let address: ElectronicAddress?
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (code, name, email) = (row.code("code"), row.text("name"), row.email("email"))
        let (telephone, fund) = (row.telephone("telephone"), row.money("fund"))
        let address = row.electronicAddress("electronic_address")
        guard let code, let name, let email, let telephone, let fund else { return nil }
        let commissioner = Commissioner(id: .init(code), name: name, email: email, telephone: telephone)
        return Candidate(commissioner: commissioner, fund: fund, address: address)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        let outcome = try writing.tx.holders.take(candidate.commissioner, source: source.digest)
        if outcome == .added, candidate.fund.isPositive {
            let books = Books(commissioner: candidate.commissioner.id.text)
            try writing.tx.journal.post(books.fundIn(candidate.fund), as: writing.recording)
        }
        if let address = candidate.address { try writing.tx.documents.set(address, of: candidate.commissioner.id) }
        return .taken(outcome)
    }
}
