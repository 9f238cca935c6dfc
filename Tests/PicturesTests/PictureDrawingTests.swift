import Catalogue
import Pictures
import Testing
import TestSupport
import Values

/// What suppliers may send, what becomes of it, and what goes no further.
@Suite("Pictures") struct PictureDrawingTests {
    @Test(arguments: [
        (Sample.png, "png 60 40 1"), (Sample.turned, "jpeg 60 40 6"), (Sample.webp, "webp 60 40 1"),
        (Sample.webpLossless, "webp 60 40 1"), (Sample.webpMoving, "webp 60 40 1"),
    ])
    func `the first bytes say what it is`(bytes: [UInt8], said: String) throws {
        let head = try PictureHead(bytes)
        #expect("\(head.kind) \(head.width) \(head.height) \(head.orientation)" == said)
    }

    @Test(arguments: [
        (Sample.png, 60, 40), (Sample.turned, 40, 60), (Sample.webp, 60, 40), (Sample.webpLossless, 60, 40),
    ])
    func `it is drawn anew as JPEG, upright, in each size, without what else was in the file`(
        bytes: [UInt8], width: Int, height: Int
    ) throws {
        let files = try PictureDrawing.files(of: bytes)
        #expect(files.count == PictureFile.sides.count)
        for file in files {
            let head = try PictureHead(file)
            #expect("\(head.kind) \(head.width) \(head.height) \(head.orientation)" == "jpeg \(width) \(height) 1")
            let text = String(decoding: file, as: UTF8.self)
            #expect(!text.contains("Lenton") && !text.contains("Exif"))
        }
    }

    @Test(arguments: [
        ([], .unknownKind),
        (Array("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".utf8), .unknownKind),
        (Array("<!doctype html><p>hello".utf8), .unknownKind), (Sample.gif, .unknownKind),
        (Array("\u{89}PNG".utf8), .unknownKind), ([0xff, 0xd8, 0xff], .damaged),
        (Sample.bomb(30_000, 30_000), .tooManyPixels), (Sample.bomb(10_000, 4_001), .tooManyPixels),
        (Sample.bomb(10_001, 100), .tooManyPixels), (Sample.bomb(39, 400), .tooSmall), (Sample.bomb(0, 400), .damaged),
        (Sample.bomb(6_000, 6_000), .damaged), (Sample.webpMoving, .damaged),
        (Sample.png + [UInt8](repeating: 0, count: PictureHead.bytesMaximum), .tooManyBytes),
    ] as [([UInt8], PictureProblem)])
    func `what is no picture, or too much of one, goes no further`(bytes: [UInt8], problem: PictureProblem) {
        #expect(throws: problem) { try PictureDrawing.files(of: bytes) }
    }

    @Test(arguments: [Sample.png, Sample.turned, Sample.webp, Sample.webpLossless])
    func `a file that breaks off is refused, wherever it does`(bytes: [UInt8]) throws {
        try forAll(seeds: 60) { random in
            let cut = Array(bytes.prefix(Int.random(in: 0..<(bytes.count * 3 / 4), using: &random)))
            #expect(throws: PictureProblem.self) { try PictureDrawing.files(of: cut) }
        }
    }

    @Test(arguments: [Sample.png, Sample.turned, Sample.webp, Sample.webpLossless])
    func `bytes that were changed give a picture of that size or a refusal, and never more`(bytes: [UInt8]) throws {
        try forAll(seeds: 200) { random in
            var bytes = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                for file in try PictureDrawing.files(of: bytes) {
                    let head = try PictureHead(file)
                    #expect(max(head.width, head.height) <= 960)
                }
            } catch is PictureProblem {
                return
            }
        }
    }

    @Test(arguments: PictureProblem.allCases) func `a problem is told between processes`(problem: PictureProblem) {
        #expect(PictureProblem(code: problem.code) == problem)
    }
}
