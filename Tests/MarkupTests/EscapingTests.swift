import Markup
import Testing

@Suite("Escaping") struct EscapingTests {
    @Test func `text between tags stays text`() {
        #expect(p { "<script>alert('1 & 2')</script>" }.text
            == "<p>&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;</p>")
    }

    @Test func `text in an attribute stays in its attribute`() {
        #expect(p(.title("\" onclick=\"steal()")) { "" }.text
            == "<p title=\"&quot; onclick=&quot;steal()\"></p>")
    }

    @Test func `a quote followed by a combining mark stays inside its attribute`() {
        let hostile = "\"\u{301} onclick=steal()"
        #expect(hostile.first != "\"", "one Character, which is the trap")
        let text = input(.value(hostile)).text
        #expect(text == "<input value=\"&quot;\u{301} onclick=steal()\">")
        #expect(text.utf8.filter { $0 == UInt8(ascii: "\"") }.count == 2)
    }

    @Test func `a bracket followed by a combining mark opens nothing`() {
        #expect(!p { "<\u{338}img src=x>" }.text.utf8.dropFirst(3).dropLast(4).contains(UInt8(ascii: "<")))
    }

    /// What was typed, and what may leave.
    @Test(arguments: [
        ("plain", "plain"),
        ("", ""),
        ("&amp;", "&amp;amp;"),
        ("a\u{0}b", "ab"),
        ("a\rb\r\nc", "ab\nc"),
        ("tab\tline\n", "tab\tline\n"),
        ("\u{1B}[31m", "[31m"),
        ("\u{7F}", ""),
        ("\u{85}\u{9F}\u{A0}", "\u{A0}"),
        ("£1,234.50 – Siân’s", "£1,234.50 – Siân’s"),
        ("👩🏽‍🦽", "👩🏽‍🦽"),
        ("]]>", "]]&gt;"),
        ("\"", "&quot;"),
    ])
    func `a hostile text is the same in an element and in an attribute`(typed: String, sent: String) {
        #expect(p { typed }.text == "<p>\(sent)</p>")
        #expect(input(.value(typed)).text == "<input value=\"\(sent)\">")
    }

    @Test func `every control character but tab and newline is dropped`() {
        for code in 0..<32 where code != 9 && code != 10 {
            let text = String(Unicode.Scalar(UInt8(code)))
            #expect(HTML("a\(text)b").bytes == Array("ab".utf8), "U+\(code)")
        }
    }

    @Test func `a literal and its interpolations are text`() {
        let name = "<b>Ann</b>"
        let html: HTML = "Dear \(name) & family"
        #expect(html.text == "Dear &lt;b&gt;Ann&lt;/b&gt; &amp; family")
    }

    @Test func `text longer than the first room of the buffer arrives whole`() {
        let long = String(repeating: "x<", count: 60_000)
        #expect(p { long }.bytes.count == 60_000 * 5 + 7)
    }

    @Test func `only literals of our own source are trusted`() {
        #expect(HTML(trusted: "<br>").text == "<br>")
    }

    /// Seeds in one test: whatever bytes come, the marks of markup are those of our own tags.
    @Test func `no text can add a tag or a quote`() {
        var state: UInt64 = 42
        for seed in 0..<500 {
            let scalars = (0..<24).map { _ -> Unicode.Scalar in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let pool: [UInt32] = [0x22, 0x26, 0x27, 0x3C, 0x3E, 0x301, 0x61, 0x00, 0x85, 0x1F600, 0x2028]
                return Unicode.Scalar(pool[Int(state >> 33) % pool.count]) ?? "a"
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let bytes = p(.title(text)) { text }.bytes
            #expect(bytes.filter { $0 == UInt8(ascii: "<") }.count == 2, "seed \(seed)")
            #expect(bytes.filter { $0 == UInt8(ascii: ">") }.count == 2, "seed \(seed)")
            #expect(bytes.filter { $0 == UInt8(ascii: "\"") }.count == 2, "seed \(seed)")
        }
    }
}
