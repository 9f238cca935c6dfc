/// The rows of one answer, fetched when they are asked for and read by position: for walks over whole tables, side by
/// side if need be, where a `Row` for each would cost more than the reading.
package protocol Cursor: AnyObject {
    /// Goes on to the next row, or to the first.
    /// - Returns: false when there is none.
    func next() throws -> Bool

    /// - Throws: `DecodingFailure` when the column holds something else.
    func integer(_ position: Int) throws -> Int

    /// The same, or nil where the row holds nothing.
    func optionalInteger(_ position: Int) throws -> Int?

    /// The bytes of a text, or nil where the row holds nothing. They are there until `next()` is called.
    /// - Throws: `DecodingFailure` when the column holds something else.
    func utf8(_ position: Int) throws -> UnsafeBufferPointer<UInt8>?
}

extension Cursor {
    /// - Throws: `DecodingFailure` when the column holds nothing, or something else.
    package func text(_ position: Int) throws -> String {
        guard let text = try optionalText(position) else {
            throw DecodingFailure(column: "\(position)", problem: "not text")
        }
        return text
    }

    /// Text, or nil where the row holds nothing.
    package func optionalText(_ position: Int) throws -> String? {
        try utf8(position).map { String(decoding: $0, as: UTF8.self) }
    }
}
