import Operations
import Orders
import Outbox
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What suppliers' programs send does what the buttons of their pages do, and nothing else.
@Suite("Documents of suppliers") struct ReceiveDocumentTests {
    @Test func `an order is accepted, sent off, confirmed, invoiced and paid, all by documents of its supplier`()
        async throws
    {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1), ("ramp", 1)]), "meadow")
        let order = try await scene.reference(part)
        #expect(try await scene.receive(Sent.response("AB", to: order, id: "R-0"), as: .milo) == "taken")
        #expect(try await scene.part(of: part.order, "meadow").status == .sent)
        #expect(try await scene.receive(Sent.response("AP", to: order), as: .milo) == "taken")
        #expect(try await scene.part(of: part.order, "meadow").status == .accepted)
        #expect(try await scene.receive(Sent.despatch([1: "1", 2: "1"], of: order), as: .milo) == "taken")
        #expect(try await scene.part(of: part.order, "meadow").status == .delivered)
        let invoice = Sent.invoice(
            [
                .init(position: "1", units: "1", price: "100.00", net: "100.00", percent: "20"),
                .init(position: "2", units: "1", price: "150", net: "150", percent: "20.00"),
            ], of: order, tax: "50.00", net: "250.00", gross: "300.00")
        #expect(try await scene.receive(invoice, as: .milo) == "taken")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 received"])
        try await scene.confirm(part)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 matched"])
        try await scene.pay(part)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 paid"])
        #expect(try await scene.part(of: part.order, "meadow").status == .paid)
        try await scene.expectSound()
    }

    @Test func `the same document again gives the first outcome and does nothing`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let text = Sent.response("AP", to: try await scene.reference(part))
        let first = try await scene.receive(Array(text.utf8), as: .petra).received
        let before = try await scene.fingerprint(without: ["sessions", "commands", "audit_records"])
        // Another way in, another key.
        let again = try await scene.receive(Array(text.utf8), as: .petra, by: .folder)
        #expect(again.received == first)
        #expect(try await scene.changes(since: before) == [])
        // The same number with other contents says something else: refused, and on record.
        let other = Sent.response("RE", to: try await scene.reference(part))
        #expect(try await scene.receive(other, as: .petra) == "document.other-contents")
        #expect(try await scene.part(of: part.order, "trent").status == .accepted)
    }

    @Test func `what was refused may be sent again as it is`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let order = try await scene.reference(part)
        let sent = Sent.despatch([1: "2"], of: order)
        #expect(try await scene.receive(sent, as: .petra) == "supplier-order.not-possible")
        try await scene.answer(part, .accept)
        #expect(try await scene.receive(sent, as: .petra) == "taken")
        #expect(try await scene.part(of: part.order, "trent").status == .delivered)
    }

    @Test func `lines that are refused are free again, and lines that are changed wait for the holder`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1), ("ramp", 1)]), "meadow")
        let order = try await scene.reference(part)
        let price = "<cac:Price><cbc:PriceAmount currencyID=\"GBP\">90.00</cbc:PriceAmount></cac:Price>"
        let text = Sent.response("CA", to: order, lines: [(1, "3", price), (2, "7", "")])
        #expect(try await scene.receive(text, as: .milo) == "taken")
        let now = try await scene.part(of: part.order, "meadow")
        #expect((now.status, now.tally(1)?[.open], now.tally(2)?[.refused]) == (.changeOffered, 1, 1))
        try await scene.agree(now)
        let agreed = try await scene.part(of: part.order, "meadow")
        #expect((agreed.status, agreed.liveTotal) == (.accepted, Cast.pounds("108")))
        try await scene.expectSound()
    }

    /// Documents that cannot be right, with the code of the refusal.
    /// - Parameters: what documents call the supplier's own order, another supplier's, its identifier, and one that is
    ///   over.
    private static func wrong(
        _ own: String, foreign: String, theirs: String, over done: String
    ) -> [(String, String)] {
        let two = "<cbc:Quantity unitCode=\"C62\">2</cbc:Quantity>"
        let asSigned = Sent.response("CA", to: own, lines: [(1, "5", two)])
        let dearer = Sent.response(
            "CA", to: own, lines: [(1, "5", "<cac:Price><cbc:PriceAmount>120.00</cbc:PriceAmount></cac:Price>")])
        let sum = Sent.Line(position: "1", units: "1", price: "100", net: "100", percent: "20")
        return [
            ("", "document.malformed"), ("<a/>", "document.unknown-kind"),
            ("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "document.document-type"),
            (String(repeating: "<a>", count: 500), "document.too-deep"),
            (String(repeating: " ", count: 20 << 20), "document.too-large"),
            (Sent.response("AP", to: "AAAAA-AAAAA-1"), "document.order-unknown"),
            (Sent.response("AP", to: foreign), "document.order-unknown"),
            (Sent.response("AP", to: theirs), "document.order-unknown"),
            (Sent.response("AP", to: "' OR 1=1 --"), "document.order-unknown"),
            (Sent.response("AP", to: done), "supplier-order.not-possible"),
            (asSigned, "document.quantity"), (dearer, "document.price"),
            (Sent.response("AP", to: own, advanced: true, note: String(repeating: "x", count: 5_000)), "fields"),
            (Sent.despatch([1: "1"], of: own), "supplier-order.not-possible"),
            (
                Sent.invoice([sum], of: own, tax: "20", net: "100", gross: "120", currency: "EUR"),
                "document.currency"
            ),
            (
                Sent.invoice([sum], of: own, tax: "20", net: "100", gross: "120", credits: "I-9"),
                "document.credit-unclear"
            ),
        ]
    }

    /// Every one of these leaves everything as it is, and is on record with its reason.
    @Test func `what cannot be right is refused with a reason, and nothing moves`() async throws {
        let scene = try await Scene()
        let mine = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1)]), "meadow")
        let theirs = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let over = try await scene.part(of: try await scene.sign(.ann, [("ramp", 1)]), "meadow")
        try await scene.answer(over, .decline, note: "No more.")
        let (own, foreign, done) = (
            try await scene.reference(mine), try await scene.reference(theirs), try await scene.reference(over)
        )
        let cases = Self.wrong(own, foreign: foreign, theirs: theirs.id.text, over: done)
        let kept: Set = ["sessions", "documents_received", "commands", "audit_records"]
        let before = try await scene.fingerprint(without: kept)
        for (text, expected) in cases {
            #expect(try await scene.receive(text, as: .milo) == expected, "\(text.prefix(300))")
        }
        let changed = try await scene.changes(since: before)
        #expect(changed.filter { change in !kept.contains { change.contains($0) } } == [])
        let noted = try await scene.rows("SELECT outcome, reason, contents FROM documents_received ORDER BY id")
        #expect(try noted.map { try $0.text("outcome") } == cases.map(\.1))
        #expect(try noted.allSatisfy { try !$0.text("reason").isEmpty && $0.optionalText("contents") == nil })
        try await scene.expectSound()
    }

    @Test func `a request to cancel is answered, without a fee`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let order = try await scene.reference(part)
        try await scene.answer(part, .accept)
        try await scene.perform(AskToCancel(part: part.id, note: "I am away."), as: .ann)
        let simple = Sent.response("AP", to: order)
        #expect(try await scene.receive(simple, as: .petra) == "document.not-an-answer-to-cancelling")
        // It took the order before anybody asked.
        let late = Sent.response("AP", to: order, advanced: true, on: "2026-10-05")
        #expect(try await scene.receive(late, as: .petra) == "document.not-an-answer-to-cancelling")
        #expect(try await scene.receive(Sent.response("AP", to: order, advanced: true), as: .petra) == "taken")
        #expect(try await scene.part(of: part.order, "trent").status == .cancelled)
        try await scene.expectSound()
    }

    @Test func `a part is found by its own number, and by the number people say where that is clear`() async throws {
        let scene = try await Scene()
        // One order, two parts at the same supplier: in the plan, and asked for.
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights-trent", 1)])
        let direct = try await scene.part(of: order, "trent")
        let asked = try await scene.part(of: order, "trent", .asked)
        let number = try await scene.order(order).number
        // What waits for approval is not the supplier's to know of.
        #expect(
            try await scene.receive(Sent.response("AP", to: try await scene.reference(asked)), as: .petra)
                == "document.order-unknown")
        try await scene.decide(asked, .approve)
        #expect(try await scene.receive(Sent.response("AP", to: number), as: .petra) == "document.order-unclear")
        #expect(try await scene.receive(Sent.response("AP", to: asked.id.text), as: .petra) == "taken")
        #expect(
            try await scene.receive(
                Sent.response("RE", to: try await scene.reference(direct), id: "R-2"), as: .petra) == "taken")
        #expect(try await scene.standing(of: order) == ["trent direct declined", "trent asked accepted"])
    }
}
