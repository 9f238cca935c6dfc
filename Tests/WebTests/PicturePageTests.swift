import Catalogue
import DoorSupport
import Operations
import Pictures
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Pictures of listings by their forms: added, described, ordered and removed by their supplier, fetched by others.
@Suite("Picture pages") struct PicturePageTests {
    private static let page = "/supplier/listings/neuro/pictures"

    /// Sends a file as a browser does, with the hidden fields of the page's own form.
    private func send(
        _ browser: Browser, _ bytes: [UInt8], words: String = "A treatment room", type: String = "image/png",
        isOpen: Bool = false
    ) async throws -> Reply {
        if !isOpen { try await browser.visit(Self.page) }
        let form = try #require(browser.page.all("form").first { $0["enctype"] == "multipart/form-data" })
        var body: [UInt8] = []
        for (name, value) in Browser.fields(of: form) where name != "picture" {
            let text = name == "words" ? words : value
            body += "--B7\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n".utf8
        }
        body += "--B7\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"room.png\"\r\n".utf8
        body += "Content-Type: \(type)\r\n\r\n".utf8
        return try await browser.send(Self.page, body + bytes + "\r\n--B7--\r\n".utf8, boundary: "B7")
    }

    private func kept(_ scene: Scene) async throws -> [Int] {
        var counts: [Int] = []
        for table in ["pictures", "listing_pictures"] {
            counts.append(try await scene.rows(.init(stringLiteral: "SELECT * FROM \(table)")).count)
        }
        return counts
    }

    @Test func `Petra adds two, puts the second first, describes it, and removes the other`() async throws {
        let scene = try await Scene()
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        try await petra.visit(Self.page)
        #expect(petra.page.text.contains("There are none yet"))
        #expect(try await send(petra, try Painted.picture(red: 200)).status == 303)
        #expect(try await send(petra, try Painted.picture(red: 20), words: "The <entrance>").status == 303)
        #expect(try await kept(scene) == [4, 2])
        // The same again is told, and kept once.
        #expect(try await send(petra, try Painted.picture(red: 20)).status == 422)
        #expect(petra.problem(of: "picture") == "This picture is there already")
        try await petra.visit(Self.page)
        try await petra.press("Move up picture 2")
        let list = try await scene.database.read { try $0.pictures.list(of: "neuro") }
        #expect(list.map(\.words) == ["The <entrance>", "A treatment room"])
        petra.fill("alt-\(list[0].digest.text.prefix(12))", "")
        try await petra.press("Save the words of picture 1")
        #expect(petra.status == 422)
        petra.fill("alt-\(list[0].digest.text.prefix(12))", "Our entrance, with a ramp")
        try await petra.press("Save the words of picture 1")
        #expect(petra.page.all("img").map { $0["alt"] ?? "" } == ["Our entrance, with a ramp", "A treatment room"])
        try await petra.press("Remove picture 2")
        #expect(try await kept(scene) == [2, 1])

        // Ann fetches it; who is not signed in does not.
        let address = ListingPicture.address(list[0].digest, side: 480)
        let ann = Browser(scene)
        #expect(try await ann.ask("GET", address).status == 303)
        try await ann.signIn(.ann)
        let reply = try await ann.ask("GET", address)
        #expect(reply.status == 200)
        #expect(reply.header("Content-Type") == "image/jpeg")
        #expect(reply.header("Cache-Control") == "private, max-age=31536000, immutable")
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(try PictureHead(reply.bytes).kind == .jpeg)
        for wrong in ["-960x", "-100", "", "-480-480"] {
            #expect(try await ann.ask("GET", "/pictures/\(list[0].digest)\(wrong)").status == 404, "\(wrong)")
        }
        #expect(try await ann.ask("GET", ListingPicture.address(list[1].digest, side: 480)).status == 404)
    }

