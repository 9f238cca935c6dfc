import Baskets
import Identity
import Plans
import Values

/// What a holder has signed. Its parts, one per supplier, have lives of their own.
package struct Order: Sendable, Hashable {
    package typealias ID = Identifier<Order>

    package let id: ID
    /// What people say on the telephone.
    package let number: String
    package let holder: Holder.ID
    package let basket: Basket.ID
    package let plan: Plan.ID
    package let planVersion: Int
    package let signer: Person.ID
    package let authority: Authority.ID
    package let together: Together
    package let total: Money
    package let signedAt: Moment
    package let signature: Signature
    package private(set) var standing: OrderStanding

    /// What happens to the lines in the plan while others wait for approval.
    package enum Together: String, Sendable, CaseIterable, Codable {
        /// They go at once.
        case sendNow = "send_now"
        /// Nothing goes until everything is approved; if one part is not, none goes.
        case keepTogether = "keep_together"
    }

    package init(
        id: ID, number: String, holder: Holder.ID, basket: Basket.ID, plan: Plan.ID, planVersion: Int,
        signer: Person.ID, authority: Authority.ID, together: Together, total: Money, signedAt: Moment,
        signature: Signature, standing: OrderStanding
    ) {
        self.id = id
        self.number = number
        self.holder = holder
        self.basket = basket
        self.plan = plan
        self.planVersion = planVersion
        self.signer = signer
        self.authority = authority
        self.together = together
        self.total = total
        self.signedAt = signedAt
        self.signature = signature
        self.standing = standing
    }

    /// Ten signs without look-alikes, from the random end of the identifier: `7K3M9-2QXRT`.
    package static func number(for id: ID) -> String {
        let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let tail = id.text.utf8.filter { $0 != UInt8(ascii: "-") }.suffix(16)
        var value = tail.reduce(UInt64(0)) { $0 << 4 | UInt64(hexadecimal($1)) }
        var number: [Character] = []
        for position in 0..<10 {
            if position == 5 { number.append("-") }
            number.append(signs[Int(value & 31)])
            value >>= 5
        }
        return String(number.reversed())
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "a") ? byte - UInt8(ascii: "a") + 10 : byte &- UInt8(ascii: "0")
    }
}

/// The installation's signature over the order's canonical JSON.
package struct Signature: Sendable, Hashable {
    /// Canonical JSON (RFC 8785): exactly what was signed.
    package let document: String
    /// JWS with detached payload (RFC 7515, appendix F): `<header>..<signature>`.
    package let seal: String
    package let keyID: String

    package init(document: String, seal: String, keyID: String) {
        self.document = document
        self.seal = seal
        self.keyID = keyID
    }
}
