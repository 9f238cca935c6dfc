import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Three documents are compared to the penny: what was signed, what was received, what is invoiced.
@Suite("Invoices") struct InvoiceTests {
    /// Four sessions of £80, exempt from VAT; three have come and are confirmed, one is to come.
    private static func sessions(_ scene: Scene) async throws -> SupplierOrder {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 4)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.perform(DeliverOrder(part: part.id, units: [1: 3]), as: .petra)
        try await scene.perform(ConfirmDelivery(part: part.id, units: [1: 3]), as: .ann)
        return part
    }

    private static func invoice(
        _ order: String, units: String = "3", price: String = "80.00", net: String = "240.00", percent: String = "0",
        tax: String = "0.00", gross: String? = nil, line: String = "1", id: String = "I-1", more: String = "",
        credits: String? = nil
    ) -> String {
        Sent.invoice(
            [.init(position: line, units: units, price: price, net: net, percent: percent)], of: order, id: id,
            tax: tax, net: net, gross: gross ?? net, more: more, credits: credits)
    }

    @Test func `each difference is asked about by its code`() async throws {
        let scene = try await Scene()
        let order = try await scene.reference(try await Self.sessions(scene))
        let charge = "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator></cac:AllowanceCharge>"
        let cases: [(String, String)] = [
            (Self.invoice(order, units: "4", net: "320.00"), "received"),
            (Self.invoice(order, units: "5", net: "400.00"), "query QTY 1"),
            (Self.invoice(order, price: "80.01", net: "240.03"), "query PRI 1"),
            (Self.invoice(order, net: "240.01"), "query PRI 1"),
            (Self.invoice(order, percent: "20", tax: "48.00", gross: "288.00"), "query VAT 1"),
            (Self.invoice(order, tax: "0.01", gross: "240.01"), "query VAT"),
            (Self.invoice(order, gross: "241.00"), "query PRI"),
            (Self.invoice(order, line: "9"), "query REF"),
            (Self.invoice(order, more: charge), "query OTH"),
            // Less than was signed is no difference.
            (Self.invoice(order, price: "79.00", net: "237.00"), "matched"),
        ]
        for (number, (text, expected)) in cases.enumerated() {
            let other = try await Scene()
            let part = try await Self.sessions(other)
            #expect(try await other.receive(text, as: .petra) == "taken")
            #expect(try await other.standing(ofInvoices: part) == ["I-1 \(expected)"], "case \(number)")
            try await other.expectSound()
        }
    }

    @Test func `units are invoiced once, and a number is used once`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        let order = try await scene.reference(part)
        #expect(try await scene.receive(Self.invoice(order, units: "2", net: "160.00"), as: .petra) == "taken")
        #expect(
            try await scene.receive(Self.invoice(order, units: "1", net: "80.00"), as: .petra)
                == "document.other-contents")
        #expect(try await scene.receive(Self.invoice(order, id: "I-2"), as: .petra) == "taken")
        // Two of the four are invoiced: three more are too many.
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 matched", "I-2 query QTY 1"])
        let third = Self.invoice(order, units: "1", net: "80.00", id: "I-3")
        #expect(try await scene.receive(third, as: .petra) == "taken")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 matched", "I-2 query QTY 1", "I-3 matched"])
        try await scene.pay(part)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 paid", "I-2 query QTY 1", "I-3 paid"])
        try await scene.expectSound()
    }

    @Test func `an invoice that came too early is right when the holder has confirmed`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        let order = try await scene.reference(part)
        let early = Self.invoice(order, units: "4", net: "320.00")
        #expect(try await scene.receive(early, as: .petra) == "taken")
        try await scene.pay(part)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 received"])
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 matched"])
        try await scene.pay(part, reference: "BACS-2")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 paid"])
    }

    @Test func `a payment that the bank returns makes its invoices unpaid again`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        #expect(try await scene.receive(Self.invoice(try await scene.reference(part)), as: .petra) == "taken")
        try await scene.pay(part)
        let payment = try #require(try await scene.database.read { try $0.payments.recent(of: "TAD", most: 1) }.first)
        try await scene.perform(ReturnPayment(payment: payment.payment.id, words: "No such account"), as: .bilal)
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 matched"])
        try await scene.expectSound()
    }

    @Test func `a query ends with a credit note, or with a reason`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        let order = try await scene.reference(part)
        let wrong = Self.invoice(order, price: "90.00", net: "270.00")
        #expect(try await scene.receive(wrong, as: .petra) == "taken")
        // Not all of it: no credit that ends it.
        let some = Self.invoice(order, price: "10.00", net: "30.00", id: "C-1", credits: "I-1")
        #expect(try await scene.receive(some, as: .petra) == "document.credit-unclear")
        let all = Self.invoice(order, price: "90.00", net: "270.00", id: "C-1", credits: "I-1")
        #expect(try await scene.receive(all, as: .petra) == "taken")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 credited"])
        let second = Self.invoice(order, price: "90.00", net: "270.00", id: "I-2")
        #expect(try await scene.receive(second, as: .petra) == "taken")
        let id = try #require(try await scene.invoices(part).last?.id)
        #expect(
            await refusal { try await scene.perform(RejectInvoice(invoice: id, version: nil, reason: " "), as: .bilal) }
                == "invoice.reason-given")
        // Another commissioner's staff do not know of it.
        #expect(
            await refusal { try await scene.perform(RejectInvoice(invoice: id, version: nil, reason: "x"), as: .quinn) }
                == "NotFound")
        try await scene.perform(RejectInvoice(invoice: id, version: nil, reason: "The price is £80."), as: .bilal)
        #expect(try await scene.invoices(part).last?.note == "The price is £80.")
        // Trent is told of each, and their programs get the answer.
        let told = try await scene.database.read { snapshot in
            try snapshot.documents.unput(to: "trent", since: Cast.now, most: 200).filter(\.kind.isAboutInvoice)
                .map { message in
                    (
                        message.kind,
                        try snapshot.outgoingDocument(
                            for: message.part, of: "trent", message.kind, occasion: message.occasion)?.bytes
                    )
                }
        }
        #expect(told.map(\.0) == [.invoiceQuestioned, .invoiceQuestioned, .invoiceRejected])
        let answer = String(decoding: told.last?.1 ?? [], as: UTF8.self)
        #expect(answer.contains("The price is £80."))
    }

    @Test func `an invoice is written on the site, at the prices that were signed`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        let day = Cast.day("2026-10-09")
        try await scene.perform(WriteInvoice(part: part.id, number: "7", issuedOn: day, units: [1: 3]), as: .petra)
        #expect(try await scene.standing(ofInvoices: part) == ["7 matched"])
        #expect(try await scene.invoices(part).first?.total == Cast.pounds("240"))
        for (number, units, expected) in [
            ("7", 1, "invoice.number-known"), ("8", 2, "order.units-missing"), ("8", 0, "invoice.empty"),
        ] {
            let asked = WriteInvoice(part: part.id, number: number, issuedOn: day, units: [1: units])
            #expect(await refusal { try await scene.perform(asked, as: .petra) } == expected)
        }
        let asked = WriteInvoice(part: part.id, number: "9", issuedOn: day, units: [1: 1])
        #expect(await refusal { try await scene.perform(asked, as: .milo) } == "NotFound")
    }

    @Test func `what was taken off after a problem is not invoiced`() async throws {
        let scene = try await Scene()
        let part = try await Self.sessions(scene)
        let order = try await scene.reference(part)
        try await scene.run(
            "UPDATE line_tallies SET credit_pence = 1000 WHERE supplier_order_id = \(part.id)")
        #expect(try await scene.receive(Self.invoice(order, units: "4", net: "320.00"), as: .petra) == "taken")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 query PRI 1"])
        #expect(
            try await scene.receive(
                Self.invoice(order, units: "3", price: "76.00", net: "228.00", id: "I-2"), as: .petra) == "taken")
        #expect(try await scene.standing(ofInvoices: part) == ["I-1 query PRI 1", "I-2 matched"])
        // The form knows the signed price alone.
        let asked = WriteInvoice(part: part.id, number: "9", issuedOn: Cast.day("2026-10-09"), units: [1: 1])
        #expect(await refusal { try await scene.perform(asked, as: .petra) } == "invoice.reduced")
    }
}