    @Test func `what is no picture is told next to the field, and nothing of it is kept`() async throws {
        let scene = try await Scene()
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        let good = try Painted.picture(red: 1)
        for (bytes, problem) in [
            (Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), "That is no JPEG, PNG or WebP picture"),
            (Array("<!doctype html><script>alert(1)</script>".utf8), "That is no JPEG, PNG or WebP picture"),
            (Array(good.prefix(good.count / 2)), "The picture is damaged, or it moves: send another one"),
            (
                good + [UInt8](repeating: 0, count: 5 * 1_024 * 1_024),
                "The picture is larger than 5 MiB: send a smaller one"
            ),
            ([], "That is no JPEG, PNG or WebP picture"),
        ] {
            #expect(try await send(petra, bytes).status == 422)
            #expect(petra.problem(of: "picture") == problem)
        }
        #expect(try await send(petra, good, words: "").status == 422)
        #expect(petra.problem(of: "words") == "Say what can be seen on it")
        let huge = try await send(petra, [UInt8](repeating: 7, count: 17 * 1_024 * 1_024))
        #expect(huge.status == 413)
        #expect(try await kept(scene) == [0, 0])
    }

    @Test func `whoever looks after the money adds no pictures`() async throws {
        let scene = try await Scene()
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        try await petra.visit(Self.page)
        try await scene.run("UPDATE supplier_posts SET role = 'money' WHERE person_id = 'p-petra'")
        #expect(try await send(petra, try Painted.picture(red: 9), isOpen: true).status == 403)
        #expect(try await kept(scene) == [0, 0])
        let add = AddListingPicture(listing: "neuro", file: PictureFile(renditions: [[1], [2]]), words: "A room")
        #expect(await refusal { try await scene.perform(add, as: .petra) } == "team.not-yours")
    }

    @Test func `only its supplier adds pictures to a listing, and only so many`() async throws {
        let scene = try await Scene()
        let add = { (number: Int) in
            AddListingPicture(
                listing: "neuro",
                file: PictureFile(renditions: PictureFile.sides.map { [UInt8(number), UInt8($0 / 100)] }),
                words: "A room")
        }
        for who: Player in [.carol, .ann, .bilal] {
            #expect(await refusal { try await scene.perform(add(1), as: who) } == "NotFound")
        }
        for number in 1...ListingPicture.countMaximum { try await scene.perform(add(number), as: .petra) }
        #expect(await refusal { try await scene.perform(add(99), as: .petra) } == "picture.too-many")
        let words = String(repeating: "é", count: ListingPicture.wordsCharactersMaximum + 1)
        let first = try #require(try await scene.database.read { try $0.pictures.list(of: "neuro") }.first)
        let describe = DescribeListingPicture(listing: "neuro", picture: first.digest, words: words)
        #expect(await refusal { try await scene.perform(describe, as: .petra) } == "FieldProblems")
        let found = try await scene.database.read { try $0.pictures.first(of: ["neuro", "visit"]) }
        #expect(found == ["neuro": first])
    }
}

/// A plain PNG, written byte by byte: 64 pixels square, of one colour.
enum Painted {
    static func picture(red: UInt8) throws -> [UInt8] {
        let row = [0] + [UInt8](repeating: red, count: 64)
        let pixels = Array(repeating: row, count: 64).flatMap { $0 }
        // Stored without compression (RFC 1950, RFC 1951, 3.2.4).
        let length = UInt16(pixels.count)
        let lengths = [length, ~length].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let head: [UInt8] = [0x78, 0x01, 0x01] + lengths
        let data = head + pixels + big(adler(pixels))
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + chunk("IHDR", big(64) + big(64) + [8, 0, 0, 0, 0]) + chunk("IDAT", data) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(UInt32(data.count)) + Array(name.utf8) + data + big(crc(Array(name.utf8) + data))
    }

    private static func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) } }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xedb8_8320 : rest >> 1 }
        }
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let low = (sums.0 + UInt32(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return high << 16 | low
    }
}
