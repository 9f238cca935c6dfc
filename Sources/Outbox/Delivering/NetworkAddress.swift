/// The address that a connection really goes to. Asked when it is made and not before: a name can lead elsewhere from
/// one moment to the next.
package enum NetworkAddress {
    /// May anybody's program be reached there? Not inside this network, on this machine, or where nothing is.
    /// - Parameter bytes: four of IPv4 or sixteen of IPv6, in the order of the network.
    package static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: !closed.contains { $0.contains(bytes) }
        case 16: isPublicLong(bytes)
        default: false
        }
    }

    private static func isPublicLong(_ bytes: [UInt8]) -> Bool {
        // IPv4 in IPv6's clothes (RFC 4291, 2.5.5.2).
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
            return isPublic(Array(bytes[12...]))
        }
        // Only 2000::/3 is given out at all (RFC 4291, 2.4), and some of it is not for this.
        return bytes[0] & 0xe0 == 0x20 && !closedLong.contains { $0.contains(bytes) }
    }

    private struct Block {
        let start: [UInt8]
        let bits: Int

        func contains(_ bytes: [UInt8]) -> Bool {
            (0..<bits).allSatisfy { bit in
                let mask = UInt8(0x80) >> UInt8(bit % 8)
                return bytes[bit / 8] & mask == (bit / 8 < start.count ? start[bit / 8] : 0) & mask
            }
        }
    }

    /// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and what changed it), multicast and reserved space.
    private static let closed: [Block] = [
        Block(start: [0], bits: 8), Block(start: [10], bits: 8), Block(start: [100, 64], bits: 10),
        Block(start: [127], bits: 8), Block(start: [169, 254], bits: 16), Block(start: [172, 16], bits: 12),
        Block(start: [192, 0, 0], bits: 24), Block(start: [192, 0, 2], bits: 24),
        Block(start: [192, 88, 99], bits: 24), Block(start: [192, 168], bits: 16),
        Block(start: [198, 18], bits: 15), Block(start: [198, 51, 100], bits: 24),
        Block(start: [203, 0, 113], bits: 24), Block(start: [224], bits: 4), Block(start: [240], bits: 4),
    ]

    /// The same for IPv6: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4 address.
    private static let closedLong: [Block] = [
        Block(start: [0x20, 0x01, 0x00], bits: 23), Block(start: [0x20, 0x01, 0x0d, 0xb8], bits: 32),
        Block(start: [0x20, 0x02], bits: 16), Block(start: [0x3f, 0xff, 0x00], bits: 20),
    ]
}
