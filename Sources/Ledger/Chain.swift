import Values

/// Each commissioner's journal is a chain: the digest of an entry covers the digest of the one before it, so that
/// nothing can be changed, removed or put in between without a trace.
package enum Chain {
    /// Before the first entry.
    package static let origin = Digest(String(repeating: "0", count: 64))

    /// - Parameter sequence: 1 for the first entry of the commissioner.
    package static func digest(after previous: Digest, sequence: Int, entry: Entry) -> Digest {
        var link = ChainLink(after: previous, sequence: sequence)
        for field in ChainField.allCases { link.add(entry, field) }
        link.add(postings: entry.postings.count)
        for posting in entry.postings {
            link.add(posting.account.code)
            link.add(posting.side.rawValue)
            link.add(posting.amount.pence)
        }
        return link.digest
    }
}

/// What the digest of an entry covers besides its place and its postings, in this order, which never changes.
package enum ChainField: CaseIterable, Sendable {
    case entry, code, commissioner, effectiveOn, recordedAt, actor
    case order, supplierOrder, planLine, period, hold, external

    /// A whole number, a text, or a text that may be missing.
    package enum Kind: Sendable {
        case number, text, reference
    }

    package var kind: Kind {
        switch self {
        case .entry, .code, .commissioner, .effectiveOn, .actor: .text
        case .recordedAt: .number
        case .order, .supplierOrder, .planLine, .period, .hold, .external: .reference
        }
    }
}

/// The canonical form of one link of a chain, written field by field.
package struct ChainLink {
    /// Enough for an entry with four postings.
    private static let bytesExpected = 1_024
    private var bytes = CanonicalBytes(version: "holdfast-entry-1", capacity: bytesExpected)

    package init(after previous: Digest, sequence: Int) {
        bytes.add(previous.text)
        bytes.add(sequence)
    }

    package mutating func add(_ text: String) { bytes.add(text) }

    package mutating func add(_ number: Int) { bytes.add(number) }

    package mutating func add(utf8: UnsafeBufferPointer<UInt8>) { bytes.add(utf8: utf8) }

    /// What is missing is told from what is empty.
    package mutating func add(reference: UnsafeBufferPointer<UInt8>?) {
        bytes.add(reference == nil ? 0 : 1)
        bytes.add(utf8: reference ?? UnsafeBufferPointer(start: nil, count: 0))
    }

    /// Comes before the postings: account, side and pence of each.
    package mutating func add(postings count: Int) { bytes.add(count) }

    package var digest: Digest { bytes.digest }

    fileprivate mutating func add(_ entry: Entry, _ field: ChainField) {
        let references = entry.references
        switch field {
        case .entry: add(entry.id.text)
        case .code: add(entry.code.rawValue)
        case .commissioner: add(entry.commissioner)
        case .effectiveOn: add(entry.effectiveOn.description)
        case .recordedAt: add(entry.recordedAt.milliseconds)
        case .actor: add(entry.actor)
        case .order: add(optional: references.order)
        case .supplierOrder: add(optional: references.supplierOrder)
        case .planLine: add(optional: references.planLine)
        case .period: add(optional: references.period)
        case .hold: add(optional: references.hold)
        case .external: add(optional: references.external)
        }
    }

    private mutating func add(optional text: String?) {
        bytes.add(text == nil ? 0 : 1)
        bytes.add(text ?? "")
    }
}
