import Foundation
import Identity
import Operations
import Orders
import Relational
import SQLiteDriver
import Storage
import TrialSupport
import Values

/// What the load of the HTTP bench is made of, prepared before the server starts: people with a session, baskets to
/// sign, orders to answer, deliveries to confirm, and payments to record.
struct Market: Sendable {
    /// A part of an order, with whose it is.
    struct Part: Sendable {
        let id: String
        let order: String
        let holder: Int
        let supplier: String
        /// What a browser that was shown it sends back.
        let version: Int
    }

    let town: Town
    /// Who only look at their baskets; the first of them do so most.
    let readers: Int
    /// Who sign theirs, each once.
    let signers: Range<Int>
    let toAnswer: [Part]
    let toConfirm: [Part]
    let toPay: [Part]
    /// The cookie of each person, by e-mail address.
    let cookies: [String: String]

    /// - Parameters:
    ///   - readers: the first of the town's holders.
    ///   - settlers: the last of them; each has signed an order of three parts, one in each state.
    init(_ town: Town, readers: Int, settlers: Int) async throws {
        self.town = town
        self.readers = readers
        signers = readers..<town.holders - settlers
        let database = try Town.open(town.path)
        let desk = try Town.desk(database)
        var parts: [[Part]] = [[], [], []]
        for number in town.holders - settlers..<town.holders {
            for (index, part) in try await Market.order(of: number, desk).enumerated() { parts[index].append(part) }
        }
        (toAnswer, toConfirm, toPay) = (parts[0], parts[1], parts[2])
        var cookies: [String: String] = [:]
        let staff = Set(town.wares.map(\.supplier)).map(Town.staff)
        for email in (0..<town.holders).map(Town.email) + staff + [Town.clerk.text] {
            let session = try await desk.signIn(email: email, password: Town.password)
            guard let session else { throw TrialFailure("\(email) cannot sign in") }
            cookies[email] = "holdfast=\(session.secret)"
        }
        self.cookies = cookies
        try database.close()
    }

    /// Signs somebody's basket: its first part stays sent, the second is delivered, the third confirmed.
    private static func order(of number: Int, _ desk: Desk) async throws -> [Part] {
        let holder = try await principal(Town.email(number), holder: number, desk)
        guard let authority = holder.authority else { throw NotFound() }
        let shown = try await desk.look { look in
            try Checkout(
                of: authority.holder, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot
            )?.declaration.digest
        }
        guard let shown else { throw TrialFailure("\(number) has nothing to sign") }
        let order = try await desk.perform(
            SignOrder(declaration: shown, together: .sendNow, requests: [:]), as: holder, key: "made-\(number)")
        let parts = try await desk.look { try $0.snapshot.supplierOrders.list(of: order) }
        for (index, part) in parts.enumerated() where index > 0 {
            let staff = try await principal(Town.staff(of: part.supplier), holder: nil, desk)
            _ = try await desk.perform(AcceptOrder(part: part.id), as: staff, key: "accept-\(part.id)")
            _ = try await desk.perform(DeliverOrder(part: part.id), as: staff, key: "deliver-\(part.id)")
            if index == 2 {
                _ = try await desk.perform(ConfirmDelivery(part: part.id), as: holder, key: "confirm-\(part.id)")
            }
        }
        return try await desk.look { try $0.snapshot.supplierOrders.list(of: order) }.map {
            Part(
                id: $0.id.text, order: order.text, holder: number, supplier: $0.supplier.text, version: $0.version)
        }
    }

    private static func principal(_ email: String, holder: Int?, _ desk: Desk) async throws -> Principal {
        try await desk.look { look in
            guard let person = try look.snapshot.people.find(email: try EmailAddress(email)) else { throw NotFound() }
            return try Desk.principal(person, holder: holder.map(Town.holder), on: look.today, in: look.snapshot)
        }
    }
}

/// Ranks of which the first comes up most (Zipf with exponent 1), as a few people of many do most.
struct Zipf {
    private var sums: [Int] = []

    init(_ count: Int) {
        var sum = 0
        for rank in 1...count {
            sum += 1_000_000 / rank
            sums.append(sum)
        }
    }

    func rank(using random: inout some RandomNumberGenerator) -> Int {
        let wanted = Int.random(in: 0..<(sums.last ?? 1), using: &random)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
