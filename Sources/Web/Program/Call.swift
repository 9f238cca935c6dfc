import HTTPTypes
import Hummingbird
import Identity
import Operations
import Values

/// One thing that a supplier's program can ask for: an address with a method. All that there are stand in `Calls.all`,
/// from which the routes, the OpenAPI document and the readable page are made.
struct Call: Sendable {
    enum Section: String, Sendable, CaseIterable {
        case orders = "Orders"
        case listings = "Listings"
        case invoices = "Invoices"
        case remittances = "Remittances"
        case webhooks = "Webhooks"
        case files = "Files and documents"
    }

    struct Parameter: Sendable {
        let name: String
        let schema: Schema
        let notes: String
    }

    /// What is sent with it.
    enum Body: Sendable {
        case json(Schema, example: JSONValue)
        /// Something else, that the call reads itself.
        case file(type: String, notes: String)

        var type: String {
            switch self {
            case .json: "application/json"
            case .file(let type, _): type
            }
        }
    }

    /// What is answered when it was done.
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let notes: String
        /// Nil for a file, or for nothing.
        var schema: Schema?
        var type: String? = "application/json"
        /// It tells in an `ETag` how the thing stands.
        var hasTag = false

        static let nothing = Answer(status: .noContent, notes: "It was done.", schema: nil, type: nil)

        static func json(_ schema: Schema, _ notes: String, status: HTTPResponse.Status = .ok) -> Answer {
            Answer(status: status, notes: notes, schema: schema)
        }

        /// One thing as it stands, with its `ETag`.
        static func thing(_ schema: Schema, _ notes: String, status: HTTPResponse.Status = .ok) -> Answer {
            Answer(status: status, notes: notes, schema: schema, hasTag: true)
        }

        /// It tells where the new thing is.
        var hasLocation: Bool { status == .accepted || status == .created && hasTag }

        static func file(_ type: String, _ notes: String) -> Answer {
            Answer(status: .ok, notes: notes, schema: nil, type: type)
        }
    }

    /// Whether what is changed has to be as the program has read it: not asked, where it says so, or always.
    enum Match: Sendable { case none, heeded, needed }

    let method: HTTPRequest.Method
    /// Below `/api/v1`: `/orders/{id}`.
    let path: String
    /// `operationId`.
    let name: String
    let section: Section
    let title: String
    var notes = ""
    /// Any of these will do.
    let scopes: [SupplierScope]
    /// These will do, too, where a file is sent.
    var fileScopes: [SupplierScope] = []
    /// What of the person's work the key lends it.
    let duties: Set<SupplierDuty>
    var query: [Parameter] = []
    /// One of these is sent; none means that nothing is.
    var bodies: [Body] = []
    let answers: [Answer]
    var match = Match.none
    /// What else it may be answered, besides what all are.
    var refusals: Set<Int> = []
    /// Where a problem of the domain's field stands in the body, where it is not called the same.
    var fields: [String: String] = [:]
    let handle: Handler

    enum Handler: Sendable {
        case json(@Sendable (ProgramInput) async throws -> ProgramReply)
        /// What is no JSON, is sent piece by piece, or may be a repeat.
        case outcome(@Sendable (ProgramInput) async throws -> ProgramOutcome)
    }
}

/// What a handler came to.
struct ProgramOutcome: Sendable {
    var response: Response
    /// The request came before, and nothing was done again.
    var isRepeat = false
}

extension Call {
    static let root = "/api/v1"

    /// As the router wants it.
    var route: String {
        Call.root + path.split(separator: "/").map { part in
            part.hasPrefix("{") ? "/:\(part.dropFirst().dropLast())" : "/\(part)"
        }.joined()
    }

    /// `id` and the like, in the order of the path.
    var places: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Whoever has it as it stands is answered 304.
    var takesKnownTag: Bool { method == .get && answers.contains(where: \.hasTag) }

    /// A request that comes twice has one effect.
    var takesRequestKey: Bool { method == .post }

    /// The scopes that will do for what is sent.
    func scopes(for type: String?) -> [SupplierScope] {
        type == "application/json" ? scopes : scopes + fileScopes
    }

    /// The shape of a list with the parameters of every list.
    static func page(of item: Schema, named name: String) -> Schema {
        Schema.object([
            "items": .list(of: item),
            "next": Schema.text(1...PageCursor.charactersMaximum).orNull
                .noted("The cursor of the next page; null at the end"),
        ]).named(name)
    }

    static let paging: [Parameter] = [
        Parameter(
            name: "limit", schema: .integer(1...100), notes: "How many at most; 25 where it is left out"),
        Parameter(
            name: "cursor", schema: .text(1...PageCursor.charactersMaximum),
            notes: "Where the page begins: `next` of the page before"),
    ]
}
