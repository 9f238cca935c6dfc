import Catalogue
import TestSupport
import Testing

@Suite("Words of a search") struct WordsTests {
    @Test func `words are lower case, parted by everything else, and at most a dozen of forty signs`() {
        #expect(Words.split("  Neuro-Physio, NG7 \"at home\" (OR *) ") == [
            "neuro", "physio", "ng7", "at", "home", "or",
        ])
        #expect(Words.split("?! -- %") == [])
        #expect(Words.split(String(repeating: "word ", count: 100)).count == 12)
        #expect(Words.split(String(repeating: "a", count: 100)) == [String(repeating: "a", count: 40)])
    }

    private func parts(_ text: String) -> [String] {
        Words.parts(of: text).map { $0.text + ($0.isBeginning ? "…" : "") }
    }

    @Test func `the last word may be a beginning, unless it is very short or a phrase`() {
        #expect(parts("grab rail") == ["grab", "rail…"])
        #expect(parts("rail at") == ["rail", "at"])
        #expect(parts("  ") == [])
    }

    @Test func `words between quotation marks stand together, whichever marks they are`() {
        #expect(parts("\"grab rail\" long") == ["grab rail", "long…"])
        #expect(parts("long “grab rail”") == ["long", "grab rail"])
        #expect(parts("\"grab") == ["grab…"])
        #expect(parts("\"rail\"") == ["rail"])
        #expect(parts("\"\"\"\"").isEmpty)
        #expect(parts(String(repeating: "\"a b\" ", count: 50)).count <= 12)
    }

    @Test func `a word is looked for as itself and as what means the same`() {
        let synonyms = Synonyms(["Physio": ["physiotherapy"], "pads": ["continence", "bed pad"]])
        let others = { (word: String) in
            synonyms.alternatives(to: WordPart(words: [word], isBeginning: true)).map(\.text)
        }
        #expect(others("physio") == ["physio", "physiotherapy"])
        #expect(others("pads") == ["pads", "continence", "bed pad"])
        #expect(others("hoist") == ["hoist"])
    }

    @Test func `words that mean something together are one part`() {
        let synonyms = Synonyms(["stair lift": ["stairlift"], "meals on wheels": ["meal delivery"]])
        let joined = { (text: String) in synonyms.joined(Words.parts(of: text)).map(\.text) }
        #expect(joined("straight stair lift") == ["straight", "stair lift"])
        #expect(joined("lift stair") == ["lift", "stair"])
        #expect(joined("hot meals on wheels") == ["hot", "meals on wheels"])
        #expect(joined("meals on the stair lift") == ["meals", "on", "the", "stair lift"])
    }
}

@Suite("Slips of the pen") struct SpellingTests {
    private static let words = ["physiotherapy", "wheelchair", "hoist", "host", "ramp", "rail", "commode"]

    @Test(arguments: [
        ("fysiotherapy", ["physiotherapy"]), ("physiotherapie", ["physiotherapy"]), ("weelchair", ["wheelchair"]),
        ("whelechair", ["wheelchair"]), ("hoits", ["hoist"]), ("hist", ["hoist", "host"]), ("comode", ["commode"]),
        ("rma", []), ("elephant", []), ("", []),
    ]) func `what was meant is near`(typed: String, meant: [String]) {
        #expect(Vocabulary(Self.words).nearest(to: typed, most: 5) == meant)
    }

    @Test func `the nearest stands first, and no more than were asked for`() {
        #expect(Vocabulary(["host", "hoist", "moist"]).nearest(to: "hoist", most: 2) == ["hoist", "host"])
    }

    @Test func `one slip of each kind is one step, whatever the words`() throws {
        try forAll { random in
            let letters = (0..<Int.random(in: 8...20, using: &random)).map { _ in
                Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random)))
            }
            var (changed, at) = (letters, Int.random(in: 0..<letters.count - 1, using: &random))
            switch Int.random(in: 0...3, using: &random) {
            case 0: changed.remove(at: at)
            case 1: changed.insert("é", at: at)
            case 2: changed[at] = "é"
            default: changed.swapAt(at, at + 1)
            }
            let (right, typed) = (String(letters), String(changed))
            #expect(Vocabulary([right]).nearest(to: typed, most: 1) == [right], "\(typed) for \(right)")
            at = 0
        }
    }
}

@Suite("Sets of rows") struct RowSetTests {
    @Test func `they do what any sets of numbers do`() throws {
        try forAll { random in
            let rows = { (random: inout SplitMix64) in
                Set((0..<Int.random(in: 0...60, using: &random)).map { _ in Int.random(in: 0...400, using: &random) })
            }
            let (left, right) = (rows(&random), rows(&random))
            var (union, both) = (RowSet(left), RowSet(left))
            union.formUnion(RowSet(right))
            both.formIntersection(RowSet(right))
            for (set, numbers) in [(union, left.union(right)), (both, left.intersection(right))] {
                var seen: [Int] = []
                set.forEach { seen.append($0) }
                #expect(seen == numbers.sorted())
                #expect(set.count == numbers.count && set.isEmpty == numbers.isEmpty)
                #expect((0...500).allSatisfy { set.contains($0) == numbers.contains($0) })
            }
        }
    }
}
