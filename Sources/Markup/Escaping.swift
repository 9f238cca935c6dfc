extension Writer {
    /// Appends text so that it stays text, within an element as well as within a quoted attribute.
    ///
    /// It looks at bytes, never at Characters: a quote followed by a combining mark is one Character that is not
    /// equal to a quote, yet a browser sees the quote. Control characters other than tab and newline are dropped.
    mutating func escape(_ text: String) {
        // Native strings, which is all that we meet, lend their bytes without a copy.
        var text = text
        text.withUTF8 { escape($0) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard let bytes = text.baseAddress else { return }
        var start = 0
        var index = 0
        while index < text.count {
            let byte = bytes[index]
            // Letters and most signs: nothing to decide.
            if byte > 0x3E && byte < 0x7F {
                index += 1
                continue
            }
            let next = index + 1 < text.count ? bytes[index + 1] : 0
            guard let (length, replacement) = change(at: byte, before: next) else {
                index += 1
                continue
            }
            buffer.append(bytes + start, count: index - start)
            append(replacement)
            index += length
            start = index
        }
        buffer.append(bytes + start, count: text.count - start)
    }

    /// How many bytes go, and what comes in their place; nil where the byte may stay.
    @inline(__always)
    private func change(at byte: UInt8, before next: UInt8) -> (length: Int, replacement: StaticString)? {
        switch byte {
        case UInt8(ascii: "<"): (1, "&lt;")
        case UInt8(ascii: ">"): (1, "&gt;")
        case UInt8(ascii: "&"): (1, "&amp;")
        case UInt8(ascii: "\""): (1, "&quot;")
        case UInt8(ascii: "'"): (1, "&#39;")
        case 0x09, 0x0A: nil
        case 0x00..<0x20, 0x7F: (1, "")
        // U+0080 to U+009F, the second set of control characters.
        case 0xC2 where next >= 0x80 && next < 0xA0: (2, "")
        default: nil
        }
    }
}
