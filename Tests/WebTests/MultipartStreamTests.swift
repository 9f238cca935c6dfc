import Testing
import TestSupport

@testable import Web

/// A body that comes in pieces is taken apart the same, wherever it is cut.
@Suite("Multipart as it comes") struct MultipartStreamTests {
    private static let body = "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nt\r\n"
        + "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        + "one\r\n--xtwo\r\n-- x\r\n\r\n--x--\r\n"

    private func read(_ pieces: [[UInt8]]) throws -> [String] {
        var multipart = MultipartStream(boundary: "x")
        var told: [String] = []
        var data: [UInt8] = []
        for piece in pieces {
            try multipart.feed(piece) { event in
                switch event {
                case .part(let head): told.append("\(head.field) \(head.file ?? "-")")
                case .data(let bytes): data += bytes
                case .end:
                    told.append(String(decoding: data, as: UTF8.self))
                    data = []
                }
            }
        }
        try multipart.finish()
        return told
    }

    @Test func `cut anywhere, it says the same`() throws {
        // "--xtwo" after a line end looks like a delimiter, and by the grammar is none that a sender may write.
        let text = Self.body.replacing("--xtwo", with: "-- xtwo")
        let bytes = Array(text.utf8)
        let whole = ["token -", "t", "file a b.csv", "one\r\n-- xtwo\r\n-- x\r\n"]
        for cut in 0...bytes.count {
            #expect(try read([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(try read(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: [
        body, "--x\r\nContent-Type: text/csv\r\n\r\nx\r\n--x--", "--x\r\n" + String(repeating: "h", count: 9_000),
        "preamble\r\n--x--", "--x--\r\nepilogue", "--x\r\n", "--x--\r",
    ]) func `what is malformed or breaks off is refused, wherever it is cut`(body: String) {
        let bytes = Array(body.utf8)
        #expect(throws: Multipart.Malformed.self) { try read([bytes]) }
        #expect(throws: Multipart.Malformed.self) { try read(bytes.map { [$0] }) }
    }
}
