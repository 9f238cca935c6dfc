import HTTPTypes
import Values

/// What is wrong with a request as such, whatever it asks for.
enum ProgramProblem: Error, Sendable, Hashable {
    case keyNeeded
    case tooManyWrongKeys(seconds: Int)
    case tooMany(seconds: Int)
    /// The key does not let its program do that: one of these scopes would.
    case scopeMissing([String])
    case notAcceptable([String])
    case unsupportedType([String])
    case brokenJSON(String)
    case parameters([SchemaProblem])
    case body([SchemaProblem])
    case cursorBroken
    /// A step without the version that it is for.
    case versionNeeded
    /// It has moved since.
    case versionOld
}

extension ProgramProblem {
    var code: String {
        switch self {
        case .keyNeeded: "key.needed"
        case .tooManyWrongKeys: "key.too-many-wrong"
        case .tooMany: "rate.exceeded"
        case .scopeMissing: "key.scope-missing"
        case .notAcceptable: "request.not-acceptable"
        case .unsupportedType: "request.unsupported-type"
        case .brokenJSON: "request.broken-json"
        case .parameters: "request.parameters"
        case .body: "request.body"
        case .cursorBroken: "request.cursor-broken"
        case .versionNeeded: "version.needed"
        case .versionOld: "version.old"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .keyNeeded: .unauthorized
        case .tooManyWrongKeys, .tooMany: .tooManyRequests
        case .scopeMissing: .forbidden
        case .notAcceptable: .notAcceptable
        case .unsupportedType: .unsupportedMediaType
        case .brokenJSON, .parameters, .cursorBroken: .badRequest
        case .body: .unprocessableContent
        case .versionNeeded: .preconditionRequired
        case .versionOld: .preconditionFailed
        }
    }

    var detail: String {
        switch self {
        case .keyNeeded: "Send a key that counts as: Authorization: Bearer, then the key."
        case .tooManyWrongKeys(let seconds), .tooMany(let seconds): "Try again in \(seconds) seconds."
        case .scopeMissing(let scopes): "The key lacks the scope \(scopes.joined(separator: ", or "))."
        case .notAcceptable(let types): "This is answered as \(types.joined(separator: " or "))."
        case .unsupportedType(let types): "Send \(types.joined(separator: " or "))."
        case .brokenJSON(let words): "The body is no JSON: \(words)."
        case .parameters, .body: "See errors: each says where, and what is wrong there."
        case .cursorBroken: "Take the cursor from next of the page before, as it is."
        case .versionNeeded: "Read it, and send its ETag as If-Match."
        case .versionOld: "It has moved since you read it. Read it again."
        }
    }

    /// What each of them is about, for `errors`.
    var places: [(kind: String, SchemaProblem)] {
        switch self {
        case .parameters(let problems): problems.map { ("parameter", $0) }
        case .body(let problems):
            problems.map { ("pointer", SchemaProblem(pointer: JSONPointer.fragment($0.pointer), words: $0.words)) }
        case .cursorBroken: [("parameter", SchemaProblem(pointer: "cursor", words: "did not come from here"))]
        default: []
        }
    }
}
