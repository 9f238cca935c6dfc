import Values

extension Schema {
    /// As JSON Schema (2020-12), which OpenAPI 3.1 speaks. What has a name is pointed to.
    var drawing: JSONValue {
        var members = drawnKind
        if isNullable { Self.allowNull(&members) }
        if !notes.isEmpty { members["description"] = .string(notes) }
        return .object(members)
    }

    private static func allowNull(_ members: inout [String: JSONValue]) {
        switch (members["type"], members["enum"]) {
        case (.string(let type)?, let words):
            members["type"] = .array([.string(type), "null"])
            if case .array(let words)? = words { members["enum"] = .array(words + [.null]) }
        default:
            let only = JSONValue.object(members)
            members = ["anyOf": .array([only, ["type": "null"]])]
        }
    }

    private var drawnKind: [String: JSONValue] {
        switch kind {
        case .text(let length, let rule):
            var members: [String: JSONValue] = [
                "type": "string", "minLength": .integer(length.lowerBound), "maxLength": .integer(length.upperBound),
            ]
            members["pattern"] = rule.map { .string($0.pattern) }
            return members
        case .word(let words): return ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .integer(let range):
            return [
                "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
            ]
        case .flag: return ["type": "boolean"]
        case .moment:
            return [
                "type": "string", "format": "date-time",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$",
            ]
        case .day: return ["type": "string", "format": "date"]
        case .list(let schema, let count):
            var members: [String: JSONValue] = ["type": "array", "items": schema.drawing]
            if count.lowerBound > 0 { members["minItems"] = .integer(count.lowerBound) }
            if count.upperBound < Schema.most { members["maxItems"] = .integer(count.upperBound) }
            return members
        case .table(let schema):
            return [
                "type": "object", "additionalProperties": schema.drawing,
                "propertyNames": ["maxLength": .integer(Schema.nameMaximum)],
            ]
        case .object(let known):
            var members: [String: JSONValue] = [
                "type": "object", "additionalProperties": false,
                "properties": .object(
                    Dictionary(known.map { ($0.name, $0.schema.drawing) }, uniquingKeysWith: { first, _ in first })),
            ]
            let required = known.filter(\.isRequired).map { JSONValue.string($0.name) }
            if !required.isEmpty { members["required"] = .array(required) }
            return members
        case .named(let name, _): return ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    /// Everything in it that has a name, by name.
    var named: [String: Schema] {
        switch kind {
        case .named(let name, let schema): schema.named.merging([name: schema]) { first, _ in first }
        case .list(let schema, _), .table(let schema): schema.named
        case .object(let members):
            members.reduce(into: [:]) { all, member in all.merge(member.schema.named) { first, _ in first } }
        default: [:]
        }
    }
}
