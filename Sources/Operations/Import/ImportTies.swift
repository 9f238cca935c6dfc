import Catalogue
import Identity
import Relational
import Storage
import Values

/// `people/ties.csv`: people close to a holder who would be paid through a supplier. A decision that has been recorded
/// since is not taken back by a file that does not know of it.
struct ImportTies: ImportStep {
    static let file = "people/ties.csv"
    static let columns = ["holder", "kind", "name", "supplier", "allowed_on"]
    static let key = ["holder", "kind", "name", "supplier"]

    struct Candidate: Sendable {
        let holder: Holder.ID
        let tie: HolderStanding.Tie
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let holder = row.code("holder")
        let kind: HolderStanding.Tie.Kind? = row.word("kind")
        let (name, supplier) = (row.text("name", most: 120), row.code("supplier"))
        let allowed = row.optionalDay("allowed_on")
        if let allowed, allowed > row.today { row.add("allowed_on", "must not lie in the future") }
        guard let holder, let kind, let name, let supplier, row.problems.isEmpty else { return nil }
        return Candidate(
            holder: .init(holder), tie: .init(kind: kind, name: name, supplier: supplier, allowedOn: allowed))
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        let tie = candidate.tie
        guard let holder = try writing.tx.holders.find(candidate.holder) else {
            return .refused("holder", "holder \(candidate.holder) is not known")
        }
        guard try writing.isKnown(.init(tie.supplier)) else {
            return .refused("supplier", "supplier \(tie.supplier) is not known")
        }
        var standing = holder.standing
        let there = standing.ties.firstIndex {
            $0.kind == tie.kind && $0.name == tie.name && $0.supplier == tie.supplier
        }
        if let there {
            guard tie.allowedOn != nil, standing.ties[there].allowedOn == nil else { return .taken(.unchanged) }
            standing.ties[there] = tie
        } else {
            standing.ties.append(tie)
        }
        try writing.tx.holders.save(standing, of: holder.id, version: holder.version)
        return .taken(there == nil ? .added : .changed)
    }
}
