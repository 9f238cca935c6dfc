import HTTPTypes
import Identity
import Values

/// The table of calls as an OpenAPI 3.1 document.
enum OpenAPI {
    static let document: JSONValue = [
        "openapi": "3.1.0",
        "info": [
            "title": "Holdfast for suppliers’ programs", "version": "1",
            "description": """
                Everything that a supplier does on its pages about listings, orders, invoices, payments and webhooks. \
                Money is whole pence, moments are RFC 3339 in UTC, days are YYYY-MM-DD.
                """,
        ],
        "servers": [["url": .string(Call.root)]],
        "security": [["key": []]],
        "tags": .array(Call.Section.allCases.map { ["name": .string($0.rawValue)] }),
        "paths": .object(paths),
        "components": [
            "securitySchemes": [
                "key": [
                    "type": "http", "scheme": "bearer",
                    "description": "A key that somebody of the supplier’s team made on the page Keys for programs.",
                ]
            ],
            "schemas": .object(schemas.mapValues(\.drawing)),
            "headers": .object(headers),
        ],
    ]

    private static var paths: [String: JSONValue] {
        Dictionary(grouping: Calls.all, by: \.path).mapValues { calls in
            .object(
                Dictionary(
                    calls.map { ($0.method.rawValue.lowercased(), operation($0)) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    private static var schemas: [String: Schema] {
        var all = ProgramErrors.schema.named
        for call in Calls.all {
            for answer in call.answers { all.merge(answer.schema?.named ?? [:]) { first, _ in first } }
            for parameter in call.query { all.merge(parameter.schema.named) { first, _ in first } }
            for case .json(let schema, _) in call.bodies { all.merge(schema.named) { first, _ in first } }
        }
        // A name points to what it is, and not to itself.
        return all.mapValues { $0 }
    }

    private static func operation(_ call: Call) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(call.name), "summary": .string(call.title),
            "tags": [.string(call.section.rawValue)],
            "description": .string(
                ([call.notes] + ["Scope: \(call.scopeWords)."])
                    .filter { !$0.isEmpty }.joined(separator: "\n\n")),
            "parameters": .array(parameters(call)), "responses": .object(responses(call)),
        ]
        if !call.bodies.isEmpty { members["requestBody"] = body(call) }
        return .object(members)
    }

    private static func parameters(_ call: Call) -> [JSONValue] {
        let parameter = { (name: String, place: String, schema: Schema, notes: String, isRequired: Bool) -> JSONValue in
            [
                "name": .string(name), "in": .string(place), "required": .bool(isRequired),
                "description": .string(notes), "schema": schema.drawing,
            ]
        }
        var all = call.places.map { parameter($0, "path", .identifier, "Its identifier", true) }
        all += call.query.map { parameter($0.name, "query", $0.schema, $0.notes, false) }
        if call.takesRequestKey {
            all.append(
                parameter(
                    "Idempotency-Key", "header", Call.requestKey,
                    "A name of your own for this request: when it comes again, nothing is done again.",
                    false))
        }
        if call.match == .needed {
            all.append(parameter("If-Match", "header", EntityTag.header, "The ETag of what you have read.", true))
        } else if call.match == .heeded {
            all.append(
                parameter(
                    "If-Match", "header", EntityTag.header, "The ETag of what you have read, where it may not be old.",
                    false))
        }
        if call.takesKnownTag {
            all.append(
                parameter(
                    "If-None-Match", "header", EntityTag.known, "An ETag that you have: 304 where it is current.",
                    false))
        }
        return all
    }

    private static func body(_ call: Call) -> JSONValue {
        let contents = call.bodies.map { body -> (String, JSONValue) in
            switch body {
            case .json(let schema, let example): (body.type, ["schema": schema.drawing, "example": example])
            case .file(let type, let notes):
                (type, ["schema": ["type": "string", "description": .string(notes)]])
            }
        }
        return [
            "required": true, "content": .object(Dictionary(contents, uniquingKeysWith: { first, _ in first })),
        ]
    }

    private static func responses(_ call: Call) -> [String: JSONValue] {
        var all: [Int: [String: JSONValue]] = [:]
        for answer in call.answers {
            all[answer.status.code] = ["description": .string(answer.notes)]
            if let type = answer.type {
                let schema = answer.schema?.drawing ?? ["type": "string"]
                all[answer.status.code]?["content"] = .object([type: ["schema": schema]])
            }
        }
        if call.takesKnownTag { all[304] = ["description": "It is as you have it."] }
        for status in call.problems {
            let codes = ProgramCode.all.filter { $0.status == status }.map(\.title)
            all[status] = [
                "description": .string(codes.isEmpty ? "It was refused." : codes.joined(separator: "; ") + "."),
                "content": .object([ProgramErrors.type: ["schema": ProgramErrors.schema.drawing]]),
            ]
        }
        return Dictionary(
            all.map { status, members in
                (String(status), .object(members.merging(["headers": headers(of: call, status)]) { $1 }))
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func headers(of call: Call, _ status: Int) -> JSONValue {
        .object(
            Dictionary(
                ProgramHeader.allCases.filter { $0.belongs(to: call, status) }.map {
                    ($0.rawValue, ["$ref": .string("#/components/headers/\($0.rawValue)")])
                }, uniquingKeysWith: { first, _ in first }))
    }

    private static var headers: [String: JSONValue] {
        Dictionary(
            ProgramHeader.allCases.map {
                ($0.rawValue, ["description": .string($0.notes), "schema": $0.schema.drawing])
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension Call {
    /// Which scopes will do.
    var scopeWords: String {
        let words = { (scopes: [SupplierScope]) in scopes.map(\.rawValue).joined(separator: " or ") }
        return words(scopes) + (fileScopes.isEmpty ? "" : "; for a file also \(words(fileScopes))")
    }

    /// The statuses of all problems with which it may be answered.
    var problems: [Int] {
        // 503: nothing can be stored just now.
        var all: Set<Int> = [400, 401, 403, 429, 503]
        if !answers.compactMap(\.type).isEmpty { all.insert(406) }
        if !places.isEmpty { all.insert(404) }
        if !bodies.isEmpty { all.formUnion([413, 415, 422]) }
        if takesRequestKey { all.insert(422) }
        if match != .none { all.insert(412) }
        if match == .needed { all.insert(428) }
        return all.union(refusals).sorted()
    }
}
