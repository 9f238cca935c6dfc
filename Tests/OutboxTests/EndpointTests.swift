import Outbox
import TestSupport
import Testing
import Values

@Suite("Endpoints") struct EndpointTests {
    private let start = Moment(milliseconds: 1_000_000)

    private func webhook(isStandard: Bool = false) -> Endpoint {
        Endpoint(
            id: .init("e-1"), owner: .supplier(Cast.physio.id), channel: .webhook, address: "https://a.example/",
            isStandard: isStandard, scope: .everything, secret: "first", madeAt: start)
    }

    @Test func `for a day both secrets sign, then the new one alone`() {
        var endpoint = webhook()
        #expect(endpoint.secrets(at: start) == ["first"])
        endpoint.rotate(to: "second", at: start)
        #expect(endpoint.secrets(at: start.adding(minutes: 24 * 60 - 1)) == ["second", "first"])
        #expect(endpoint.secrets(at: start.adding(minutes: 24 * 60)) == ["second"])
    }

    @Test func `what is paused, gone or removed takes nothing, and what was removed keeps no secret`() throws {
        var endpoint = webhook()
        #expect(endpoint.takes(.paid))
        try endpoint.perform(.pause)
        #expect(!endpoint.takes(.orderSent))
        try endpoint.perform(.resume)
        try endpoint.perform(.endForGood)
        #expect(!endpoint.takes(.orderSent))
        try endpoint.perform(.remove)
        #expect(endpoint.secrets(at: start).isEmpty)
        #expect(throws: WorkflowRefusal.self) { try endpoint.perform(.resume) }
    }

    @Test func `the address that an owner is known by can be paused and not removed`() throws {
        var endpoint = webhook(isStandard: true)
        #expect(throws: WorkflowRefusal.self) { try endpoint.perform(.remove) }
        try endpoint.perform(.pause)
        #expect(endpoint.status == .paused)
    }

    @Test func `an address for what is to do gets no thanks`() {
        var endpoint = webhook()
        endpoint.choose(.toDo)
        #expect(endpoint.takes(.orderSent))
        #expect(endpoint.takes(.cancelAsked))
        #expect(!endpoint.takes(.paid))
        #expect(!endpoint.takes(.receiptConfirmed))
    }

    @Test(arguments: [
        ("https://orders.example/holdfast", "https://orders.example/holdfast"),
        ("https://orders.example", "https://orders.example/"),
        ("https://orders.example?shop=3", "https://orders.example/?shop=3"),
        ("https://orders.example:443/A", "https://orders.example/A"),
        ("https://orders.example:8443/a/b?shop=3&x=%20", "https://orders.example:8443/a/b?shop=3&x=%20"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("HTTPS://ORDERS.EXAMPLE/Shop", "https://orders.example/Shop"),
    ])
    func `an address of a program is taken, and kept as it is requested`(text: String, kept: String) throws {
        #expect(try WebAddress(text).text == kept)
    }

    @Test func `anything else is refused, and says why`() {
        let table: [(String, WebAddressProblem)] = [
            ("", .notAnAddress), ("orders.example", .notAnAddress), ("https://", .notAnAddress),
            ("https:///path", .notAnAddress), ("https://orders.example:0/", .notAnAddress),
            ("https://orders.example:99999/", .notAnAddress), ("https://orders.example:x/", .notAnAddress),
            ("https://orders..example/", .notAnAddress), ("https://orders.example/#top", .notAnAddress),
            ("https://orders.example/a b", .notAnAddress), ("https://orders.example/\u{e9}", .notAnAddress),
            ("https://orders.example/\r\nX: y", .notAnAddress), ("file:///etc/passwd", .notAnAddress),
            ("javascript:alert(1)", .notAnAddress), ("gopher://orders.example/", .notAnAddress),
            ("http://orders.example/", .notEncrypted), ("https://me:secret@orders.example/", .holdsAName),
            ("https://orders.example@evil.example/", .holdsAName),
            ("https://orders.example\\@evil.example/", .notAnAddress),
            ("https://" + String(repeating: "a", count: 2_000), .notAnAddress),
        ]
        for (text, problem) in table {
            #expect(throws: problem, "\(text)") { try WebAddress(text) }
        }
        #expect(throws: Never.self) { try WebAddress("http://127.0.0.1:8080/", allowsPlain: true) }
    }

    @Test func `nothing is sent into a network, to this machine or to nowhere`() {
        let closed: [[UInt8]] = [
            [0, 0, 0, 0], [10, 0, 0, 1], [100, 64, 0, 1], [100, 127, 255, 255], [127, 0, 0, 1], [169, 254, 169, 254],
            [172, 16, 0, 1], [172, 31, 255, 255], [192, 0, 0, 8], [192, 168, 1, 1], [198, 18, 0, 1], [198, 19, 255, 1],
            [203, 0, 113, 9], [224, 0, 0, 1], [255, 255, 255, 255],
        ]
        let open: [[UInt8]] = [
            [1, 1, 1, 1], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 255, 255], [100, 128, 0, 0], [126, 1, 1, 1],
            [172, 15, 255, 255], [172, 32, 0, 0], [192, 167, 1, 1], [198, 17, 255, 255], [198, 20, 0, 0],
            [223, 255, 255, 255],
        ]
        for address in closed { #expect(!NetworkAddress.isPublic(address), "\(address)") }
        for address in open { #expect(NetworkAddress.isPublic(address), "\(address)") }
        let mapped = { (four: [UInt8]) in [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + four }
        #expect(!NetworkAddress.isPublic(mapped([127, 0, 0, 1])))
        #expect(NetworkAddress.isPublic(mapped([1, 1, 1, 1])))
        let long = { (start: [UInt8]) in start + [UInt8](repeating: 1, count: 16 - start.count) }
        for start: [UInt8] in [
            [0, 0], [0xfe, 0x80], [0xfc, 0], [0xfd, 1], [0xff, 2], [0x20, 1, 0, 0], [0x20, 1, 0x0d, 0xb8], [0x20, 2],
            [0x00, 0x64, 0xff, 0x9b], [0x3f, 0xff, 0x0f],
        ] { #expect(!NetworkAddress.isPublic(long(start)), "\(start)") }
        for start: [UInt8] in [[0x20, 1, 0x48, 0x60], [0x2a, 0], [0x3f, 0xfe]] {
            #expect(NetworkAddress.isPublic(long(start)), "\(start)")
        }
        #expect(!NetworkAddress.isPublic([]))
    }
}
