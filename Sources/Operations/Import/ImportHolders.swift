import Identity
import Relational
import Storage
import Values

/// `people/holders.csv`.
struct ImportHolders: ImportStep {
    static let file = "people/holders.csv"
    static let columns = [
        "code", "name", "known_as", "date_of_birth", "address_line_1", "address_line_2", "town", "postcode",
        "telephone", "commissioner",
    ]
    static let key = ["code"]

    /// Everything but the pseudonym, which is made when the holder is stored.
    struct Candidate: Sendable {
        let id: Holder.ID
        let name: String
        let knownAs: String
        let dateOfBirth: Day
        let address: Address
        let telephone: String
        let commissioner: Commissioner.ID
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (code, name, knownAs) = (row.code("code"), row.text("name"), row.text("known_as", most: 80))
        let (born, postcode) = (row.day("date_of_birth"), row.postcode("postcode"))
        let telephone = row.telephone("telephone")
        if let born, born > row.today { row.add("date_of_birth", "must not lie in the future") }
        let lines = [row.text("address_line_1"), row.optionalText("address_line_2"), row.text("town", most: 80)]
        for column in ["address_line_1", "address_line_2", "town"] where row[column].contains("\n") {
            row.add(column, "must stand on one line")
        }
        let commissioner = row.code("commissioner")
        guard let code, let name, let knownAs, let born, let postcode, let telephone, let commissioner,
            row.problems.isEmpty
        else { return nil }
        return Candidate(
            id: .init(code), name: name, knownAs: knownAs, dateOfBirth: born,
            address: Address(lines: lines.compactMap(\.self), postcode: postcode), telephone: telephone,
            commissioner: .init(commissioner))
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard try writing.tx.holders.commissioner(candidate.commissioner) != nil else {
            return .refused("commissioner", "commissioner \(candidate.commissioner) is not known")
        }
        if let there = try writing.tx.holders.find(candidate.id) {
            guard there.commissioner == candidate.commissioner else {
                let words = "\(candidate.id) belongs to \(there.commissioner); a move to another board is not imported"
                return .refused("commissioner", words)
            }
            let holder = ImportHolders.holder(candidate, pseudonym: there.pseudonym)
            return .taken(try writing.tx.holders.take(holder, source: source.digest))
        }
        for _ in 1..<ImportHolders.pseudonymTriesMaximum {
            do {
                return .taken(try take(candidate, withNew: source.digest, in: writing))
            } catch is ConstraintViolation {
                // Another holder has that pseudonym already.
                continue
            }
        }
        return .taken(try take(candidate, withNew: source.digest, in: writing))
    }

    private static let pseudonymTriesMaximum = 4

    private func take(
        _ candidate: Candidate, withNew source: Digest, in writing: ImportWriting
    ) throws -> ImportOutcome {
        let pseudonym = ImportHolders.pseudonym(random: writing.random)
        return try writing.tx.holders.take(ImportHolders.holder(candidate, pseudonym: pseudonym), source: source)
    }

    private static func holder(_ candidate: Candidate, pseudonym: String) -> Holder {
        Holder(
            id: candidate.id, name: candidate.name, knownAs: candidate.knownAs, dateOfBirth: candidate.dateOfBirth,
            address: candidate.address, telephone: candidate.telephone, commissioner: candidate.commissioner,
            pseudonym: pseudonym)
    }

    /// `P-` and eight signs of Crockford's base 32, which has no letters that look like digits.
    static func pseudonym(random: (Int) -> [UInt8]) -> String {
        let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        return "P-" + String(decoding: random(8).map { signs[Int($0 & 31)] }, as: UTF8.self)
    }
}
