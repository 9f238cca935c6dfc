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
    /// Of `If-Match`: what the program has read.
    let version: Int?
    let requestKey: String?

    static let bodyBytesMaximum = 256 * 1_024

    func place(_ name: String) -> String { places[name] ?? "" }
    func text(_ name: String) -> String? { query[name]?.text }
    func integer(_ name: String) -> Int? { query[name]?.integer }

    /// Reads from one moment.
    func look<Answer: Sendable>(_ body: @escaping @Sendable (Desk.Look) throws -> Answer) async throws -> Answer {
        try await front.desk.look(body)
    }

    /// Carries something out; a request that comes again is answered as the first time.
    func perform<Asked: Operation>(
        _ operation: Asked, telling: @escaping @Sendable (Desk.Look, Asked.Answer) throws -> ProgramReply
    ) async throws -> ProgramReply {
        do {
            return try await front.desk.perform(operation, as: principal, for: order, telling: telling)
        } catch where Stale.isVersion(error) && version != nil {
            throw ProgramProblem.versionOld(now: nil)
        }
    }

    var order: ProgramOrder {
        ProgramOrder(
            program: program, requestKey: requestKey, fingerprint: fingerprint, box: front.settings.routing.strongbox)
    }

    private var fingerprint: Digest {
        Digest(of: "\(request.method.rawValue)\n\(request.uri.string)\n\(type ?? "")\n\(body.canonical)")
    }

    /// - Throws: `ProgramProblem.versionOld` where it has moved since the program read it.
    func mustMatch(_ now: Int) throws(ProgramProblem) {
        if let version, version != now { throw .versionOld(now: now) }
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

extension ProgramReply {
    init(_ body: JSONValue, status: HTTPResponse.Status = .ok, headers: [String: String] = [:]) {
        self.init(
            status: status.code, headers: headers.merging(["Content-Type": "application/json"]) { first, _ in first },
            body: body.canonical)
    }

    /// With how it stands: the version, and what of it else may change.
    init(_ body: JSONValue, version: Int, status: HTTPResponse.Status = .ok, headers: [String: String] = [:]) {
        let tag = EntityTag(version: version, body: body)
        self.init(body, status: status, headers: headers.merging(["ETag": tag.text]) { first, _ in first })
    }

    static let nothing = ProgramReply(status: HTTPResponse.Status.noContent.code, body: "")
}

/// `"7.3f2a91bc"`: the version, and a digest of all that is told, of which some is not the thing's own (an address, a
/// name). What changes something looks at the version alone.
struct EntityTag: Sendable, Hashable {
    let text: String

    init(version: Int, body: JSONValue) {
        text = "\"\(version).\(Digest(of: body.canonicalBytes).text.prefix(12))\""
    }

    static let header = Schema.text(
        3...40, TextRule(pattern: "^\"[0-9]{1,9}(\\.[0-9a-f]{12})?\"$", words: "must be an ETag, as it was told") {
            EntityTag.version($0) != nil
        })

    /// Whatever a program has, of ours or not.
    static let known = Schema.text(0...400)

    /// The version in a tag, or nil where it is none of ours.
    static func version(_ text: String) -> Int? {
        guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let digits = Set("0123456789abcdef".utf8)
        guard parts.count <= 2, let first = parts.first, (1...9).contains(first.utf8.count),
            first.utf8.allSatisfy({ (48...57).contains($0) }),
            parts.count == 1 || parts[1].utf8.count == 12 && parts[1].utf8.allSatisfy(digits.contains)
        else { return nil }
        return Int(first)
    }
}
