/// Fields one after the other, each led by its length, so that no two lists of fields give the same bytes.
/// What is hashed into the ledger's chain is written with this, never with a library's serialisation.
package struct CanonicalBytes: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(version: String) {
        add(version)
    }

    package mutating func add(_ field: String) {
        let utf8 = Array(field.utf8)
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: utf8.count >> (24 - $0 * 8)) }
        bytes += utf8
    }

    package mutating func add(_ number: Int) {
        add(String(number))
    }

    package var digest: Digest { Digest(of: bytes) }
}
