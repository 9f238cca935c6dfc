import CCurl
import Outbox

/// The body of a letter, as libcurl writes it: text and HTML to choose from, then the files.
enum LetterBody {
    /// - Returns: nil where libcurl has no room for it.
    static func make(_ letter: Letter, on easy: UnsafeMutableRawPointer) -> OpaquePointer? {
        guard let whole = curl_mime_init(easy) else { return nil }
        guard let words = alternatives(letter, on: easy), let part = curl_mime_addpart(whole),
            curl_mime_subparts(part, words) == CURLE_OK,
            curl_mime_type(part, "multipart/alternative") == CURLE_OK,
            letter.files.allSatisfy({ add($0, to: whole) })
        else {
            curl_mime_free(whole)
            return nil
        }
        return whole
    }

    private static func alternatives(_ letter: Letter, on easy: UnsafeMutableRawPointer) -> OpaquePointer? {
        guard let words = curl_mime_init(easy) else { return nil }
        guard add(letter.text, "text/plain; charset=utf-8", to: words),
            add(letter.html, "text/html; charset=utf-8", to: words)
        else {
            curl_mime_free(words)
            return nil
        }
        return words
    }

    private static func add(_ text: String, _ type: String, to mime: OpaquePointer) -> Bool {
        guard let part = curl_mime_addpart(mime) else { return false }
        let count = text.utf8.count
        return text.withCString { curl_mime_data(part, $0, count) } == CURLE_OK
            && curl_mime_type(part, type) == CURLE_OK && curl_mime_encoder(part, "quoted-printable") == CURLE_OK
    }

    private static func add(_ file: Letter.File, to mime: OpaquePointer) -> Bool {
        guard let part = curl_mime_addpart(mime) else { return false }
        let isFilled = file.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { curl_mime_data(part, $0.baseAddress, $0.count) }
        }
        return isFilled == CURLE_OK && curl_mime_type(part, file.type) == CURLE_OK
            && curl_mime_filename(part, file.name) == CURLE_OK && curl_mime_encoder(part, "base64") == CURLE_OK
    }
}
