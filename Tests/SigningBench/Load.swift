import Foundation
import Synchronization
import TestSupport
import TrialSupport

/// What a connection asks for.
enum Kind: String, CaseIterable {
    case validate, sign, answer, settle
}

/// What came of a run: times by kind, and everything that was not as it should be.
struct LoadResult: Sendable {
    var times: [Kind: Histogram] = [:]
    var refusals: [String: Int] = [:]

    mutating func add(_ other: LoadResult) {
        for (kind, histogram) in other.times { times[kind, default: Histogram()].add(histogram) }
        refusals.merge(other.refusals, uniquingKeysWith: +)
    }

    var count: Int { times.values.map(\.count).reduce(0, +) }
}

/// Requests over a number of connections, each asking again as soon as it is answered (a closed loop): what the times
/// say is how long an answer takes with so many at once, and nothing of arrivals at a fixed rate.
final class Load: Sendable {
    private let market: Market
    private let port: Int
    private let zipf: Zipf
    private let signed: Turns
    private let answered: Turns
    private let settled: Turns

    init(_ market: Market, port: Int) {
        self.market = market
        self.port = port
        zipf = Zipf(market.readers)
        (signed, answered, settled) = (Turns(), Turns(), Turns())
    }

    func run(connections: Int, seconds: Int, seed: UInt64) async -> LoadResult {
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds) * 1_000_000_000
        return await withTaskGroup(of: LoadResult.self) { group in
            for number in 0..<connections {
                group.addTask { [self] in
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread { [self] in
                            let one = Connection(self, random: SplitMix64(seed: seed &+ UInt64(number)))
                            continuation.resume(returning: one.run(until: end))
                        }
                    }
                }
            }
            return await group.reduce(into: LoadResult()) { $0.add($1) }
        }
    }

    /// One connection, which people share as browsers behind one proxy do.
    private final class Connection {
        private let load: Load
        private let client: WireClient
        private var random: SplitMix64
        private var result = LoadResult()
        private var tokens: [String: String] = [:]
        /// Signing looks at the basket first; these looks are among the 60 %.
        private var looksAhead = 0

        init(_ load: Load, random: SplitMix64) {
            self.load = load
            self.random = random
            client = WireClient(port: load.port)
        }

        func run(until end: UInt64) -> LoadResult {
            while DispatchTime.now().uptimeNanoseconds < end {
                do {
                    guard try step() else { break }
                } catch is ConnectionLost {
                    refuse("connection lost")
                } catch {
                    refuse("\(error)")
                }
            }
            return result
        }

        /// - Returns: false when nothing is left to do.
        private func step() throws -> Bool {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                if looksAhead > 0 { looksAhead -= 1 } else { try look(load.zipf.rank(using: &random)) }
                return true
            case 6..<8: return try sign()
            case 8: return try answer()
            default: return try settle()
            }
        }

        @discardableResult
        private func look(_ holder: Int) throws -> WireAnswer {
            try timed(.validate, expecting: 200) {
                try client.ask("GET", "/checkout", headers: cookie(Town.email(holder)))
            }
        }

        private func sign() throws -> Bool {
            let holder = load.market.signers.lowerBound + load.signed.take()
            guard load.market.signers.contains(holder) else { return false }
            let page = try look(holder)
            looksAhead += 1
            let hidden = Visitor.hidden(in: page.body, formTo: "/checkout/signature")
            try post(.sign, "/checkout/signature", hidden + [("password", Town.password)], Town.email(holder))
            return true
        }

        private func answer() throws -> Bool {
            let turn = load.answered.take()
            guard turn < load.market.toAnswer.count else { return false }
            let part = load.market.toAnswer[turn]
            let email = Town.staff(of: .init(part.supplier))
            let fields = [
                ("token", try token(email)), ("command", "answer-\(part.id)"), ("version", "\(part.version)"),
            ]
            try post(.answer, "/supplier/orders/\(part.id)/acceptance", fields, email)
            return true
        }

        private func settle() throws -> Bool {
            let turn = load.settled.take()
            let (parts, pays) = turn.isMultiple(of: 2)
                ? (load.market.toConfirm, false) : (load.market.toPay, true)
            guard turn / 2 < parts.count else { return false }
            let part = parts[turn / 2]
            if pays {
                let fields = [
                    ("token", try token(Town.clerk.text)), ("command", "pay-\(part.id)"), ("reference", "BACS-\(turn)"),
                ]
                try post(.settle, "/payments/\(part.id)", fields, Town.clerk.text)
            } else {
                let email = Town.email(part.holder)
                let fields = [
                    ("token", try token(email)), ("command", "confirm-\(part.id)"), ("version", "\(part.version)"),
                    ("for", Town.holder(part.holder).text),
                ]
                try post(.settle, "/orders/\(part.order)/parts/\(part.id)/receipt", fields, email)
            }
            return true
        }

        private func post(_ kind: Kind, _ path: String, _ fields: [(String, String)], _ email: String) throws {
            let headers = cookie(email) + [("Content-Type", "application/x-www-form-urlencoded")]
            let body = Visitor.encode(fields)
            _ = try timed(kind, expecting: 303) { try client.ask("POST", path, headers: headers, body: body) }
        }

        private func timed(_ kind: Kind, expecting status: Int, _ ask: () throws -> WireAnswer) throws -> WireAnswer {
            let watch = Stopwatch()
            let answer = try ask()
            if answer.status == status {
                result.times[kind, default: Histogram()].add(microseconds: watch.wall / 1_000)
            } else {
                refuse("\(kind.rawValue) \(answer.status)")
            }
            return answer
        }

        /// The token of somebody's forms, from the page of one; this look is not timed.
        private func token(_ email: String) throws -> String {
            if let known = tokens[email] { return known }
            let page = try client.ask("GET", "/acting-for", headers: cookie(email))
            let found = Visitor.hidden(in: page.body, formTo: "/sign-out").first { $0.0 == "token" }?.1 ?? ""
            tokens[email] = found
            return found
        }

        private func cookie(_ email: String) -> [(String, String)] { [("Cookie", load.market.cookies[email] ?? "")] }

        private func refuse(_ what: String) { result.refusals[what, default: 0] += 1 }
    }
}
