extension HTML {
    /// The page as UTF-8, ready to be sent.
    package var bytes: [UInt8] {
        var writer = Writer()
        writer.write(node)
        return writer.buffer.bytes
    }

    /// The page as text, for tests and letters.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

/// Walks the tree once and appends to one buffer.
struct Writer: ~Copyable {
    var buffer = Buffer()

    mutating func write(_ node: borrowing HTML.Node) {
        switch node {
        case .empty: break
        case .text(let text): escape(text)
        case .number(let number): append(number: number)
        case .trusted(let literal): append(literal)
        case .row(let parts):
            parts.withUnsafeBufferPointer { parts in
                for index in parts.indices { write(parts[index].node) }
            }
        case .element(.closed(let name, let attributes, let content)):
            open(name, attributes)
            write(content)
            append("</")
            append(name)
            buffer.append(UInt8(ascii: ">"))
        case .element(.void(let name, let attributes)):
            open(name, attributes)
        }
    }

    private mutating func open(_ name: StaticString, _ attributes: borrowing [Attribute]) {
        buffer.append(UInt8(ascii: "<"))
        append(name)
        attributes.withUnsafeBufferPointer { attributes in
            for index in attributes.indices { write(attributes[index].name, attributes[index].value) }
        }
        buffer.append(UInt8(ascii: ">"))
    }

    private mutating func write(_ name: StaticString, _ value: borrowing Attribute.Value) {
        switch value {
        case .absent: return
        case .present:
            buffer.append(UInt8(ascii: " "))
            append(name)
        case .text(let text):
            beginValue(of: name)
            escape(text)
            buffer.append(UInt8(ascii: "\""))
        case .number(let number):
            beginValue(of: name)
            append(number: number)
            buffer.append(UInt8(ascii: "\""))
        }
    }

    private mutating func beginValue(of name: StaticString) {
        buffer.append(UInt8(ascii: " "))
        append(name)
        append("=\"")
    }

    mutating func append(_ literal: StaticString) {
        buffer.append(literal.utf8Start, count: literal.utf8CodeUnitCount)
    }

    private mutating func append(number: Int) {
        for byte in String(number).utf8 { buffer.append(byte) }
    }
}
