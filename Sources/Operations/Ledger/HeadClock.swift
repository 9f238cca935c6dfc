import Relational
import Storage
import Values

extension Desk {
    /// Signs where each commissioner's chain ends, once a day: the first time that this is asked on a day. Asked again,
    /// also by several servers at once, it does nothing.
    /// - Returns: how many heads were signed.
    @discardableResult
    package func signHeads() async throws -> Int {
        let (now, sealer) = (clock(), sealer)
        let isDue = try await database.read { try !$0.signedHeads.unsigned(on: now.day).isEmpty }
        guard isDue else { return 0 }
        return try await database.write { tx in
            let due = try tx.signedHeads.unsigned(on: now.day)
            for (commissioner, sequence, digest) in due {
                let document = SignedHead.document(
                    commissioner: commissioner.text, day: now.day, sequence: sequence, digest: digest,
                    previous: try tx.signedHeads.latest(of: commissioner), at: now)
                try tx.signedHeads.insert(
                    SignedHead(
                        commissioner: commissioner, day: now.day, sequence: sequence, digest: digest,
                        signature: try sealer.seal(document, as: .chainHead)))
            }
            return due.count
        }
    }
}
