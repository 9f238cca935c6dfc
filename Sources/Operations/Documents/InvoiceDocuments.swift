import Catalogue
import Orders
import Outbox
import Relational
import Storage
import Values

extension SentInvoice {
    /// As it is compared: whole units, whole pence.
    /// - Throws: `DocumentRefusal` where it holds what no order of ours can.
    func invoice(
        _ id: Invoice.ID, about part: SupplierOrder, at now: Moment
    ) throws(DocumentRefusal) -> Invoice {
        guard currency == "GBP" else { throw .currency(currency) }
        guard type == SentInvoice.commercial else { throw .unreadable(field: "InvoiceTypeCode", value: type) }
        guard lines.count <= Invoice.linesMaximum
        else { throw .unreadable(field: "InvoiceLine", value: "\(lines.count)") }
        guard self.id.unicodeScalars.count <= Invoice.numberCharactersMaximum
        else { throw .unreadable(field: "ID", value: String(self.id.prefix(60))) }
        guard let tax = tax.sum, let total = gross.sum, let payable = payable.sum
        else { throw .unreadable(field: "LegalMonetaryTotal", value: "\(gross)") }
        var read: [Invoice.Line] = []
        for line in lines { read.append(try self.line(line, part)) }
        return Invoice(
            id: id, supplier: part.supplier, supplierOrder: part.id, number: self.id, issuedOn: issued,
            receivedAt: now, origin: .document, lines: read, tax: tax, total: total,
            hasOtherSums: hasAllowances || lines.contains(where: \.hasAllowances) || payable != total)
    }

    private func line(_ line: Line, _ part: SupplierOrder) throws(DocumentRefusal) -> Invoice.Line {
        let position = line.orderLine.flatMap { Int($0) }.flatMap { part.line($0) == nil ? nil : $0 }
        if let position, let signed = part.line(position), let unit = line.quantity.unit {
            let expected = UBLUnit.code(for: signed.unit)
            guard UBLUnit.areSame(unit, expected)
            else { throw .unit(line: position, said: unit, expected: expected) }
        }
        guard let units = line.quantity.value.whole, (1...Invoice.unitsMaximum).contains(units) else {
            throw .quantity(line: position ?? 0, said: "\(line.quantity.value)", most: position.map(most(part)) ?? 0)
        }
        guard let unitNet = line.price.unit, unitNet.isSum, let net = line.net.sum
        else { throw .unreadable(field: "PriceAmount", value: line.price.words) }
        // The rate in hundredths of a per cent; what is outside VAT says none.
        guard let points = (line.percent ?? ExactDecimal(0)).money?.pence, (0...10_000).contains(points)
        else { throw .unreadable(field: "Percent", value: "\(line.percent ?? ExactDecimal(0))") }
        return Invoice.Line(
            position: position, title: line.title, units: units, unitNet: unitNet, net: net, basisPoints: points)
    }

    private func most(_ part: SupplierOrder) -> (Int) -> Int { { part.tally($0)?.invoiceable ?? 0 } }
}

extension SentInvoice {
    /// A commercial invoice (UNCL1001), which asks for money for what has come: not in advance, nor back.
    fileprivate static let commercial = "380"
}

extension Money {
    /// Neither less than nothing nor more than anybody would be paid at once: all that can be added and multiplied.
    fileprivate var isSum: Bool { (.zero...Money.readMaximum).contains(self) }
}

extension ExactDecimal {
    /// Nil where it is none of that.
    fileprivate var sum: Money? { money.flatMap { $0.isSum ? $0 : nil } }
}

extension InvoiceClerk {
    /// A credit note takes back an invoice that is not settled: all of it, or it is refused.
    /// - Throws: `DocumentRefusal.creditUnclear`.
    func credit(_ note: SentInvoice, of part: SupplierOrder) throws {
        guard let number = note.credits, var invoice = try tx.invoices.find(number: number, of: part.supplier),
            invoice.supplierOrder == part.id,
            note.currency == "GBP", note.gross.money == invoice.total, note.payable.money == invoice.total,
            invoice.status.allows(.credit)
        else { throw DocumentRefusal.creditUnclear(note.credits ?? "") }
        try invoice.perform(.credit, note: "Credited with \(note.id)")
        try tx.invoices.save(invoice, by: person, at: tools.now)
    }
}
