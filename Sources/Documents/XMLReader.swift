import CLibXML2
import Values

/// Reads a data document that somebody else has written. It holds nothing but elements, attributes and text: there is
/// no document type, so nothing to expand and nothing to fetch; and there are limits for size, depth and number.
package enum XMLReader {
    /// Half a thousand lines of an order take some 700 kB.
    package static let bytesMaximum = 5 << 20
    package static let depthMaximum = 64
    package static let elementsMaximum = 200_000

    /// - Throws: `XMLProblem`; nothing of the document has been understood then.
    package static func read(_ bytes: [UInt8]) throws(XMLProblem) -> XMLElement {
        guard bytes.count <= bytesMaximum else { throw .tooLarge(most: bytesMaximum) }
        try mustBeDecodable(bytes)
        begin
        let tree = XMLTree()
        feed(bytes, to: tree)
        if let problem = tree.problem { throw problem }
        guard let root = tree.root else { throw .malformed(line: 1, words: "there is no element") }
        return root
    }

    /// Once, before any thread reads.
    private static let begin: Void = xmlInitParser()

    private static func feed(_ bytes: [UInt8], to tree: XMLTree) {
        var handler = XMLTree.handler
        let context = xmlCreatePushParserCtxt(
            &handler, Unmanaged.passUnretained(tree).toOpaque(), nil, 0, nil)
        guard let context else { return tree.fail(.malformed(line: 1, words: "no memory")) }
        defer { xmlFreeParserCtxt(context) }
        // Only the five entities that XML itself has can be replaced: without a document type there are no others.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
        tree.context = context
        bytes.withUnsafeBytes { buffer in
            let start = buffer.bindMemory(to: CChar.self).baseAddress
            var offset = 0
            while offset < buffer.count, tree.problem == nil {
                let count = min(64 << 10, buffer.count - offset)
                xmlParseChunk(context, start.map { $0 + offset }, Int32(count), 0)
                offset += count
            }
        }
        if tree.problem == nil { xmlParseChunk(context, nil, 0, 1) }
        if tree.problem == nil, context.pointee.wellFormed == 0 {
            tree.fail(.malformed(line: 1, words: "it is not well-formed"))
        }
    }

    /// What a document says of its own encoding is asked before anything is decoded: UTF-8, UTF-16, or ISO 8859-1,
    /// which some of the published examples use.
    private static func mustBeDecodable(_ bytes: [UInt8]) throws(XMLProblem) {
        let isWide = bytes.starts(with: [0xff, 0xfe, 0, 0]) || bytes.starts(with: [0, 0, 0xfe, 0xff])
        guard !isWide else { throw .encoding("UTF-32") }
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return }
        let head = bytes.prefix(300)
        guard !head.contains(0) else { throw .encoding("unknown") }
        guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        guard let place = declaration.range(of: "encoding") else { return }
        let value = declaration[place.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\n" || $0 == "\t" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return }
        let name = value.dropFirst().prefix { $0 != quote }
        guard ["utf-8", "us-ascii", "iso-8859-1"].contains(name.lowercased()) else { throw .encoding(String(name)) }
    }
}

extension String {
    /// Where another text stands first in this one.
    fileprivate func range(of wanted: String) -> Range<Substring.Index>? { ranges(of: wanted).first }
}
