import Foundation
@testable import Gateways
import Outbox
import Testing
import Values

@Suite("Heads of letters") struct MailHeadersTests {
    private func lines(subject: String = "Hello", id: String = "m-1@holdfast") throws -> [String] {
        let letter = Letter(
            to: try EmailAddress("orders@trent.example"), subject: subject, text: "", html: "", files: [],
            messageID: id, at: Moment(milliseconds: 1_775_480_709_123))
        return MailHeaders.lines(of: letter, from: try EmailAddress("holdfast@notts.example"))
    }

    @Test func `a letter says when, from whom, to whom, about what, and which it is`() throws {
        #expect(try lines() == [
            "Date: Mon, 6 Apr 2026 13:05:09 +0000", "From: Holdfast <holdfast@notts.example>",
            "To: <orders@trent.example>", "Subject: Hello", "Message-ID: <m-1@holdfast>",
            "Auto-Submitted: auto-generated",
        ])
    }

    @Test func `no word can begin a line of its own`() throws {
        for line in try lines(subject: "Hello\r\nBcc: all@evil.example", id: "m\r\nBcc: x") {
            #expect(!line.contains("\nBcc") && !line.contains("\rBcc"))
        }
    }

    @Test(arguments: [
        "Crème brûlée", "=?utf-8?Q?trick?=", String(repeating: "é", count: 200),
        "👩‍🦽 " + String(repeating: "long ", count: 30),
    ])
    func `words outside of ASCII arrive whole, in lines of at most 75`(subject: String) {
        let encoded = MailHeaders.encoded(subject)
        let words = encoded.components(separatedBy: "\r\n ")
        for word in words { #expect(word.utf8.count <= 75) }
        let bytes = words.reduce(into: Data()) { bytes, word in
            bytes += Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
        }
        #expect(String(decoding: bytes, as: UTF8.self) == Text.line(subject))
    }
}
