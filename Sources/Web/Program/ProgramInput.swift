import Catalogue
import Cryptography
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Operations
import Storage
import Values

/// A request of a program, checked against its call: the handler is given nothing that the table does not describe.
struct ProgramInput: Sendable {
    let front: Front
    let program: Program
    /// Acts with the duties of the call, and no others.
    let principal: Principal
    let supplier: Supplier.ID
    let request: Request
    let path: String
    let places: [String: String]
    let query: [String: JSONValue]
    /// `.null` where a file comes, or nothing.
    let body: JSONValue
    /// The type that was sent, one of the call's.
    let type: String?
    /// Of `If-Match`: how what is changed stood when the program read it.
    let seen: String?
    let requestKey: String?

    static let bodyBytesMaximum = 256 * 1_024

    func place(_ name: String) -> String { places[name] ?? "" }
    func text(_ name: String) -> String? { query[name]?.text }
    func integer(_ name: String) -> Int? { query[name]?.integer }

    /// Reads from one moment.
    func look<Answer: Sendable>(_ body: @escaping @Sendable (Desk.Look) throws -> Answer) async throws -> Answer {
        try await front.desk.look(body)
    }

    /// The version of what the program has read.
    var version: Int? { seen.flatMap(EntityTag.version) }

    /// - Parameter now: how it stands.
    /// - Throws: `ProgramProblem.versionOld` where it has moved since the program read it.
    func mustMatch(_ now: ProgramReply) throws(ProgramProblem) {
        if let seen, now.tag != seen { throw .versionOld }
    }

    fileprivate var asked: ProgramRequest {
        let parts = [request.method.rawValue, request.uri.string, type ?? "", body.canonical]
        return ProgramRequest(
            program: program, name: requestKey, fingerprint: Digest(of: parts.joined(separator: "\n")))
    }
}

extension Call.Handler {
    /// Carries something out. A request that comes again has no effect, and is told how things stand now.
    /// - Parameters:
    ///   - asked: what the request means as things stand; it refuses what has moved since the program read it.
    ///   - telling: about what came of it.
    static func change<Asked: Operation>(
        _ asked: @escaping @Sendable (ProgramInput, Desk.Look) throws -> Asked,
        telling: @escaping @Sendable (ProgramInput, Desk.Look, Asked.Answer) throws -> ProgramReply
    ) -> Call.Handler { .outcome(changing(asked, telling: telling)) }

    /// The same, for a call that can do something else as well.
    static func changing<Asked: Operation>(
        _ asked: @escaping @Sendable (ProgramInput, Desk.Look) throws -> Asked,
        telling: @escaping @Sendable (ProgramInput, Desk.Look, Asked.Answer) throws -> ProgramReply
    ) -> @Sendable (ProgramInput) async throws -> ProgramOutcome {
        { input in
            let (desk, request) = (input.front.desk, input.asked)
            var done = try await desk.known(request).map { Performed(answer: Asked.Answer($0), isRepeat: true) }
            if done == nil {
                do {
                    let operation = try await input.look { try asked(input, $0) }
                    done = try await desk.perform(operation, as: input.principal, for: request)
                } catch {
                    // The same request may have been carried out meanwhile: what is in the way is its own effect.
                    guard let known = try await desk.known(request) else { throw input.told(error) }
                    done = Performed(answer: Asked.Answer(known), isRepeat: true)
                }
            }
            guard let done else { throw NotFound() }
            let reply = try await input.look { try telling(input, $0, done.answer) }
            return ProgramOutcome(response: reply.response, isRepeat: done.isRepeat)
        }
    }
}

extension ProgramInput {
    /// Somebody was quicker than a program that has said what it has read.
    fileprivate func told(_ error: any Error) -> any Error {
        seen != nil && Stale.isVersion(error) ? ProgramProblem.versionOld : error
    }
}

extension JSONValue {
    var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }

    /// A text as people type it, made fit to keep; empty where there is none.
    func tidy(_ member: String) -> String { Text.tidy(self[member]?.text ?? "") }
}

/// What a program is answered, before it becomes a response.
struct ProgramReply: Sendable, Hashable {
    let status: HTTPResponse.Status
    var headers: HTTPFields
    let body: String

    init(_ body: JSONValue, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        self.init(status: status, headers: headers, body: body.canonical)
        self.headers[.contentType] = "application/json"
    }

    /// One thing as it stands.
    /// - Parameters:
    ///   - once: what is told besides, in this answer alone.
    ///   - address: of what is new.
    init(
        _ thing: JSONValue, version: Int, once: [String: JSONValue] = [:], status: HTTPResponse.Status = .ok,
        at address: String? = nil
    ) {
        var told = thing
        if case .object(let members) = thing { told = .object(members.merging(once) { $1 }) }
        self.init(told, status: status)
        headers[.eTag] = EntityTag(version: version, body: thing).text
        headers[.location] = address.map { Call.root + $0 }
    }

    private init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    static let nothing = ProgramReply(status: .noContent, body: "")

    var tag: String? { headers[.eTag] }

    var response: Response {
        var headers = headers
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers,
            body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(string: body)))
    }
}

/// `"7.3f2a91bc4d5e"`: the version, and a digest of all that is told, of which some moves without a new version (stock
/// that is sold, an address). It is compared as a whole, so that nothing is changed that its program has not seen.
struct EntityTag: Sendable, Hashable {
    let text: String

    init(version: Int, body: JSONValue) {
        text = "\"\(version).\(Digest(of: body.canonicalBytes).text.prefix(12))\""
    }

    static let header = Schema.text(
        16...24, TextRule(pattern: "^\"[0-9]{1,9}\\.[0-9a-f]{12}\"$", words: "must be an ETag, as it was told") {
            EntityTag.version($0) != nil
        })

    /// Whatever a program has, of ours or not.
    static let known = Schema.text(0...400)

    /// The version in a tag, or nil where it is none of ours.
    static func version(_ text: String) -> Int? {
        guard text.utf8.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let digits = Set("0123456789abcdef".utf8)
        guard parts.count == 2, (1...9).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
            parts[1].utf8.count == 12, parts[1].utf8.allSatisfy(digits.contains)
        else { return nil }
        return Int(parts[0])
    }
}
