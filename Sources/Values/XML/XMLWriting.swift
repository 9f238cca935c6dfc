extension XMLElement {
    /// The document as UTF-8 (XML 1.0), indented: what is text stays text, by construction.
    /// - Parameter prefixes: by namespace; what has none here is declared where it stands.
    package func document(prefixes: [String: String] = [:]) -> [UInt8] {
        var writer = XMLWriter(prefixes: prefixes)
        writer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        writer.write(self, in: nil, depth: 0)
        return writer.bytes
    }
}

/// Appends elements and escaped text to one buffer.
private struct XMLWriter {
    let prefixes: [String: String]
    var bytes: [UInt8] = []

    init(prefixes: [String: String]) {
        self.prefixes = prefixes
    }

    mutating func append(_ text: String) { bytes += Array(text.utf8) }

    /// - Parameter outer: the namespace of names without a prefix; nil at the root.
    mutating func write(_ element: XMLElement, in outer: String?, depth: Int) {
        append(String(repeating: "  ", count: depth))
        let prefix = prefixes[element.space]
        let name = prefix.map { "\($0):\(element.name)" } ?? element.name
        append("<\(name)")
        let isNew = prefix == nil && element.space != (outer ?? "")
        if isNew { attribute("xmlns", element.space) }
        if outer == nil {
            for (space, prefix) in prefixes.sorted(by: { $0.value < $1.value }) { attribute("xmlns:\(prefix)", space) }
        }
        for (key, value) in element.attributes.sorted(by: { $0.key < $1.key }) { attribute(key, value) }
        if element.children.isEmpty {
            if element.text.isEmpty { return append("/>\n") }
            append(">")
            escape(element.text, inAttribute: false)
        } else {
            append(">\n")
            let inner = prefix == nil ? element.space : outer ?? ""
            for child in element.children { write(child, in: inner, depth: depth + 1) }
            append(String(repeating: "  ", count: depth))
        }
        append("</\(name)>\n")
    }

    private mutating func attribute(_ name: String, _ value: String) {
        append(" \(name)=\"")
        escape(value, inAttribute: true)
        append("\"")
    }

    /// Looks at scalars, never at Characters: a quote followed by a combining mark is one Character that is not equal
    /// to a quote. What XML 1.0 cannot hold (2.2) is left out; what a reader would change (2.11, 3.3.3) is written as a
    /// reference.
    private mutating func escape(_ text: String, inAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "&": append("&amp;")
            case "\"": append("&quot;")
            case "\r": append("&#13;")
            case "\n" where inAttribute: append("&#10;")
            case "\t" where inAttribute: append("&#9;")
            case "\n", "\t": bytes.append(UInt8(scalar.value))
            default: if XMLWriter.mayStand(scalar) { bytes += Array(String(scalar).utf8) }
            }
        }
    }

    private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xfffe && scalar.value != 0xffff
    }
}
