import Foundation
import HTTPTypes
import Hummingbird

/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
package struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Nil for what is none.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let bytes = IPAddress.bytes(of: String(parts[0])) else { return nil }
        let all = bytes.count * 8
        let bits = parts.count == 1 ? all : Int(parts[1])
        guard let bits, (0...all).contains(bits) else { return nil }
        self.bytes = bytes
        self.bits = bits
    }

    /// - Parameter address: as text; what is no address is in no range.
    package func holds(_ address: String) -> Bool {
        guard let other = IPAddress.bytes(of: address), other.count == bytes.count else { return false }
        return (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return bytes[bit / 8] & mask == other[bit / 8] & mask
        }
    }
}

enum IPAddress {
    /// 4 bytes or 16, in the order of the network; an address of IPv4 in the clothes of IPv6 is one of IPv4. Nil for
    /// what is no address.
    static func bytes(of text: String) -> [UInt8]? {
        let plain = String(text.prefix { $0 != "%" })
        var four = in_addr()
        if inet_pton(AF_INET, plain, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        var sixteen = in6_addr()
        guard inet_pton(AF_INET6, plain, &sixteen) == 1 else { return nil }
        let all = withUnsafeBytes(of: &sixteen) { Array($0) }
        let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xff && all[11] == 0xff
        return isMapped ? Array(all.suffix(4)) : all
    }
}

/// Where a request comes from, as far as one sender is told from another: an address, or of IPv6 the network of 64
/// bits, of which one sender has all.
struct Network: Sendable, Hashable {
    let text: String

    /// - Parameter address: what is no address stands for itself.
    init(of address: String) {
        guard let bytes = IPAddress.bytes(of: address) else {
            text = address
            return
        }
        text =
            bytes.count == 4
            ? bytes.map(String.init).joined(separator: ".")
            : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
}

/// From where somebody comes: the other end of the connection, or, where that is a proxy that is trusted, whom the
/// proxy names last in `X-Forwarded-For`. From anybody else that header means nothing.
struct ClientAddress: RouterMiddleware {
    let trusted: [AddressRange]

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let name = Self.forwardedFor {
            context.address = client(
                behind: context.address, forwardedFor: request.headers[values: name].joined(separator: ","))
        }
        return try await next(request, context)
    }

    func client(behind peer: String, forwardedFor header: String) -> String {
        var address = peer
        var before = header.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        while trusted.contains(where: { $0.holds(address) }), let named = before.popLast(),
            AddressRange(named) != nil, !named.contains("/")
        {
            address = named
        }
        return address
    }
}
