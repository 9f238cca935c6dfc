import Markup
import Testing

@Suite("Attributes") struct AttributeTests {
    @Test func `a missing value leaves the attribute out`() {
        #expect(input(.name(nil), .attribute("aria-describedby", nil), .maxlength(nil)).text == "<input>")
    }

    @Test func `an empty value stays`() {
        #expect(img(.alt("")).text == "<img alt=\"\">")
    }

    @Test func `an attribute without a value is there or not`() {
        #expect(input(.checked, .when(false, .disabled), .when(true, .required)).text == "<input checked required>")
    }

    @Test func `numbers need no quotes from the caller`() {
        #expect(td(.colspan(3), .attribute("data-row", -1)) { "" }.text == "<td colspan=\"3\" data-row=\"-1\"></td>")
    }

    /// Addresses that may stand in a link.
    @Test(arguments: [
        "/", "/shop?q=a:b", "shop/list", "?page=2", "#main", "", "/a//b", "/path:with-colon", "./x:y", "page#a:b",
        "http://example.org", "https://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG", "mailto:ann@example.org",
        "tel:+441150000000", "/search?q=C:\\x",
    ])
    func `a harmless address stays as it is`(address: String) {
        #expect(a(.href(address)) { "x" }.text == "<a href=\"\(address)\">x</a>")
    }

    /// Addresses that would run something, or leave the site in disguise.
    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)", "\u{1}javascript:alert(1)", "javascript\u{0}:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "blob:x", "//evil.example", "/\\evil.example", "\\\\evil.example",
        ":x", "https\u{301}://x", "xhttp://x", "http s://x", "javascript:/%0aalert(1)",
    ])
    func `a dangerous address leads nowhere`(address: String) {
        #expect(a(.href(address)) { "x" }.text == "<a href=\"#\">x</a>")
        #expect(img(.src(address)).text == "<img src=\"#\">")
        #expect(form(.action(address)) {}.text == "<form action=\"#\"></form>")
        #expect(button(.formaction(address)) {}.text == "<button formaction=\"#\"></button>")
        #expect(a(.attribute("href", address)) { "x" }.text == "<a href=\"#\">x</a>")
    }
}
