/// What the first bytes of a picture say of it, read before anything is decoded: which kind it is and how large, so
/// that a small file that unpacks to a huge picture goes no further.
package struct PictureHead: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case jpeg, png, webp
    }

    package let kind: Kind
    /// In pixels, as stored.
    package let width: Int
    package let height: Int
    /// How a camera says that the picture is to be turned: 1 for not at all … 8 (Exif 2.3, tag 0x0112).
    package let orientation: Int

    package static let bytesMaximum = 5 * 1_024 * 1_024
    package static let sideMaximum = 10_000
    package static let pixelsMaximum = 40_000_000
    package static let sideMinimum = 40

    /// - Throws: `PictureProblem` for what is no JPEG, PNG or WebP, or too large or too small.
    package init(_ bytes: [UInt8]) throws(PictureProblem) {
        guard bytes.count <= PictureHead.bytesMaximum else { throw .tooManyBytes }
        let reader = PictureBytes(bytes)
        guard let found = reader.jpeg ?? reader.png ?? reader.webp else { throw .unknownKind }
        guard found.width > 0, found.height > 0 else { throw .damaged }
        guard found.width <= PictureHead.sideMaximum, found.height <= PictureHead.sideMaximum,
            found.width * found.height <= PictureHead.pixelsMaximum
        else { throw .tooManyPixels }
        guard min(found.width, found.height) >= PictureHead.sideMinimum else { throw .tooSmall }
        (kind, width, height, orientation) = (found.kind, found.width, found.height, found.orientation)
    }
}

/// Why something that was sent cannot be shown as a picture.
package enum PictureProblem: Error, Hashable, Sendable, CaseIterable {
    case tooManyBytes, tooManyPixels, tooSmall
    /// Not JPEG, PNG or WebP, whatever it is called.
    case unknownKind
    /// It begins like a picture, and cannot be read to its end.
    case damaged
    /// It could not be read within the time and memory that it is given.
    case tooCostly

    /// As exchanged with the process that decodes.
    package var code: String { "\(self)" }

    package init?(code: String) {
        guard let problem = PictureProblem.allCases.first(where: { $0.code == code }) else { return nil }
        self = problem
    }
}

/// Reads numbers out of a file without ever leaving it.
private struct PictureBytes {
    typealias Found = (kind: PictureHead.Kind, width: Int, height: Int, orientation: Int)

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func starts(_ at: Int, _ wanted: [UInt8]) -> Bool {
        at >= 0 && at + wanted.count <= bytes.count && bytes[at..<(at + wanted.count)].elementsEqual(wanted)
    }

    private func starts(_ at: Int, _ text: StaticString) -> Bool { starts(at, Array("\(text)".utf8)) }

    /// Whole numbers of so many bytes; nil beyond the end.
    private func number(_ at: Int, _ count: Int, littleEndian: Bool = false) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        let part = bytes[at..<(at + count)]
        return (littleEndian ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }

    /// PNG (third edition, 5.2 and 11.2.2): a signature, and the size in the first chunk.
    var png: Found? {
        guard starts(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), starts(12, "IHDR"),
            let width = number(16, 4), let height = number(20, 4)
        else { return nil }
        return (.png, width, height, 1)
    }

    /// WebP (RFC 9649): a RIFF file, whose first chunk says the size in one of three ways.
    var webp: Found? {
        guard starts(0, "RIFF"), starts(8, "WEBP") else { return nil }
        if starts(12, "VP8X"), let width = number(24, 3, littleEndian: true),
            let height = number(27, 3, littleEndian: true)
        {
            return (.webp, width + 1, height + 1, 1)
        }
        if starts(12, "VP8L"), starts(20, [0x2f]), let bits = number(21, 4, littleEndian: true) {
            return (.webp, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 1)
        }
        if starts(12, "VP8 "), starts(23, [0x9d, 0x01, 0x2a]), let width = number(26, 2, littleEndian: true),
            let height = number(28, 2, littleEndian: true)
        {
            return (.webp, width & 0x3fff, height & 0x3fff, 1)
        }
        return nil
    }

    /// JPEG (ITU-T T.81, B.1 and B.2): segments, of which a frame header says the size and the first Exif segment how
    /// it is turned.
    var jpeg: Found? {
        guard starts(0, [0xff, 0xd8, 0xff]) else { return nil }
        var (at, orientation) = (2, 1)
        while let marker = number(at + 1, 1), starts(at, [0xff]) {
            if marker == 0xff {
                at += 1
                continue
            }
            guard let length = number(at + 2, 2), length >= 2 else { return (.jpeg, 0, 0, 1) }
            if (0xc0...0xcf).contains(marker), ![0xc4, 0xc8, 0xcc].contains(marker) {
                guard let height = number(at + 5, 2), let width = number(at + 7, 2) else { return (.jpeg, 0, 0, 1) }
                return (.jpeg, width, height, orientation)
            }
            // Where the picture's own data begins before any frame header, there is no picture.
            if marker == 0xda || marker == 0xd9 { break }
            if marker == 0xe1, orientation == 1 { orientation = exifOrientation(at + 4) ?? 1 }
            at += 2 + length
        }
        return (.jpeg, 0, 0, 1)
    }

    /// The tag of the first directory of an Exif segment.
    private func exifOrientation(_ at: Int) -> Int? {
        guard starts(at, [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
        let tiff = at + 6
        let isLittle = starts(tiff, "II")
        guard isLittle || starts(tiff, "MM"), let offset = number(tiff + 4, 4, littleEndian: isLittle),
            let count = number(tiff + offset, 2, littleEndian: isLittle)
        else { return nil }
        for entry in 0..<min(count, 64) {
            let place = tiff + offset + 2 + entry * 12
            guard number(place, 2, littleEndian: isLittle) == 0x0112 else { continue }
            return number(place + 8, 2, littleEndian: isLittle).flatMap { (1...8).contains($0) ? $0 : nil }
        }
        return nil
    }
}
