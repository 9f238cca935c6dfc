import Markup
import Testing

private struct Greeting: Component {
    let name: String

    var html: HTML {
        p { "Hello "; bdi { name } }
    }
}

private enum Weather: CaseIterable {
    case sun, rain, snow
}

@Suite("Elements and the builder") struct ElementTests {
    @Test func `an element holds its attributes and its content in order`() {
        #expect(a(.class("link"), .href("/shop")) { "To the "; strong { "shop" } }.text
            == "<a class=\"link\" href=\"/shop\">To the <strong>shop</strong></a>")
    }

    @Test func `a void element has no closing tag`() {
        #expect(input(.type("text"), .name("q"), .value("v")).text == "<input type=\"text\" name=\"q\" value=\"v\">")
        #expect(br().text == "<br>")
        #expect(img(.src("/a.svg"), .alt("")).text == "<img src=\"/a.svg\" alt=\"\">")
    }

    @Test func `an empty block makes an empty element`() {
        #expect(span(.class("dot")) {}.text == "<span class=\"dot\"></span>")
        #expect(HTML.empty.text == "")
    }

    @Test func `a document starts with its doctype`() {
        #expect(document(.lang("en-GB")) { body { "x" } }.text
            == "<!doctype html>\n<html lang=\"en-GB\"><body>x</body></html>")
    }

    @Test func `the first line break of a text area survives`() {
        #expect(textarea { "\nsecond line" }.text == "<textarea>\n\nsecond line</textarea>")
    }

    @Test func `an unusual element can be written`() {
        #expect(element("circle", .attribute("r", 4)) {}.text == "<circle r=\"4\"></circle>")
    }

    @Test func `a loop, a number and a component stand among elements`() {
        let html = HTML {
            ul { for number in 1...3 { li { number } } }
            Greeting(name: "Ann")
        }
        #expect(html.text == "<ul><li>1</li><li>2</li><li>3</li></ul><p>Hello <bdi>Ann</bdi></p>")
    }

    @Test(arguments: [true, false])
    func `a condition chooses`(isKnown: Bool) {
        let html = HTML {
            if isKnown { "Ann" } else { em { "nobody" } }
            if isKnown { "!" }
        }
        #expect(html.text == (isKnown ? "Ann!" : "<em>nobody</em>"))
    }

    @Test func `a switch chooses`() {
        let words = Weather.allCases.map { weather in
            HTML {
                switch weather {
                case .sun: "dry"
                case .rain: "wet"
                case .snow: em { "white" }
                }
            }.text
        }
        #expect(words == ["dry", "wet", "<em>white</em>"])
    }

    @Test func `what is missing leaves nothing`() {
        let text: String? = nil
        let html: HTML? = nil
        let component: Greeting? = nil
        #expect(p { text; html; component }.text == "<p></p>")
        let hint: String? = "here"
        #expect(p { if let hint { hint }; hint }.text == "<p>herehere</p>")
    }

    @Test func `any component can stand in a list`() {
        let parts: [any Component] = [Greeting(name: "Ann"), Greeting(name: "Bilal")]
        #expect(HTML { for part in parts { part } }.text.contains("Bilal"))
    }

    @Test func `emptiness is known before rendering`() {
        #expect(HTML { if false { "x" } }.isEmpty)
        #expect(HTML([HTML(""), .empty]).isEmpty)
        #expect(!p {}.isEmpty)
    }

    @Test func `a piece can be used twice`() {
        let piece = strong { "twice" }
        #expect(p { piece; piece }.text == "<p><strong>twice</strong><strong>twice</strong></p>")
    }
}
