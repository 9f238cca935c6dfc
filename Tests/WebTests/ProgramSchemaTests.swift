import Testing
import TestSupport
import Values

@testable import Web

/// What programs may say, and how often they may come: the rules, without a database.
@Suite("Programs’ rules") struct ProgramSchemaTests {
    private static let schema = Schema.object(
        ["name": .words(upTo: 5), "count": .integer(0...9)],
        or: [
            "day": .day, "at": .moment, "yes": .flag, "kind": .words(["a", "b"]), "none": Schema.flag.orNull,
            "list": .list(of: .integer(1...2), 1...2), "table": Schema(.table(of: .text(0...3))),
            "inner": Schema.object(["a/b": .flag]).named("Inner"),
        ])

    private func told(_ text: String) throws -> [String] {
        let json = try JSONText(Array(text.utf8))
        return Self.schema.problems(of: json.value, otherNumbers: json.otherNumbers).map { "\($0.pointer) \($0.words)" }
    }

    @Test(arguments: [
        ("{\"name\":\"Ann\",\"count\":0}", []),
        ("{\"name\":\"Ann\",\"count\":9.0,\"none\":null,\"day\":\"2026-04-06\",\"kind\":\"b\"}", []),
        ("{\"name\":\"A\",\"count\":1,\"at\":\"2026-04-06T13:05:09.123Z\",\"list\":[1,2],\"table\":{\"x\":\"\"}}", []),
        ("[]", [" must be an object"]), ("{}", ["/name is missing", "/count is missing"]),
        ("{\"name\":\"Annie!\",\"count\":1}", ["/name must not be longer than 5 characters"]),
        ("{\"name\":\" \\u200b\",\"count\":1}", ["/name must hold a letter, a digit or a sign"]),
        ("{\"name\":\"Ann\",\"count\":1.5}", ["/count must be a whole number from 0 to 9"]),
        ("{\"name\":\"Ann\",\"count\":10}", ["/count must be a whole number from 0 to 9"]),
        ("{\"name\":\"Ann\",\"count\":null}", ["/count must be a whole number from 0 to 9, not null"]),
        ("{\"name\":\"Ann\",\"count\":\"1\"}", ["/count must be a whole number from 0 to 9"]),
        ("{\"name\":\"A\",\"count\":1,\"day\":\"2026-02-30\"}", ["/day must be a day like 2026-04-06"]),
        ("{\"name\":\"A\",\"count\":1,\"at\":\"2026-04-06\"}", ["/at must be a moment like 2026-04-06T13:05:09.123Z"]),
        ("{\"name\":\"A\",\"count\":1,\"kind\":\"c\"}", ["/kind must be one of a, b"]),
        ("{\"name\":\"A\",\"count\":1,\"list\":[]}", ["/list must be an array of 1 to 2"]),
        ("{\"name\":\"A\",\"count\":1,\"list\":[1,7]}", ["/list/1 must be a whole number from 1 to 2"]),
        ("{\"name\":\"A\",\"count\":1,\"table\":{\"~\":\"long\"}}", ["/table/~0 must not be longer than 3 characters"]),
        ("{\"name\":\"A\",\"count\":1,\"inner\":{\"a/b\":1}}", ["/inner/a~1b must be true or false"]),
        ("{\"name\":\"A\",\"count\":1,\"b/c\":1}", ["/b~1c is not a member of this"]),
        (
            "{\"name\":\"A\",\"count\":1,\"table\":{\"\(String(repeating: "x", count: 101))\":\"\"}}",
            ["/table must have names of at most 100 characters"]
        ),
    ]) func `everything that is wrong is told with its place`(text: String, problems: [String]) throws {
        #expect(try told(text) == problems)
    }

    @Test func `every name that the description points to is described`() throws {
        let text = OpenAPI.document.canonical
        for reference in text.matches(of: /"\$ref":"#\/components\/schemas\/(\w+)"/) {
            #expect(OpenAPI.document["components"]?["schemas"]?[String(reference.1)] != nil, "\(reference.1)")
        }
        #expect(Set(Calls.all.map(\.name)).count == Calls.all.count)
        #expect(Set(Calls.all.map { "\($0.method) \($0.path)" }).count == Calls.all.count)
        #expect(Set(ProgramCode.all.map(\.code)).count == ProgramCode.all.count)
    }

