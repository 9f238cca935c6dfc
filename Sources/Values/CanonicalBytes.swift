/// Fields one after the other, each led by its length, so that no two lists of fields give the same bytes.
/// What is hashed into the ledger's chain is written with this, never with a library's serialisation.
package struct CanonicalBytes: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(version: String, capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
        add(version)
    }

    package mutating func add(_ field: String) {
        var field = field
        field.withUTF8 { add(utf8: $0) }
    }

    /// The same for a text that is there as its bytes.
    package mutating func add(utf8: UnsafeBufferPointer<UInt8>) {
        let count = utf8.count
        bytes.append(UInt8(truncatingIfNeeded: count >> 24))
        bytes.append(UInt8(truncatingIfNeeded: count >> 16))
        bytes.append(UInt8(truncatingIfNeeded: count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: count))
        bytes.append(contentsOf: utf8)
    }

    package mutating func add(_ number: Int) {
        add(String(number))
    }

    package var digest: Digest { Digest(of: bytes) }
}
