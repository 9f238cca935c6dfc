import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier writes an invoice on the site, about units that were accepted, at the prices that were signed.
package struct WriteInvoice: Operation {
    package let part: SupplierOrder.ID
    /// The supplier's own number for it.
    package let number: String
    package let issuedOn: Day
    /// So many units of each line, by position.
    package let units: [Int: Int]

    package init(part: SupplierOrder.ID, number: String, issuedOn: Day, units: [Int: Int]) {
        self.part = part
        self.number = number
        self.issuedOn = issuedOn
        self.units = units
    }

    /// - Throws: `NotFound`, `FieldProblems`, `InvoiceRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Invoice.ID {
        let supplier = try principal.actingForSupplier(to: .money)
        guard let part = try tx.supplierOrders.find(part, of: supplier) else { throw NotFound() }
        let number = Text.line(number)
        guard (1...Invoice.numberCharactersMaximum).contains(number.unicodeScalars.count) else {
            let most = Invoice.numberCharactersMaximum
            throw FieldProblems("number", "Enter your invoice number, at most \(most) characters")
        }
        let others = try tx.invoices.list(of: part.id)
        var lines: [Invoice.Line] = []
        var tax = Money.zero
        for (position, units) in units.sorted(by: { $0.key < $1.key }) where units != 0 {
            guard let line = part.line(position), let tally = part.tally(position) else { throw NotFound() }
            let most = others.leftToInvoice(of: tally)
            guard units > 0, units <= most else { throw OrderRefusal.unitsMissing(wanted: units, there: most) }
            // What was taken off after a problem has no price on a form.
            guard !(tally.credit + tally.refund).isPositive else { throw InvoiceRefusal.reduced(title: line.title) }
            let price = line.price(at: tally.unitPrice)
            lines.append(
                Invoice.Line(
                    position: position, title: line.title, units: units, unitNet: price.net,
                    net: price.net.times(units), basisPoints: price.basisPoints))
            tax += price.tax.times(units)
        }
        let invoice = Invoice(
            id: tools.new(), supplier: supplier, supplierOrder: part.id, number: number, issuedOn: issuedOn,
            receivedAt: tools.now, origin: .form, lines: lines, tax: tax, total: lines.map(\.net).total + tax)
        let clerk = InvoiceClerk(tx: tx, person: principal.person.id, tools: tools)
        try clerk.receive(invoice, about: part)
        return invoice.id
    }
}

/// The commissioner's staff reject an invoice that cannot be right, and say why.
package struct RejectInvoice: Operation {
    package let invoice: Invoice.ID
    package let version: Int?
    package let reason: String

    package init(invoice: Invoice.ID, version: Int?, reason: String) {
        self.invoice = invoice
        self.version = version
        self.reason = reason
    }

    /// - Throws: `NotFound`, `WorkflowRefusal`, `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Invoice.ID {
        let commissioner = try principal.actingForCommissioner()
        let reason = Text.tidy(reason)
        try mustFit(reason)
        guard var invoice = try tx.invoices.find(invoice, of: commissioner)?.invoice else { throw NotFound() }
        guard version.map({ $0 == invoice.version }) ?? true else { throw OrderRefusal.changedMeanwhile }
        guard let part = try tx.supplierOrders.find(invoice.supplierOrder) else { throw NotFound() }
        try invoice.perform(.reject, problems: invoice.problems, note: reason)
        try tx.invoices.save(invoice, by: principal.person.id, at: tools.now)
        try InvoiceClerk(tx: tx, person: principal.person.id, tools: tools).tell(.invoiceRejected, invoice, part)
        return invoice.id
    }
}
