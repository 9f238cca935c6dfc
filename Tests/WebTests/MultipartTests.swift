import Testing
import TestSupport

@testable import Web

/// Forms with files, byte by byte: what browsers send is read, all else is refused whole.
@Suite("Forms with files") struct MultipartTests {
    private func part(_ head: String, _ content: String) -> String { "--B7\r\n\(head)\r\n\r\n\(content)\r\n" }

    private func read(_ text: String) throws -> Multipart {
        try Multipart(Array(text.utf8), boundary: "B7")
    }

    private let field = "Content-Disposition: form-data; name=\"alt\""
    private let file = "Content-Disposition: form-data; name=\"picture\"; filename=\"ramp.png\"\r\n"
        + "Content-Type: image/png"

    @Test func `fields and files are read as they were sent`() throws {
        let form = try read(
            part(field, "A ramp — élan") + part(file, "\u{89}\r\n--B\r\n\r\n--") + part(file, "") + "--B7--\r\n")
        #expect(form.fields == ["alt": "A ramp — élan"])
        let files = try #require(form.files["picture"])
        #expect(files.map(\.name) == ["ramp.png", "ramp.png"])
        #expect(files.map(\.type) == ["image/png", "image/png"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["\u{89}\r\n--B\r\n\r\n--", ""])
    }

    @Test func `a file field in which nothing was chosen holds no file`() throws {
        let empty = "Content-Disposition: form-data; name=\"picture\"; filename=\"\"\r\n"
            + "Content-Type: application/octet-stream"
        let form = try read(part(empty, "") + "--B7--")
        #expect(form.files.isEmpty && form.fields.isEmpty)
    }

    @Test func `a form of nothing is read`() throws {
        let form = try read("--B7--\r\n")
        #expect(form.files.isEmpty && form.fields.isEmpty)
    }

    @Test func `quotes and marks in names stay in them`() throws {
        let head = "Content-Disposition: form-data; name=\"a\"; filename=\"\u{301}x%22; name=%22b.png\""
        let form = try read(part(head, "x") + "--B7--")
        #expect(form.files["a"]?.map(\.name) == ["\u{301}x\"; name=\"b.png"])
        #expect(form.fields.isEmpty)
    }

    @Test(arguments: [
        "", "--B7", "--B7\r\n", "--B8--", "x--B7--", "--B7--\r\nmore", "--B7-\r\n", "\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end\r\n--B7",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\nno empty line\r\n--B7--",
        "--B7\nContent-Disposition: form-data; name=\"a\"\n\nx\n--B7--",
        "--B7\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Type: text/plain\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''x\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\n"
            + "Content-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B7\r\n"
            + "Content-Disposition: form-data; name=\"a\"\r\n\r\ny\r\n--B7--",
        "--B7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B7more\r\n--B7--",
    ])
    func `what no browser writes is refused`(text: String) {
        #expect(throws: Multipart.Malformed.self) { try read(text) }
    }

    @Test func `text that is no text, too long a field, too long a head and too many parts are refused`() {
        let invalid = Array("--B7\r\n\(field)\r\n\r\n".utf8) + [0xff] + Array("\r\n--B7--".utf8)
        #expect(throws: Multipart.Malformed.self) { try Multipart(invalid, boundary: "B7") }
        let long = String(repeating: "x", count: Multipart.fieldBytesMaximum)
        #expect(throws: Never.self) { try read(part(field, long) + "--B7--") }
        #expect(throws: Multipart.Malformed.self) { try read(part(field, long + "x") + "--B7--") }
        let head = "Content-Disposition: form-data; name=\"\(String(repeating: "n", count: 5_000))\""
        #expect(throws: Multipart.Malformed.self) { try read(part(head, "x") + "--B7--") }
        let many = { (count: Int) in
            (0..<count).map { part("Content-Disposition: form-data; name=\"f\($0)\"", "") }.joined() + "--B7--"
        }
        #expect(throws: Never.self) { try read(many(Multipart.partsMaximum)) }
        #expect(throws: Multipart.Malformed.self) { try read(many(Multipart.partsMaximum + 1)) }
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=B7", "B7"), ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b7\"", nil),
        ("multipart/form-data; boundary=\"----WebKitFormBoundary7MA4\"", "----WebKitFormBoundary7MA4"),
        ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
        ("multipart/form-data; boundary=\"\"", nil), ("multipart/form-data; boundary=a; boundary=b", nil),
        ("multipart/mixed; boundary=B7", nil), ("application/x-www-form-urlencoded", nil), ("", nil),
        ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", nil),
    ] as [(String, String?)])
    func `a boundary is named once, by letters that may be`(type: String, boundary: String?) {
        #expect(Multipart.boundary(of: type) == boundary)
    }

    @Test func `any content comes back as it was sent, cut or joined anywhere it is refused or another form`() throws {
        try forAll { random in
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                [13, 10, 45, 66, 55, 0, 255, 58].randomElement(using: &random) ?? 0
            } as [UInt8]
            let body = Array("--B7\r\n\(file)\r\n\r\n".utf8) + bytes + Array("\r\n--B7--\r\n".utf8)
            let holdsBoundary = (bytes + [13, 10]).indices.contains { start in
                (Array("\r\n".utf8) + bytes)[start...].starts(with: Array("\r\n--B7".utf8))
            }
            if holdsBoundary { return }
            let form = try Multipart(body, boundary: "B7")
            #expect(form.files["picture"]?.map(\.bytes) == [bytes])
            let cut = Array(body.prefix(Int.random(in: 0..<(body.count - 2), using: &random)))
            #expect(throws: Multipart.Malformed.self) { try Multipart(cut, boundary: "B7") }
        }
    }
}
