import Values

/// Each commissioner's journal is a chain: the digest of an entry covers the digest of the one before it, so that
/// nothing can be changed, removed or put in between without a trace.
package enum Chain {
    /// Before the first entry.
    package static let origin = Digest(String(repeating: "0", count: 64))

    /// - Parameter sequence: 1 for the first entry of the commissioner.
    package static func digest(after previous: Digest, sequence: Int, entry: Entry) -> Digest {
        var bytes = CanonicalBytes(version: "holdfast-entry-1")
        bytes.add(previous.text)
        bytes.add(sequence)
        bytes.add(entry.id.text)
        bytes.add(entry.code.rawValue)
        bytes.add(entry.commissioner)
        bytes.add(entry.effectiveOn.description)
        bytes.add(entry.recordedAt.milliseconds)
        bytes.add(entry.actor)
        let references = entry.references
        for field in [
            references.order, references.supplierOrder, references.planLine, references.period, references.hold,
            references.external,
        ] {
            bytes.add(field == nil ? 0 : 1)
            bytes.add(field ?? "")
        }
        bytes.add(entry.postings.count)
        for posting in entry.postings {
            bytes.add(posting.account.code)
            bytes.add(posting.side.rawValue)
            bytes.add(posting.amount.pence)
        }
        return bytes.digest
    }
}
