import Testing
import TestSupport

@testable import Web

/// A body that comes in pieces is taken apart the same, wherever it is cut.
@Suite("Multipart as it comes") struct MultipartStreamTests {
    private static let body = "preamble\r\n--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nt\r\n"
        + "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        + "one\r\n--xtwo\r\n-- x\r\n\r\n--x--\r\n"

    private func read(_ pieces: [[UInt8]], type: String = "multipart/form-data; boundary=x") async throws -> [String] {
        var multipart = try #require(MultipartStream(type: type))
        var told: [String] = []
        var data: [UInt8] = []
        for piece in pieces {
            try await multipart.feed(piece) { event in
                switch event {
                case .part(let name, let filename): told.append("\(name) \(filename ?? "-")")
                case .data(let bytes): data += bytes
                case .end:
                    told.append(String(decoding: data, as: UTF8.self))
                    data = []
                }
            }
        }
        return told + [multipart.isDone ? "done" : "open"]
    }

    @Test func `cut anywhere, it says the same`() async throws {
        // "--xtwo" after a line end looks like a delimiter, and by the grammar is none that a sender may write.
        let text = Self.body.replacing("--xtwo", with: "-- xtwo")
        let bytes = Array(text.utf8)
        let whole = ["token -", "t", "file a b.csv", "one\r\n-- xtwo\r\n-- x\r\n", "done"]
        for cut in 0...bytes.count {
            #expect(try await read([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(try await read(bytes.map { [$0] }, type: "Multipart/Form-Data; Boundary=\"x\"") == whole)
    }

    @Test(arguments: [
        body, "--x\r\nContent-Type: text/csv\r\n\r\nx\r\n--x--", "--x\r\n" + String(repeating: "h", count: 9_000),
    ]) func `what is malformed is refused`(body: String) async throws {
        await #expect(throws: MultipartStream.Malformed.self) { _ = try await read([Array(body.utf8)]) }
    }

    @Test func `what breaks off is not done, and another type is none`() async throws {
        #expect(try await read([Array("--x\r\n".utf8)]) == ["open"])
        #expect(MultipartStream(type: "text/csv") == nil)
        #expect(MultipartStream(type: "multipart/form-data") == nil)
        #expect(MultipartStream(type: "multipart/form-data; boundary=") == nil)
    }
}
