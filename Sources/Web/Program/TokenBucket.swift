import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Storage
import Synchronization
import Values

/// How many requests may come: so many in a minute, all at once if need be, and then again one by one. The time is
/// handed in.
struct TokenBucket: Sendable, Hashable {
    let perMinute: Int
    /// When it is full again, microseconds since 1970.
    private(set) var fullAt: Int

    struct Verdict: Sendable, Hashable {
        let isAllowed: Bool
        /// How many more may come at once.
        let remaining: Int
        /// Until another may come, or until it is full.
        let seconds: Int
    }

    init(perMinute: Int) {
        self.perMinute = perMinute
        fullAt = 0
    }

    static let minute = 60_000_000

    mutating func take(at now: Moment) -> Verdict {
        let now = now.milliseconds * 1_000
        let interval = Self.minute / perMinute
        let next = max(fullAt, now) + interval
        guard next - now <= Self.minute else {
            return Verdict(isAllowed: false, remaining: 0, seconds: Self.seconds(next - now - Self.minute))
        }
        fullAt = next
        return Verdict(
            isAllowed: true, remaining: (Self.minute - (next - now)) / interval, seconds: Self.seconds(next - now))
    }

    func isFull(at now: Moment) -> Bool { fullAt <= now.milliseconds * 1_000 }

    private static func seconds(_ microseconds: Int) -> Int { max(1, (microseconds + 999_999) / 1_000_000) }
}

/// The buckets of all that come, in memory: a start of the program fills them.
final class TokenBuckets: Sendable {
    let perMinute: Int
    private let buckets = Mutex<[String: TokenBucket]>([:])

    /// Above so many, those that are full are forgotten: they are as if they had never come.
    private static let most = 10_000

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    func take(_ name: String, at now: Moment) -> TokenBucket.Verdict {
        buckets.withLock { all in
            if all.count >= Self.most { all = all.filter { !$0.value.isFull(at: now) } }
            return all[name, default: TokenBucket(perMinute: perMinute)].take(at: now)
        }
    }
}

/// How often suppliers' programs may come.
package struct ProgramLimits: Sendable {
    /// Requests of one key in a minute.
    package let perMinute: Int
    /// Wrong keys from one address in a minute, so that guessing is slow.
    package let wrongPerMinute: Int

    package init(perMinute: Int = 600, wrongPerMinute: Int = 60) {
        self.perMinute = perMinute
        self.wrongPerMinute = wrongPerMinute
    }
}

/// Who stands at the door of the programs.
struct ProgramGate: Sendable {
    let known: TokenBuckets
    let unknown: TokenBuckets

    init(_ limits: ProgramLimits) {
        known = TokenBuckets(perMinute: limits.perMinute)
        unknown = TokenBuckets(perMinute: limits.wrongPerMinute)
    }
}

extension Front {
    /// Each request of a program takes one of its key's, whatever it asks for and whatever comes of it.
    func counted(
        _ request: Request, _ context: VisitorContext, _ next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard let key = context.visit.program?.key.id else { return try await next(request, context) }
        let verdict = gate.known.take(key.text, at: desk.now)
        var response: Response
        do {
            guard verdict.isAllowed else { throw ProgramProblem.tooMany(seconds: verdict.seconds) }
            response = try await next(request, context)
        } catch {
            response = ProgramErrors(front: self).response(
                to: error, logger: context.logger, route: context.endpointPath, reference: context.id)
        }
        // draft-ietf-httpapi-ratelimit-headers-10
        response.headers[.rateLimitPolicy] = "\"key\";q=\(gate.known.perMinute);w=60"
        response.headers[.rateLimit] = "\"key\";r=\(verdict.remaining);t=\(verdict.seconds)"
        return response
    }
}
