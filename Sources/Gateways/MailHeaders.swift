import Foundation
import Outbox
import Values

/// The lines at the head of a letter (RFC 5322), with words outside of ASCII encoded (RFC 2047).
enum MailHeaders {
    static func lines(of letter: Letter, from: EmailAddress) -> [String] {
        [
            "Date: \(date(letter.at))", "From: Holdfast <\(from)>", "To: <\(letter.to)>",
            "Subject: \(encoded(letter.subject))", "Message-ID: <\(plain(letter.messageID))>",
            // Answering machines keep silent (RFC 3834).
            "Auto-Submitted: auto-generated",
        ] + letter.headers.map { "\(plain($0.name)): \(plain($0.value))" }
    }

    /// Nothing in a line can begin another one.
    private static func plain(_ text: String) -> String {
        String(decoding: text.utf8.filter { (0x20...0x7e).contains($0) }, as: UTF8.self)
    }

    /// As it is where it is short and plain; otherwise in encoded words of whole characters, each at most 75 long.
    static func encoded(_ text: String) -> String {
        let text = Text.line(text)
        if text.utf8.count <= 66, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }), !text.contains("=?") {
            return text
        }
        var (words, word): ([String], [UInt8]) = ([], [])
        for character in text.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if word.count + bytes.count > 42 {
                words.append(encodedWord(word))
                word = []
            }
            word += bytes
        }
        return (words + [encodedWord(word)]).joined(separator: "\r\n ")
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }

    /// `Mon, 6 Apr 2026 13:05:09 +0000`.
    static func date(_ moment: Moment) -> String {
        let stamp = moment.timestamp
        let time = stamp.dropFirst(11).prefix(8)
        let seconds = moment.milliseconds >= 0 ? moment.milliseconds / 1_000 : 0
        let day = Day(number: seconds / 86_400)
        let (year, month, number) = day.components
        return "\(days[day.weekday]), \(number) \(months[month - 1]) \(year) \(time) +0000"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
