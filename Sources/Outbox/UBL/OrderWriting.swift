import Orders
import Values

// Order (Peppol BIS 3, T01), Order Change (T114) and Order Cancellation (T115) as trees.

extension OrderPaper {
    /// - Parameter issued: the day of the step that sent it, so that it is the same whenever it is asked for.
    package func order(_ lines: [Line], issued: Day) -> XMLElement {
        UBL.document(
            "Order",
            [
                cbc("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:order:3"), cbc("ProfileID", profile.identifier),
                cbc("ID", id), cbc("IssueDate", issued), cbc("OrderTypeCode", "220"), cbc("Note", note),
                cbc("DocumentCurrencyCode", UBL.currency),
            ] + references + [cac("ValidityPeriod", cbc("EndDate", answerBy))] + parties + [deliveryElement]
                + OrderPaper.sums(lines) + lines.map { OrderPaper.element($0, status: nil) })
    }

    /// Every line as it is to be from now on, and what is different about it.
    package func change(
        _ lines: [(line: Line, status: LineChange)], id change: String, sequence: Int, note: String?, issued: Day
    ) -> XMLElement {
        UBL.document(
            "OrderChange",
            [
                cbc("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:order_change:3"),
                cbc("ProfileID", OrderProfile.advanced.identifier), cbc("ID", change), cbc("IssueDate", issued),
                cbc("SequenceNumberID", String(sequence)), cbc("Note", note),
                cbc("DocumentCurrencyCode", UBL.currency),
            ] + references + [
                cac("ValidityPeriod", cbc("EndDate", answerBy)), cac("OrderReference", cbc("ID", id)),
            ] + parties + [deliveryElement] + OrderPaper.sums(lines.map(\.line))
                + lines.map { OrderPaper.element($0.line, status: $0.status) })
    }

    /// Nothing of it is wanted any more.
    package func cancellation(id cancellation: String, note: String, issued: Day) -> XMLElement {
        UBL.document(
            "OrderCancellation",
            [
                cbc("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:order_cancellation:3"),
                cbc("ProfileID", OrderProfile.advanced.identifier), cbc("ID", cancellation), cbc("IssueDate", issued),
                cbc("CancellationNote", note), cac("OrderReference", cbc("ID", id)),
            ] + parties)
    }

    /// UNCL1229, as changes use it.
    package enum LineChange: String, Sendable, Hashable {
        case added = "1"
        case deleted = "2"
        case changed = "3"
        case none = "4"
    }

    /// Suppliers may not see which line of a budget pays, so the order itself is what its cost is booked under.
    private var references: [XMLElement?] { [cbc("CustomerReference", id), cbc("AccountingCost", id)] }

    private var parties: [XMLElement?] {
        [
            cac("BuyerCustomerParty", buyer.element(isSeller: false)),
            cac("SellerSupplierParty", seller.element(isSeller: true)),
            cac(
                "OriginatorCustomerParty",
                cac("Party", cac("PartyIdentification", cbc("ID", originator)))),
        ]
    }

    private var deliveryElement: XMLElement? {
        guard let delivery else { return nil }
        return cac(
            "Delivery",
            [
                cac("DeliveryLocation", cac("Address", OrderPaper.address(delivery.lines))),
                cac(
                    "DeliveryParty",
                    [
                        cac("PartyName", cbc("Name", delivery.name)),
                        cac("Contact", cbc("Telephone", delivery.telephone)),
                    ]),
            ])
    }

    /// One to three lines and the postcode, street first.
    private static func address(_ lines: [String]) -> [XMLElement?] {
        let plain = Array(lines.dropLast())
        return [
            cbc("StreetName", plain.first), cbc("AdditionalStreetName", plain.count > 2 ? plain[1] : nil),
            cbc("CityName", plain.count > 1 ? plain.last : nil), cbc("PostalZone", lines.last), country,
        ]
    }

    fileprivate static var country: XMLElement? { cac("Country", cbc("IdentificationCode", "GB")) }
}

extension OrderPaper {
    /// Tax and sums of all lines.
    private static func sums(_ lines: [Line]) -> [XMLElement?] {
        let (net, tax) = (lines.map(\.net).total, lines.map(\.tax).total)
        return [
            cac("TaxTotal", cbc("TaxAmount", tax)),
            cac(
                "AnticipatedMonetaryTotal",
                [
                    cbc("LineExtensionAmount", net), cbc("TaxExclusiveAmount", net),
                    cbc("TaxInclusiveAmount", net + tax), cbc("PayableAmount", net + tax),
                ]),
        ]
    }

    private static func element(_ line: Line, status: LineChange?) -> XMLElement? {
        let unit = ["unitCode": UBLUnit.code(for: line.unit)]
        let period = cac("RequestedDeliveryPeriod", [cbc("StartDate", line.first), cbc("EndDate", line.last)])
        return cac(
            "OrderLine",
            [
                cbc("Note", line.note),
                cac(
                    "LineItem",
                    [
                        cbc("ID", String(line.position)), cbc("LineStatusCode", status?.rawValue),
                        cbc("Quantity", String(line.units), unit), cbc("LineExtensionAmount", line.net),
                        period.flatMap { cac("Delivery", $0) },
                        cac("Price", [cbc("PriceAmount", line.price.net), cbc("BaseQuantity", "1", unit)]),
                        item(line),
                    ]),
            ])
    }

    private static func item(_ line: Line) -> XMLElement? {
        cac(
            "Item",
            [
                cbc("Description", line.unit), cbc("Name", line.title),
                cac("SellersItemIdentification", cbc("ID", line.reference)),
                cac("StandardItemIdentification", cbc("ID", line.gtin, ["schemeID": "0160"])),
                line.price.element("ClassifiedTaxCategory"),
            ])
    }
}

extension OrderLine.Price {
    /// UNCL5305: S, Z, E or O.
    private var category: String {
        if basisPoints > 0 { return "S" }
        if isRelieved { return "Z" }
        return switch vat {
        case .exempt: "E"
        case .outside: "O"
        default: "Z"
        }
    }

    /// What is outside the scope of VAT has no rate, not even nought.
    func element(_ name: String) -> XMLElement? {
        let percent = category == "O" ? nil : Money(pence: basisPoints).decimal
        return cac(name, [cbc("ID", category), cbc("Percent", percent), cac("TaxScheme", cbc("ID", "VAT"))])
    }
}

extension TradeParty {
    /// - Parameter isSeller: a seller has an address, at least its country.
    func element(isSeller: Bool) -> XMLElement? {
        cac(
            "Party",
            [
                endpoint, cac("PartyName", cbc("Name", name)),
                isSeller ? cac("PostalAddress", OrderPaper.country) : nil,
                cac("PartyLegalEntity", cbc("RegistrationName", name)),
                cac("Contact", [cbc("Telephone", telephone), cbc("ElectronicMail", email)]),
            ])
    }

    var endpoint: XMLElement? {
        address.flatMap { cbc("EndpointID", $0.identifier, ["schemeID": $0.scheme]) }
    }
}
