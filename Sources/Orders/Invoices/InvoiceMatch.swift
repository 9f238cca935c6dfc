import Catalogue
import Values

/// The comparison of three documents: what was signed, what was received, and what is invoiced. Not a penny more than
/// was signed agrees; less does.
package enum InvoiceMatch: Sendable, Hashable {
    case agrees
    /// It agrees with what was signed, and something of it has not been confirmed yet.
    case waits
    case differs([InvoiceProblem])

    /// - Parameters:
    ///   - part: as it is now, with what was agreed since it was signed.
    ///   - others: the supplier's other invoices about it that count.
    package init(of invoice: Invoice, with part: SupplierOrder, others: [Invoice]) {
        let comparison = Comparison(invoice: invoice, part: part, others: others)
        let problems = comparison.problems
        if !problems.isEmpty {
            self = .differs(problems)
        } else {
            self = comparison.isReceived ? .agrees : .waits
        }
    }

    private struct Comparison {
        let invoice: Invoice
        let part: SupplierOrder
        let others: [Invoice]

        var problems: [InvoiceProblem] {
            var problems: [InvoiceProblem] = []
            for line in invoice.lines where line.position.flatMap(part.line) == nil {
                problems.append(
                    InvoiceProblem(.reference, line.position, said: line.title, expected: "a line of the order"))
            }
            for (position, units) in invoice.units.sorted(by: { $0.key < $1.key }) {
                problems += quantities(position, units) + prices(position)
            }
            return problems.isEmpty ? sums : problems
        }

        private func quantities(_ position: Int, _ units: Int) -> [InvoiceProblem] {
            guard let tally = part.tally(position) else { return [] }
            let most = others.leftToInvoice(of: tally)
            guard units > most else { return [] }
            return [InvoiceProblem(.quantity, position, said: "\(units)", expected: "at most \(most)")]
        }

        private func prices(_ position: Int) -> [InvoiceProblem] {
            guard let line = part.line(position), let tally = part.tally(position) else { return [] }
            var problems: [InvoiceProblem] = []
            let signed = line.price(at: tally.unitPrice)
            for asked in invoice.lines where asked.position == position {
                if asked.unitNet > signed.net || asked.net != asked.unitNet.times(asked.units) {
                    problems.append(
                        InvoiceProblem(
                            .price, position, said: "\(asked.unitNet), \(asked.net) in all",
                            expected: "\(signed.net), \(signed.net.times(asked.units)) in all"))
                }
                if asked.basisPoints != signed.basisPoints {
                    problems.append(
                        InvoiceProblem(
                            .vat, position, said: rate(asked.basisPoints), expected: rate(signed.basisPoints)))
                }
            }
            // What was taken off after a problem is not asked for.
            let reduced = tally.credit + tally.refund
            if reduced.isPositive {
                let most = tally.unitPrice.times(tally.invoiceable) - reduced
                let asked = (others + [invoice]).map { $0.gross(position, at: signed) }.total
                if asked > most {
                    problems.append(
                        InvoiceProblem(.price, position, said: "\(asked) in all", expected: "at most \(most)"))
                }
            }
            return problems
        }

        /// Asked only where every line is right: otherwise they differ because the lines do.
        private var sums: [InvoiceProblem] {
            if invoice.hasOtherSums {
                return [InvoiceProblem(.other, said: "\(invoice.total)", expected: "nothing beside the lines")]
            }
            let net = invoice.lines.map(\.net).total
            var tax = Money.zero
            for line in invoice.lines {
                guard let position = line.position, let tally = part.tally(position), let signed = part.line(position)
                else { continue }
                tax += signed.price(at: tally.unitPrice).tax(of: line)
            }
            if invoice.tax != tax { return [InvoiceProblem(.vat, said: "\(invoice.tax)", expected: "\(tax)")] }
            guard invoice.total == net + tax else {
                return [InvoiceProblem(.price, said: "\(invoice.total)", expected: "\(net + tax)")]
            }
            return []
        }

        /// Has all of it been confirmed?
        var isReceived: Bool {
            invoice.units.allSatisfy { position, units in
                units <= (part.tally(position)?.confirmed ?? 0) - others.invoiced(position)
            }
        }

        private func rate(_ basisPoints: Int) -> String {
            basisPoints.isMultiple(of: 100) ? "\(basisPoints / 100)%" : "\(Money(pence: basisPoints).decimal)%"
        }
    }
}

extension LineTally {
    /// Units that have been accepted and may be paid for, now or when they have come.
    package var invoiceable: Int {
        count(.toCome, .unconfirmed, .questioned, .received, .disputed, .paid, .contested)
    }

    /// Units that have come as ordered, as the holder says.
    package var confirmed: Int { count(.received, .disputed, .paid, .contested) }
}

extension OrderLine {
    /// What one unit costs, taken apart: net and tax together are always what was signed, to the penny.
    package struct Price: Sendable, Hashable {
        package let net: Money
        package let tax: Money
        /// The rate of VAT in hundredths of a per cent.
        package let basisPoints: Int
        /// As it was signed: what is not taxed may be exempt, outside the scope, or relieved.
        package let vat: VAT
        package let isRelieved: Bool

        /// VAT of what an invoice asks for. Cheaper than signed, VAT follows the price.
        fileprivate func tax(of line: Invoice.Line) -> Money {
            line.unitNet == net
                ? tax.times(line.units) : line.unitNet.share(basisPoints: basisPoints).times(line.units)
        }
    }

    /// - Parameter price: of one unit now; less than signed where an approval capped it.
    package func price(at price: Money) -> Price {
        let points = isRelieved ? 0 : vat.basisPoints
        let net = points == 0
            ? price : price == unitPrice ? unitNet : price.fraction(10_000, of: 10_000 + points)
        return Price(net: net, tax: price - net, basisPoints: points, vat: vat, isRelieved: isRelieved)
    }
}

extension Invoice {
    /// What it asks for one line of the order, with VAT.
    fileprivate func gross(_ position: Int, at price: OrderLine.Price) -> Money {
        lines.filter { $0.position == position }.map { $0.net + price.tax(of: $0) }.total
    }
}

extension [Invoice] {
    /// Units of a line that these ask for, but for those that do not count.
    fileprivate func invoiced(_ position: Int) -> Int {
        filter(\.status.counts).reduce(0) { $0 + ($1.units[position] ?? 0) }
    }

    /// Units of a line that may still be invoiced, these being all invoices about it.
    package func leftToInvoice(of tally: LineTally) -> Int {
        Swift.max(0, tally.invoiceable - invoiced(tally.position))
    }
}
