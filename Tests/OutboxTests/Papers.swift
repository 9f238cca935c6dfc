import Baskets
import Catalogue
import Documents
import Orders
import Outbox
import TestSupport
import Values

/// Documents as suppliers' programs write them, shortly.
enum Papers {
    /// A part with three lines: four frames at £10 with VAT at 20 per cent, ten hours exempt at £18.50, twice a week
    /// for three weeks two visits at £7.
    static func part(_ status: SupplierOrderStatus, _ counts: [[UnitState: Int]]? = nil) -> SupplierOrder {
        let lines = [
            line(1, "Frame", "each", "10.00", .standard, 4), line(2, "Help", "hour", "18.50", .exempt, 10),
            line(
                4, "Visit", "visit", "7.00", .exempt, 2,
                Schedule(first: Cast.day("2026-10-12"), every: .week, times: 3)),
        ]
        let tallies = counts.map { counts in
            zip(lines, counts).map { LineTally(position: $0.position, unitPrice: $0.unitPrice, counts: $1) }
        }
        return SupplierOrder(
            id: "so-1", order: "o-1", supplier: "meadow", route: .direct,
            payer: .init(budget: "b", management: .notional), lines: lines, tallies: tallies, status: status,
            version: 2)
    }

    static func line(
        _ position: Int, _ title: String, _ unit: String, _ net: String, _ vat: VAT, _ quantity: Int,
        _ schedule: Schedule? = nil
    ) -> OrderLine {
        let net = Cast.pounds(net)
        return OrderLine(
            position: position,
            offer: .init(
                listing: .init("l-\(position)"), category: "07-01", title: title, unit: unit, unitNet: net, vat: vat,
                unitPrice: net + vat.tax(on: net), leadDays: 2, delivery: "Parcel", cancellation: "Free"),
            quantity: quantity, schedule: schedule, sources: [], rules: [], request: nil)
    }

    static func response(
        _ code: String, _ lines: String = "", profile: String = "ordering", note: String? = "So be it.",
        currency: String = "GBP", more: String = ""
    ) -> String {
        """
        <OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" \(names)>
        <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order_response:3</cbc:CustomizationID>
        <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:\(profile):3</cbc:ProfileID><cbc:ID>R-1</cbc:ID>
        <cbc:IssueDate>2026-10-07</cbc:IssueDate><cbc:OrderResponseCode>\(code)</cbc:OrderResponseCode>
        \(note.map { "<cbc:Note>\($0)</cbc:Note>" } ?? "")
        <cbc:DocumentCurrencyCode>\(currency)</cbc:DocumentCurrencyCode>
        <cac:OrderReference><cbc:ID>7K3M9-2QXRT-1</cbc:ID></cac:OrderReference>\(more)\(lines)</OrderResponse>
        """
    }

    /// One line of an answer.
    static func answer(_ line: String, _ code: String, _ inner: String = "", substitute: String? = nil) -> String {
        """
        <cac:OrderLine><cac:LineItem><cbc:ID>\(line)</cbc:ID><cbc:LineStatusCode>\(code)</cbc:LineStatusCode>\(inner)
        <cac:Item><cbc:Name>x</cbc:Name></cac:Item></cac:LineItem>
        \(substitute.map {
            "<cac:SellerSubstitutedLineItem><cbc:ID>1</cbc:ID><cac:Item><cac:SellersItemIdentification>"
                + "<cbc:ID>\($0)</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:SellerSubstitutedLineItem>"
        } ?? "")
        <cac:OrderLineReference><cbc:LineID>\(line)</cbc:LineID></cac:OrderLineReference></cac:OrderLine>
        """
    }

    static func quantity(_ value: String, _ unit: String = "C62") -> String {
        "<cbc:Quantity unitCode=\"\(unit)\">\(value)</cbc:Quantity>"
    }

    static func promised(_ day: String) -> String {
        "<cac:Delivery><cac:PromisedDeliveryPeriod><cbc:StartDate>\(day)</cbc:StartDate></cac:PromisedDeliveryPeriod>"
            + "</cac:Delivery>"
    }

    static func price(_ amount: String, per: String? = nil) -> String {
        "<cac:Price><cbc:PriceAmount currencyID=\"GBP\">\(amount)</cbc:PriceAmount>"
            + (per.map { "<cbc:BaseQuantity unitCode=\"C62\">\($0)</cbc:BaseQuantity>" } ?? "") + "</cac:Price>"
    }

    static func despatch(_ lines: [(line: String, units: String, unit: String)], tracking: String? = nil) -> String {
        let rows = lines.map {
            """
            <cac:DespatchLine><cbc:ID>1</cbc:ID>
            <cbc:DeliveredQuantity unitCode="\($0.unit)">\($0.units)</cbc:DeliveredQuantity>
            <cac:OrderLineReference><cbc:LineID>\($0.line)</cbc:LineID></cac:OrderLineReference></cac:DespatchLine>
            """
        }
        return """
            <DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" \(names)>
            <cbc:ID>D-1</cbc:ID><cbc:IssueDate>2026-10-07</cbc:IssueDate>
            <cac:OrderReference><cbc:ID>7K3M9-2QXRT-1</cbc:ID></cac:OrderReference>
            \(tracking.map {
                "<cac:Shipment><cbc:ID>1</cbc:ID><cac:Delivery><cbc:TrackingID>\($0)</cbc:TrackingID></cac:Delivery>"
                    + "</cac:Shipment>"
            } ?? "")\(rows.joined())</DespatchAdvice>
            """
    }

    static func read(_ text: String) throws -> IncomingDocument {
        try UBLReader.read(try XMLReader.read(Array(text.utf8)))
    }

    private static let names = """
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
        """
}
