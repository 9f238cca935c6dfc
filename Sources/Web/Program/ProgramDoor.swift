import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Operations
import Values

/// Where programs come in: looks at each request as its call describes it, before the handler sees any of it, and at
/// each answer once more.
struct ProgramDoor: Sendable {
    let front: Front
    let call: Call

    func answer(_ request: Request, _ context: ProgramContext) async -> Response {
        do {
            let outcome = try await admitted(request, context)
            var response = outcome.response
            if outcome.isRepeat { response.headers[.idempotencyReplayed] = "true" }
            return call.takesKnownTag ? Self.unlessKnown(response, request) : response
        } catch {
            return ProgramErrors(front: front).response(
                to: error, of: call, logger: context.logger, route: context.endpointPath,
                reference: context.id)
        }
    }

    private func admitted(_ request: Request, _ context: ProgramContext) async throws -> ProgramOutcome {
        let (program, scopes) = (context.program, context.program.key.scopes)
        let type = call.type(of: request)
        let wanted = call.scopes(for: type ?? call.bodies.first?.type)
        guard wanted.contains(where: scopes.allows) else { throw ProgramProblem.scopeMissing(wanted.map(\.rawValue)) }
        // Of several scopes that will do, only those that the key has lend their duties.
        let lent = call.duties.isEmpty
            ? wanted.filter(scopes.allows).reduce(into: []) { $0.formUnion($1.duties) } : call.duties
        for duty in call.duties.sorted(by: { $0.rawValue < $1.rawValue }) { try program.principal.must(duty) }
        try mustAccept(request)
        if type == nil, !call.bodies.isEmpty { throw ProgramProblem.unsupportedType(call.bodies.map(\.type)) }
        let (query, requestKey, seen) = try parameters(of: request)
        let input = ProgramInput(
            front: front, program: program, principal: program.principal.lending(lent), supplier: context.supplier,
            request: request, path: request.uri.path,
            places: Dictionary(
                call.places.map { ($0, context.parameters.get($0) ?? "") }, uniquingKeysWith: { first, _ in first }),
            query: query, body: try await body(of: request, type), type: type, seen: seen, requestKey: requestKey)
        return switch call.handle {
        case .outcome(let handle): try await handle(input)
        case .json(let handle): ProgramOutcome(response: try await handle(input).response)
        }
    }

    /// 304 to whoever has it already.
    private static func unlessKnown(_ response: Response, _ request: Request) -> Response {
        guard let tag = response.headers[.eTag], let known = request.headers[.ifNoneMatch] else { return response }
        let tags = known.split(separator: ",").map { part in
            let tag = part.trimming(" \t")
            return tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
        }
        guard tags.contains(tag) || tags == ["*"] else { return response }
        return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-store"])
    }

    // MARK: - What the request says of itself

    private func mustAccept(_ request: Request) throws(ProgramProblem) {
        let types = call.answers.compactMap(\.type)
        guard let accepted = request.headers[.accept], !types.isEmpty else { return }
        let ranges = accepted.lowercased().split(separator: ",").compactMap { part -> String? in
            let pieces = part.split(separator: ";").map { $0.trimming(" \t") }
            let isNot = pieces.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
            return isNot ? nil : pieces.first
        }
        let isAccepted = ranges.contains { range in
            types.contains { type in
                range == "*/*" || range == type
                    || range.hasSuffix("/*") && type.hasPrefix(range.dropLast())
            }
        }
        guard isAccepted else { throw .notAcceptable(types) }
    }

    private func body(of request: Request, _ type: String?) async throws -> JSONValue {
        guard let body = call.bodies.first(where: { $0.type == type }), case .json(let schema, _) = body
        else { return .null }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: ProgramInput.bodyBytesMaximum)
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge)
        } catch {
            throw HTTPError(.badRequest)
        }
        do {
            let text = try JSONText(Array(buffer.readableBytesView))
            let problems = schema.problems(of: text.value, otherNumbers: text.otherNumbers)
            guard problems.isEmpty else { throw ProgramProblem.body(problems) }
            return text.value
        } catch let problem as JSONProblem {
            throw ProgramProblem.brokenJSON("at byte \(problem.position + 1), \(problem.words)")
        }
    }

    private func parameters(
        of request: Request
    ) throws(ProgramProblem) -> (query: [String: JSONValue], requestKey: String?, seen: String?) {
        var problems: [SchemaProblem] = []
        let query = Self.query(of: request, call.query, &problems)
        var requestKey: String?
        if call.takesRequestKey, let sent = request.headers[.idempotencyKey] {
            problems += Call.requestKey.problems(of: .string(sent), at: "Idempotency-Key")
            requestKey = sent
        }
        let seen = call.match == .none ? nil : request.headers[.ifMatch]
        if call.match == .needed, seen == nil { throw .versionNeeded }
        if let seen { problems += EntityTag.header.problems(of: .string(seen), at: "If-Match") }
        if call.takesKnownTag, let sent = request.headers[.ifNoneMatch] {
            problems += EntityTag.known.problems(of: .string(sent), at: "If-None-Match")
        }
        guard problems.isEmpty else { throw .parameters(problems) }
        return (query, requestKey, seen)
    }

    private static func query(
        of request: Request, _ known: [Call.Parameter], _ problems: inout [SchemaProblem]
    ) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        for (name, text) in request.uri.queryParameters {
            let name = String(name)
            guard let parameter = known.first(where: { $0.name == name }) else {
                let shown = String(name.unicodeScalars.prefix(Schema.nameMaximum))
                problems.append(SchemaProblem(pointer: shown, words: "is no parameter of this"))
                continue
            }
            guard found[name] == nil else {
                problems.append(SchemaProblem(pointer: name, words: "stands there twice"))
                continue
            }
            let value = parameter.schema.typed(String(text))
            problems += parameter.schema.problems(of: value, at: name)
            found[name] = value
        }
        return found
    }
}

extension Schema {
    /// A text of an address as the value that it stands for.
    fileprivate func typed(_ text: String) -> JSONValue {
        guard case .integer = kind, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
            number <= Schema.most
        else { return .string(text) }
        return .integer(number)
    }
}

extension Call.Body {
    func takes(_ type: String) -> Bool { type == self.type || type == "text/xml" && self.type == "application/xml" }
}

extension Call {
    /// The type of what is sent, one of the call's; nil where it is none of them.
    fileprivate func type(of request: Request) -> String? {
        let sent = (request.headers[.contentType] ?? "").lowercased().split(separator: ";").map { $0.trimming(" \t") }
        let isText = sent.dropFirst().allSatisfy {
            !$0.hasPrefix("charset=") || $0.replacing("\"", with: "") == "charset=utf-8"
        }
        guard let type = sent.first, isText || type != "application/json" else { return nil }
        return bodies.first { $0.takes(type) }?.type
    }

    static let requestKey = Schema.text(
        1...255, TextRule(pattern: "^[!-~]+$", words: "must be of letters, digits and signs without blanks") { text in
            text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        })
}

extension StringProtocol {
    fileprivate func trimming(_ signs: String) -> String {
        var rest = self[...]
        while let first = rest.first, signs.contains(first) { rest.removeFirst() }
        while let last = rest.last, signs.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
