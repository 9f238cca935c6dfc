import Documents
import Testing
import TestSupport
import Values

/// What others send: read into plain values, or refused before anything in it is understood.
@Suite("XML of others") struct XMLReaderTests {
    private static func read(_ text: String) throws -> XMLElement { try XMLReader.read(Array(text.utf8)) }

    private static func problem(_ bytes: [UInt8]) -> String {
        do {
            _ = try XMLReader.read(bytes)
            return "taken"
        } catch {
            return error.code
        }
    }

    @Test func `elements, attributes and text are read; comments and instructions are passed over`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?><?style x?><!-- hello -->
            <o:Order xmlns:o="urn:o" xmlns="urn:b"><ID schemeID='a&amp;b' o:note="x">7 &lt; <![CDATA[8 & 9]]></ID>
              <Empty/></o:Order>
            """
        let expected = XMLElement(space: "urn:o", "Order", children: [
            XMLElement(space: "urn:b", "ID", ["schemeID": "a&b"], text: "7 < 8 & 9"),
            XMLElement(space: "urn:b", "Empty", text: ""),
        ])
        #expect(try Self.read(text) == expected)
    }

    /// Bombs and what looks elsewhere all begin with a document type, and none is read.
    @Test(arguments: [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://localhost:1/x.dtd\"> %b;]><a/>",
        "<!DOCTYPE a SYSTEM \"http://localhost:1/x.dtd\"><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA \"x\">]><a/>",
        "<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE a><a/>",
    ]) func `a document type is refused, whatever is in it`(text: String) {
        #expect(Self.problem(Array(text.utf8)) == "document.document-type")
    }

    @Test(arguments: [
        "", "   ", "hello", "<a>", "<a></b>", "<a/><b/>", "<a b='1' b='2'/>", "<a>&c;</a>", "<a>&#0;</a>", "<a b=1/>",
        "<x:a/>", "<a>\u{1}</a>", "<a/>x",
    ]) func `what is not well-formed is refused`(text: String) {
        #expect(Self.problem(Array(text.utf8)) == "document.malformed")
    }

    @Test func `too deep, too many, too large`() {
        let deep = { (levels: Int) in
            Array((String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)).utf8)
        }
        #expect(Self.problem(deep(XMLReader.depthMaximum)) == "taken")
        #expect(Self.problem(deep(XMLReader.depthMaximum + 1)) == "document.too-deep")
        #expect(Self.problem(deep(100_000)) == "document.too-deep")
        let many = { (count: Int) in Array(("<a>" + String(repeating: "<b/>", count: count) + "</a>").utf8) }
        #expect(Self.problem(many(XMLReader.elementsMaximum - 1)) == "taken")
        #expect(Self.problem(many(XMLReader.elementsMaximum)) == "document.too-many-elements")
        let large = Array("<a>".utf8) + Array(repeating: UInt8(ascii: "x"), count: 20 << 20) + Array("</a>".utf8)
        #expect(Self.problem(large) == "document.too-large")
        let most = Array("<a>".utf8) + Array(repeating: UInt8(ascii: "x"), count: XMLReader.bytesMaximum - 7)
            + Array("</a>".utf8)
        #expect(Self.problem(most) == "taken")
    }

    @Test func `UTF-8, UTF-16 and ISO 8859-1 are read, and nothing else`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Zoë £5 😀</a>"
        let units = Array(text.utf16)
        var (little, big): ([UInt8], [UInt8]) = ([0xff, 0xfe], [0xfe, 0xff])
        for unit in units {
            little += [UInt8(unit & 0xff), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 0xff)]
        }
        #expect(try XMLReader.read(little).text == "Zoë £5 😀")
        #expect(try XMLReader.read(big).text == "Zoë £5 😀")
        #expect(try Self.read("\u{feff}<?xml version='1.0' encoding='utf-8'?><a>Zoë</a>").text == "Zoë")
        #expect(Self.problem(Array(little.dropFirst(2))) == "document.encoding")
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>Zo".utf8) + [0xeb] + Array("</a>".utf8)
        #expect(try XMLReader.read(latin).text == "Zoë")
        for name in ["ISO-8859-2", "UTF-7", "EBCDIC-CP-US", "UTF-32", "HTML", "x"] {
            let bytes = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><a/>".utf8)
            #expect(Self.problem(bytes) == "document.encoding", "\(name)")
        }
        #expect(Self.problem(Array("<a>".utf8) + [0xc3, 0x28] + Array("</a>".utf8)) == "document.malformed")
        #expect(Self.problem(Array("<a>".utf8) + [0xed, 0xa0, 0x80] + Array("</a>".utf8)) == "document.malformed")
    }

    @Test func `what we write is read as it was`() throws {
        try forAll { random throws in
            let tree = XMLElement.any(&random, depth: 0)
            let bytes = tree.document(prefixes: ["urn:basic": "cbc", "urn:aggregate": "cac"])
            #expect(try XMLReader.read(bytes) == tree)
        }
    }

    @Test func `broken bytes never end the program`() throws {
        try forAll { random in
            var bytes = XMLElement.any(&random, depth: 0).document(prefixes: ["urn:basic": "cbc"])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            // Read or refused: both are an answer.
            #expect(!Self.problem(bytes).isEmpty)
        }
    }
}

extension XMLElement {
    private static let signs = [
        "a", "Z", "9", " ", "<", ">", "&", "\"", "'", "\n", "\t", "\r", "é", "😀", "\u{301}", "]]>",
    ]

    /// Some document.
    static func any(_ random: inout SplitMix64, depth: Int) -> XMLElement {
        let space = ["", "urn:root", "urn:basic", "urn:aggregate"].randomElement(using: &random) ?? ""
        let name = ["ID", "Name", "Line", "Party"].randomElement(using: &random) ?? ""
        var attributes: [String: String] = [:]
        for key in ["schemeID", "unitCode"] where Bool.random(using: &random) { attributes[key] = words(&random) }
        let count = depth < 4 ? Int.random(in: 0...3, using: &random) : 0
        guard count > 0 else { return XMLElement(space: space, name, attributes, text: words(&random)) }
        return XMLElement(
            space: space, name, attributes, children: (0..<count).map { _ in any(&random, depth: depth + 1) })
    }

    private static func words(_ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in signs.randomElement(using: &random) }.joined()
    }
}
