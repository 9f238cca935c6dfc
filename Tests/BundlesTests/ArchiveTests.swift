import Archives
import Testing
import TestSupport

@Suite("Zip archives") struct ArchiveTests {
    private static let wide = Archive.Limits(members: 100, memberBytes: 1 << 20, totalBytes: 1 << 21)

    private func member(_ name: String, _ text: String) -> Archive.Member {
        .init(name: name, bytes: Array(text.utf8))
    }

    @Test func `what is packed is unpacked, in its order, and always to the same bytes`() throws {
        try forAll(seeds: 20) { random in
            let members = (0..<Int.random(in: 1...20, using: &random)).map { index in
                Archive.Member(
                    name: "folder/\(index).json",
                    bytes: (0..<Int.random(in: 0...3_000, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    })
            }
            let packed = try Archive.pack(members)
            #expect(try Archive.pack(members) == packed)
            #expect(try Archive.unpack(packed, within: Self.wide) == members)
        }
    }

    @Test func `more or larger members than are let are refused before they are unpacked`() throws {
        let packed = try Archive.pack([member("a", "12345"), member("b", "12345"), member("c", "12345")])
        let cases: [(Archive.Limits, ArchiveProblem)] = [
            (.init(members: 2, memberBytes: 10, totalBytes: 100), .tooManyMembers(most: 2)),
            (.init(members: 3, memberBytes: 4, totalBytes: 100), .tooLarge("a")),
            (.init(members: 3, memberBytes: 10, totalBytes: 14), .tooLarge("c")),
        ]
        for (limits, problem) in cases {
            #expect(throws: problem) { try Archive.unpack(packed, within: limits) }
        }
        #expect(try Archive.unpack(packed, within: .init(members: 3, memberBytes: 5, totalBytes: 15)).count == 3)
    }

    @Test func `a member that is there twice is refused`() throws {
        var packed = try Archive.pack([member("name-a", "one"), member("name-b", "two")])
        for index in packed.indices.dropLast(5) where packed[index..<(index + 6)].elementsEqual("name-b".utf8) {
            packed[index + 5] = UInt8(ascii: "a")
        }
        #expect(throws: ArchiveProblem.doubled("name-a")) { try Archive.unpack(packed, within: Self.wide) }
    }

    @Test func `a member whose bytes were changed in place is damaged`() throws {
        let packed = try Archive.pack([member("a", "one"), member("b", "hello world")])
        let start = packed.indices.dropLast(5).first { packed[$0..<($0 + 5)].elementsEqual("hello".utf8) }
        let place = try #require(start)
        var changed = packed
        changed[place] ^= 1
        #expect(throws: ArchiveProblem.damaged("b")) { try Archive.unpack(changed, within: Self.wide) }
    }

    @Test func `whatever bytes come, none are read beyond their end`() throws {
        let packed = try Archive.pack([member("a", "one"), member("b", "hello world")])
        for text in ["", "PK", "PK\u{3}\u{4}", "Dear diary"] {
            #expect(throws: ArchiveProblem.self) { try Archive.unpack(Array(text.utf8), within: Self.wide) }
        }
        try forAll(seeds: 300) { random in
            var changed = packed
            for _ in 0...2 {
                changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { changed.removeLast(Int.random(in: 1...packed.count, using: &random)) }
            // Either it is refused, or what comes out is not larger than what is let.
            do {
                #expect(try Archive.unpack(changed, within: Self.wide).map(\.bytes.count).reduce(0, +) <= 1 << 21)
            } catch {
                #expect(error is ArchiveProblem)
            }
        }
    }
}
