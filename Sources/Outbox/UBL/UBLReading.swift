import Values

/// Reads what the trees of UBL documents say. It asks for what we need, and passes over what we do not.
package enum UBLReader {
    /// - Throws: `DocumentRefusal` with the place of what is missing or cannot be read.
    package static func read(_ root: XMLElement) throws(DocumentRefusal) -> IncomingDocument {
        guard root.space == UBL.space(of: root.name) else { throw .unknownKind(name(of: root)) }
        switch root.name {
        case "OrderResponse": return .orderResponse(try orderResponse(root))
        case "DespatchAdvice": return .despatchAdvice(try despatchAdvice(root))
        case "Invoice": return .invoice(try invoice(root, "Invoice"))
        case "CreditNote": return .creditNote(try invoice(root, "CreditNote"))
        default: throw .unknownKind(name(of: root))
        }
    }

    private static func name(of root: XMLElement) -> String { String(root.name.unicodeScalars.prefix(60)) }

    // MARK: - Kinds

    private static func orderResponse(_ root: XMLElement) throws(DocumentRefusal) -> OrderResponse {
        // An agreement to something that nobody ordered has the same form.
        let (process, kind) = (root.value("ProfileID") ?? "", root.value("CustomizationID") ?? "")
        guard !kind.contains("order_agreement") else { throw .unknownKind("OrderAgreement") }
        let said = try root.must("OrderResponseCode")
        guard let code = OrderResponse.Code(said) else { throw .unknownCode(field: "OrderResponseCode", value: said) }
        var lines: [OrderResponse.Line] = []
        for line in root.all("OrderLine") { lines.append(try responseLine(line)) }
        return OrderResponse(
            id: try root.identifier("ID"), order: try root.identifier("OrderReference", "ID"),
            change: root.value("OrderChangeDocumentReference", "ID"), issued: try root.dayIfAny("IssueDate"),
            isAdvanced: process.contains("advanced_ordering") || kind.contains("order_response_advanced"),
            code: code, note: root.value("Note"), currency: try root.must("DocumentCurrencyCode"),
            promised: try root.dayIfAny("Delivery", "PromisedDeliveryPeriod", "StartDate"), lines: lines)
    }

    private static func responseLine(_ element: XMLElement) throws(DocumentRefusal) -> OrderResponse.Line {
        guard let item = element.first("LineItem") else { throw .missing("OrderLine/LineItem") }
        let said = try item.must("LineStatusCode")
        guard let code = OrderResponse.LineCode(rawValue: said)
        else { throw .unknownCode(field: "LineStatusCode", value: said) }
        // The line of the order; the answer's own number only where it names none, as for a line that it adds.
        let reference = element.value("OrderLineReference", "LineID")
        let substitute = element.first("SellerSubstitutedLineItem")?.first("Item").map {
            OrderResponse.Item(
                reference: $0.value("SellersItemIdentification", "ID"),
                gtin: $0.value("StandardItemIdentification", "ID"))
        }
        let line = if let reference { reference } else { try item.identifier("ID") }
        return OrderResponse.Line(
            line: line, code: code, note: item.value("Note"),
            quantity: try item.quantityIfAny("Quantity"), price: try item.priceIfAny(),
            promised: try item.dayIfAny("Delivery", "PromisedDeliveryPeriod", "StartDate"), substitute: substitute)
    }

    private static func despatchAdvice(_ root: XMLElement) throws(DocumentRefusal) -> DespatchAdvice {
        var lines: [DespatchAdvice.Line] = []
        var orders = root.all("OrderReference").compactMap { $0.value("ID") }
        for line in root.all("DespatchLine") {
            let reference = line.first("OrderLineReference")
            if let order = reference?.value("OrderReference", "ID") { orders.append(order) }
            guard let quantity = try line.quantityIfAny("DeliveredQuantity")
            else { throw .missing("DespatchLine/DeliveredQuantity") }
            lines.append(.init(line: try line.identifier("OrderLineReference", "LineID"), delivered: quantity))
        }
        guard !lines.isEmpty else { throw .missing("DespatchLine") }
        let shipment = root.first("Shipment")
        return DespatchAdvice(
            id: try root.identifier("ID"), orders: orders.unique, note: root.value("Note"),
            tracking: shipment?.value("Delivery", "TrackingID") ?? shipment?.value("Consignment", "ID"), lines: lines)
    }

    private static func invoice(_ root: XMLElement, _ kind: String) throws(DocumentRefusal) -> SentInvoice {
        var orders = root.all("OrderReference").compactMap { $0.value("ID") }
        var lines: [SentInvoice.Line] = []
        for line in root.all("\(kind)Line") {
            if let order = line.value("OrderLineReference", "OrderReference", "ID") { orders.append(order) }
            lines.append(try invoiceLine(line, kind == "Invoice" ? "InvoicedQuantity" : "CreditedQuantity"))
        }
        guard !lines.isEmpty else { throw .missing("\(kind)Line") }
        guard let total = root.first("LegalMonetaryTotal") else { throw .missing("LegalMonetaryTotal") }
        var tax: ExactDecimal?
        // There may be a second sum of tax, in the currency of the accounts.
        let currency = try root.must("DocumentCurrencyCode")
        for sum in root.all("TaxTotal") where sum.first("TaxAmount")?.attributes["currencyID"] == currency {
            tax = try sum.number("TaxAmount")
        }
        let type = root.value("InvoiceTypeCode") ?? root.value("CreditNoteTypeCode")
        guard let type else { throw .missing("\(kind)TypeCode") }
        return SentInvoice(
            id: try root.identifier("ID"), orders: orders.unique, issued: try root.day("IssueDate"), type: type,
            currency: currency, credits: root.value("BillingReference", "InvoiceDocumentReference", "ID"), lines: lines,
            tax: tax ?? ExactDecimal(0),
            gross: try total.number("TaxInclusiveAmount"), payable: try total.number("PayableAmount"),
            hasAllowances: root.first("AllowanceCharge") != nil)
    }

    private static func invoiceLine(_ line: XMLElement, _ field: String) throws(DocumentRefusal) -> SentInvoice.Line {
        guard let quantity = try line.quantityIfAny(field) else { throw .missing(field) }
        guard let price = try line.priceIfAny() else { throw .missing("Price/PriceAmount") }
        let tax = line.at("Item", "ClassifiedTaxCategory")
        return SentInvoice.Line(
            orderLine: line.value("OrderLineReference", "LineID"),
            title: line.value("Item", "Name") ?? "", quantity: quantity, net: try line.number("LineExtensionAmount"),
            price: price, percent: try tax?.numberIfAny("Percent"),
            hasAllowances: line.first("AllowanceCharge") != nil)
    }
}

extension [String] {
    /// Each once, in order.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
