import HTTPTypes
import Values

/// The headers with which programs are answered: sent as it is said here, and described so.
enum ProgramHeader: String, Sendable, CaseIterable {
    case rateLimit = "RateLimit"
    case rateLimitPolicy = "RateLimit-Policy"
    case tag = "ETag"
    case location = "Location"
    case link = "Link"
    case repeated = "Idempotency-Replayed"
    case retryAfter = "Retry-After"
    case authenticate = "WWW-Authenticate"
    case fileName = "Content-Disposition"

    var notes: String {
        switch self {
        case .rateLimit: "How many requests are left (r), and after how many seconds all are again (t)."
        case .rateLimitPolicy: "How many requests a key has (q) in how many seconds (w)."
        case .tag: "How it stands: send it as If-Match with what changes it, or as If-None-Match to read what is new."
        case .location: "Where what is new can be read."
        case .link: "The next page, with rel=next; none on the last."
        case .repeated: "Of a request that came before: nothing was done again, and it is told how things stand now."
        case .retryAfter: "In how many seconds it may be tried again."
        case .authenticate: "How a key is sent."
        case .fileName: "What the file is called."
        }
    }

    var schema: Schema {
        switch self {
        case .tag: EntityTag.header
        case .retryAfter: .count
        case .repeated: .words(["true"])
        default: .text(1...4_000)
        }
    }

    /// Whether a call may send it with a status.
    func belongs(to call: Call, _ status: Int) -> Bool {
        let answer = call.answers.first { $0.status.code == status }
        return switch self {
        // Whoever has no key has no number of requests.
        case .rateLimit, .rateLimitPolicy: status != 401
        case .tag: answer?.hasTag ?? (status == 304)
        case .location: answer?.hasLocation ?? false
        case .link: answer != nil && call.query.contains { $0.name == "cursor" }
        case .repeated: answer != nil && call.takesRequestKey
        case .retryAfter: status == 429 || status == 503
        case .authenticate: status == 401
        case .fileName: answer?.type == "text/csv"
        }
    }

    /// Whether it is there each time where it belongs. Before a key is known no requests are counted.
    func isCertain(_ status: Int) -> Bool {
        switch self {
        case .link, .repeated: false
        case .rateLimit, .rateLimitPolicy: status != 429 && status != 503
        default: true
        }
    }
}