    @Test func `every example is what it is an example of`() {
        for call in Calls.all {
            for case .json(let schema, let example) in call.bodies {
                #expect(schema.problems(of: example) == [], "\(call.name)")
            }
        }
    }

    @Test func `a cursor is taken by its own list alone`() throws {
        let text = PageCursor(list: "orders", last: "0199-é").text
        #expect(try PageCursor(text, of: "orders").last == "0199-é")
        for (wrong, list) in [(text, "invoices"), ("!", "orders"), ("", "orders"), (text + "A", "listings")] {
            #expect(throws: ProgramProblem.cursorBroken) { try PageCursor(wrong, of: list) }
        }
    }

    @Test func `an entity tag tells its version, and nothing else is one`() {
        let tag = EntityTag(version: 7, body: ["a": 1]).text
        #expect(EntityTag.version(tag) == 7)
        for wrong in ["7", "\"7\"", "\"\"", "\"x\"", "\"7.12\"", "\"-7\"", "W/\(tag)", "*", "\(tag), \(tag)"] {
            #expect(EntityTag.version(wrong) == nil, "\(wrong)")
        }
        #expect(EntityTag(version: 7, body: ["a": 2]).text != tag)
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:0:1::2", "20:1:d:b8:0:0:0:1"),
        ("2001:db8:0:1:ffff::3", "20:1:d:b8:0:0:0:1"), ("2001:db8:0:2::2", "20:1:d:b8:0:0:0:2"),
        ("fe80::1%eth0", "fe:80:0:0:0:0:0:0"), ("", ""),
    ]) func `one sender is one network`(address: String, network: String) {
        #expect(Network(of: address).text == network)
    }

    @Test func `a place is told as a fragment of an address`() throws {
        #expect(JSONPointer.fragment("/a b/é~1/0") == "#/a%20b/%C3%A9~1/0" && JSONPointer.fragment("") == "#")
        let add = try #require(Calls.all.first { $0.name == "addListing" })
        #expect(add.pointer(to: "lead_days") == "/leadDays" && add.pointer(to: "price") == "/pricePence")
        #expect(add.pointer(to: "seat/width") == "/attributes/seat~1width")
        let refuse = try #require(Calls.all.first { $0.name == "declineOrder" })
        #expect(refuse.pointer(to: "note") == "/reason" && refuse.pointer(to: "other") == "")
    }

    @Test func `a bucket gives what it holds at once, and then as fast as it fills`() {
        var bucket = TokenBucket(perMinute: 60)
        let begin = Moment(milliseconds: 1_000_000)
        let first = (0..<60).map { _ in bucket.take(at: begin) }
        #expect(first.allSatisfy(\.isAllowed) && first.first?.remaining == 59 && first.last?.remaining == 0)
        #expect(bucket.take(at: begin) == .init(isAllowed: false, remaining: 0, seconds: 1))
        #expect(bucket.take(at: begin.adding(seconds: 1)).isAllowed)
        #expect(!bucket.take(at: begin.adding(seconds: 1)).isAllowed)
        #expect(bucket.take(at: begin.adding(seconds: 61)).remaining == 59)
    }

    @Test func `in no stretch of time more come through than the bucket holds and fills`() throws {
        try forAll { random in
            var bucket = TokenBucket(perMinute: Int.random(in: 1...1_000, using: &random))
            var now = Moment(milliseconds: 0)
            var allowed: [Int] = []
            for _ in 0..<300 {
                now = Moment(milliseconds: now.milliseconds + Int.random(in: 0...2_000, using: &random))
                if bucket.take(at: now).isAllowed { allowed.append(now.milliseconds) }
            }
            for (index, begin) in allowed.enumerated() {
                let stretch = (allowed.last ?? begin) - begin
                #expect(allowed.count - index <= bucket.perMinute + bucket.perMinute * stretch / 60_000 + 1)
            }
        }
    }
}
