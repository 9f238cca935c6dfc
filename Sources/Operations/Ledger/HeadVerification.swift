import Identity
import Ledger
import Relational
import Storage
import Values

/// Checks every signed head against its own seal and against the one before it. That the chain still holds what was
/// signed is found by `LedgerVerification` on its walk.
package struct HeadVerification: Sendable {
    package private(set) var heads = 0
    package private(set) var differences = Differences()

    package init(reading snapshot: some Reading) throws {
        let keys = try snapshot.publishedKeys()
        var last: SignedHead?
        try snapshot.signedHeads.each { head in
            heads += 1
            let previous = last?.commissioner == head.commissioner ? last : nil
            if let problem = HeadVerification.problem(with: head, after: previous, keys) {
                differences.append("signed head of \(head.commissioner) of \(head.day): \(problem)")
            }
            last = head
        }
    }

    private static func problem(
        with head: SignedHead, after previous: SignedHead?, _ keys: [String: PublishedKey]
    ) -> String? {
        guard let key = keys[head.signature.keyID] else { return "the key that it was signed with is missing" }
        do {
            let file = try SignedHeadFile(head, publicKey: key.publicKey)
            let said = try file.verified()
            guard said.commissioner == head.commissioner.text, said.day == head.day.description,
                said.sequence == head.sequence, said.digest == head.digest
            else { return "it is not what was signed" }
            let before: JSONValue = previous.map { .string(Digest(of: $0.signature.document).text) } ?? .null
            guard file.document["previous"] == before else { return "the head signed before it is missing" }
            return key.problem(sealing: file.document)
        } catch {
            return "\(error)"
        }
    }
}

/// Compares heads that somebody kept with the books as they are.
package enum KeptHeads {
    /// - Parameter lines: signed heads as `holdfast ledger heads` writes them; empty lines are left out.
    /// - Returns: how many were compared, and each that does not agree.
    package static func compare(
        _ lines: [String], with snapshot: some Reading
    ) throws -> (count: Int, differences: Differences) {
        var differences = Differences()
        var count = 0
        for (index, line) in lines.enumerated() where !line.isEmpty {
            count += 1
            do {
                let said = try SignedHeadFile(reading: line).verified()
                let there = try snapshot.signedHeads.digest(
                    of: Commissioner.ID(said.commissioner), at: said.sequence)
                if there != said.digest {
                    differences.append(
                        "kept head of \(said.commissioner) of \(said.day): entry \(said.sequence) is "
                            + (there == nil ? "not in the chain any more" : "not the one that was signed"))
                }
            } catch let problem as SignedHeadProblem {
                differences.append("kept head in line \(index + 1): \(problem)")
            }
        }
        return (count, differences)
    }
}
