import Operations
import Orders
import Outbox
import Relational
import SceneSupport
import Storage
import Testing
import Values

/// Documents as suppliers' programs write and send them, in a scene.
extension Scene {
    /// Sends a document, and gives the outcome: `taken`, or the code of the refusal.
    @discardableResult
    func receive(
        _ text: String, as who: Player, by channel: ReceivedDocument.Channel = .program, key: String? = nil
    ) async throws -> String {
        try await receive(Array(text.utf8), as: who, by: channel, key: key).received.outcome.code
    }

    func receive(
        _ bytes: [UInt8], as who: Player, by channel: ReceivedDocument.Channel = .program, key: String? = nil
    ) async throws -> DocumentAnswer {
        try await desk.receive(
            bytes, by: channel, as: try await principal(who), key: key ?? "key-\(ids.next())") { "\($0)" }
    }

    /// What a supplier calls an order in its documents.
    func reference(_ part: SupplierOrder) async throws -> String {
        part.documentID(number: try await order(part.order).number)
    }

    func outgoing(_ part: SupplierOrder) async throws -> [OutgoingDocument] {
        try await database.read { try $0.outgoingDocuments(of: part.id, for: part.supplier) }
    }

    func invoices(_ part: SupplierOrder) async throws -> [Invoice] {
        try await database.read { try $0.invoices.list(of: part.id) }
    }

    /// `I-1 query QTY 1`, one text for each invoice of a part.
    func standing(ofInvoices part: SupplierOrder) async throws -> [String] {
        try await invoices(part).map { invoice in
            ([invoice.number, invoice.status.rawValue]
                + invoice.problems.map { "\($0.code.rawValue)\($0.position.map { " \($0)" } ?? "")" })
                .joined(separator: " ")
        }
    }
}

enum Sent {
    private static let names = """
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
        """

    static func response(
        _ code: String, to order: String, id: String = "R-1", advanced: Bool = false,
        lines: [(line: Int, code: String, inner: String)] = [], note: String = "So be it.",
        on day: String = "2026-10-07"
    ) -> String {
        let rows = lines.map {
            """
            <cac:OrderLine><cac:LineItem><cbc:ID>\($0.line)</cbc:ID><cbc:LineStatusCode>\($0.code)</cbc:LineStatusCode>
            \($0.inner)<cac:Item><cbc:Name>x</cbc:Name></cac:Item></cac:LineItem>
            <cac:OrderLineReference><cbc:LineID>\($0.line)</cbc:LineID></cac:OrderLineReference></cac:OrderLine>
            """
        }
        return """
            <OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" \(names)>
            <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:\(advanced ? "advanced_ordering" : "ordering"):3</cbc:ProfileID>
            <cbc:ID>\(id)</cbc:ID><cbc:IssueDate>\(day)</cbc:IssueDate>
            <cbc:OrderResponseCode>\(code)</cbc:OrderResponseCode><cbc:Note>\(note)</cbc:Note>
            <cbc:DocumentCurrencyCode>GBP</cbc:DocumentCurrencyCode>
            <cac:OrderReference><cbc:ID>\(order)</cbc:ID></cac:OrderReference>\(rows.joined())</OrderResponse>
            """
    }

    static func despatch(_ lines: [Int: String], of order: String, id: String = "D-1") -> String {
        let rows = lines.sorted { $0.key < $1.key }.map {
            """
            <cac:DespatchLine><cbc:ID>\($0.key)</cbc:ID>
            <cbc:DeliveredQuantity unitCode="EA">\($0.value)</cbc:DeliveredQuantity>
            <cac:OrderLineReference><cbc:LineID>\($0.key)</cbc:LineID></cac:OrderLineReference></cac:DespatchLine>
            """
        }
        return """
            <DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" \(names)>
            <cbc:ID>\(id)</cbc:ID><cbc:IssueDate>2026-10-07</cbc:IssueDate>
            <cac:OrderReference><cbc:ID>\(order)</cbc:ID></cac:OrderReference>\(rows.joined())</DespatchAdvice>
            """
    }

    struct Line {
        var position: String
        var units: String
        var price: String
        var net: String
        var percent: String
    }

    /// An invoice, or a credit note where it says which invoice it credits.
    static func invoice(
        _ lines: [Line], of order: String, id: String = "I-1", tax: String, net: String, gross: String,
        currency: String = "GBP", more: String = "", credits: String? = nil
    ) -> String {
        let kind = credits == nil ? "Invoice" : "CreditNote"
        let rows = lines.map {
            """
            <cac:\(kind)Line><cbc:ID>\($0.position)</cbc:ID>
            <cbc:\(kind == "Invoice" ? "Invoiced" : "Credited")Quantity unitCode="EA">\($0.units)\
            </cbc:\(kind == "Invoice" ? "Invoiced" : "Credited")Quantity>
            <cbc:LineExtensionAmount currencyID="\(currency)">\($0.net)</cbc:LineExtensionAmount>
            <cac:OrderLineReference><cbc:LineID>\($0.position)</cbc:LineID></cac:OrderLineReference>
            <cac:Item><cbc:Name>x</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>
            <cbc:Percent>\($0.percent)</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="\(currency)">\($0.price)</cbc:PriceAmount></cac:Price>
            </cac:\(kind)Line>
            """
        }
        let credited = credits.map {
            "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\($0)</cbc:ID></cac:InvoiceDocumentReference>"
                + "</cac:BillingReference>"
        }
        return """
            <\(kind) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(kind)-2" \(names)>
            <cbc:ID>\(id)</cbc:ID><cbc:IssueDate>2026-10-09</cbc:IssueDate>
            <cbc:\(kind)TypeCode>\(credits == nil ? "380" : "381")</cbc:\(kind)TypeCode>
            <cbc:DocumentCurrencyCode>\(currency)</cbc:DocumentCurrencyCode>
            <cac:OrderReference><cbc:ID>\(order)</cbc:ID></cac:OrderReference>\(credited ?? "")\(more)
            <cac:TaxTotal><cbc:TaxAmount currencyID="\(currency)">\(tax)</cbc:TaxAmount></cac:TaxTotal>
            <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="\(currency)">\(net)</cbc:LineExtensionAmount>
            <cbc:TaxExclusiveAmount currencyID="\(currency)">\(net)</cbc:TaxExclusiveAmount>
            <cbc:TaxInclusiveAmount currencyID="\(currency)">\(gross)</cbc:TaxInclusiveAmount>
            <cbc:PayableAmount currencyID="\(currency)">\(gross)</cbc:PayableAmount></cac:LegalMonetaryTotal>
            \(rows.joined())</\(kind)>
            """
    }
}
