import CGD
import Catalogue

/// Decodes a picture and draws it anew, in the sizes that are kept, upright and on white: the only code that knows GD.
///
/// It runs in a process of its own (`holdfast picture`), because decoders of pictures that strangers send are where
/// programs are broken into.
package enum PictureDrawing {
    /// Of JPEG, out of 100.
    private static let quality: Int32 = 82

    /// - Throws: `PictureProblem`.
    package static func files(of bytes: [UInt8]) throws(PictureProblem) -> [[UInt8]] {
        let head = try PictureHead(bytes)
        _ = silence
        guard let decoded = decode(bytes, head.kind) else { throw .damaged }
        defer { gdImageDestroy(decoded) }
        // What the decoder found is what counts, whatever the first bytes said.
        guard Int(decoded.pointee.sx) == head.width, Int(decoded.pointee.sy) == head.height else { throw .damaged }
        var files: [[UInt8]] = []
        for side in PictureFile.sides {
            guard let drawn = scaled(decoded, head, side: side) else { throw .tooCostly }
            defer { gdImageDestroy(drawn) }
            files.append(try encode(drawn))
        }
        return files
    }

    /// GD writes to standard error what it thinks of a file; the outcome says enough.
    private static let silence: Void = gdSetErrorMethod { _, _, _ in }

    private static func decode(_ bytes: [UInt8], _ kind: PictureHead.Kind) -> gdImagePtr? {
        var bytes = bytes
        let count = Int32(bytes.count)
        return bytes.withUnsafeMutableBytes { place in
            switch kind {
            // 0: a file that breaks off is an error, not half a picture.
            case .jpeg: gdImageCreateFromJpegPtrEx(count, place.baseAddress, 0)
            case .png: gdImageCreateFromPngPtr(count, place.baseAddress)
            case .webp: gdImageCreateFromWebpPtr(count, place.baseAddress)
            }
        }
    }

    /// Never larger than it was.
    private static func scaled(_ source: gdImagePtr, _ head: PictureHead, side: Int) -> gdImagePtr? {
        let longer = max(head.width, head.height)
        let fitted = { (length: Int) in Int32(max(1, longer <= side ? length : (length * side + longer / 2) / longer)) }
        let (width, height) = (fitted(head.width), fitted(head.height))
        guard let canvas = gdImageCreateTrueColor(width, height) else { return nil }
        gdImageFilledRectangle(canvas, 0, 0, width - 1, height - 1, 0xff_ffff)
        gdImageCopyResampled(
            canvas, source, 0, 0, 0, 0, width, height, Int32(head.width), Int32(head.height))
        return upright(canvas, head.orientation)
    }

    /// Turns and mirrors as the camera said (Exif 2.3, 4.6.4). The canvas is given up for the result.
    private static func upright(_ canvas: gdImagePtr, _ orientation: Int) -> gdImagePtr? {
        switch orientation {
        case 2, 5, 7: gdImageFlipHorizontal(canvas)
        case 4: gdImageFlipVertical(canvas)
        default: break
        }
        // GD turns against the clock.
        let degrees: Float
        switch orientation {
        case 3: degrees = 180
        case 5, 8: degrees = 90
        case 6, 7: degrees = 270
        default: return canvas
        }
        defer { gdImageDestroy(canvas) }
        return gdImageRotateInterpolated(canvas, degrees, 0xff_ffff)
    }

    private static func encode(_ image: gdImagePtr) throws(PictureProblem) -> [UInt8] {
        var count: Int32 = 0
        gdImageInterlace(image, 1)
        guard let place = gdImageJpegPtr(image, &count, quality), count > 0 else { throw .tooCostly }
        defer { gdFree(place) }
        return Array(UnsafeRawBufferPointer(start: place, count: Int(count)))
    }
}
