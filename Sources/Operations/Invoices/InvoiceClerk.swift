import Catalogue
import Identity
import Ledger
import Orders
import Outbox
import Relational
import Storage
import Values

/// Compares invoices with what was signed and received: when they come, and again whenever something of their order
/// moves, in the same transaction. It moves no money.
struct InvoiceClerk {
    let tx: Transaction
    /// Nil when time alone acts.
    let person: Person.ID?
    let tools: Tools

    /// Takes in a new invoice.
    /// - Throws: `InvoiceRefusal`.
    func receive(_ invoice: Invoice, about part: SupplierOrder) throws {
        guard !invoice.lines.isEmpty else { throw InvoiceRefusal.empty }
        guard try tx.invoices.find(number: invoice.number, of: invoice.supplier) == nil
        else { throw InvoiceRefusal.numberKnown }
        try tx.invoices.insert(invoice)
        // With those that wait; and what it asks for may be paid already.
        try compareAll(of: part)
    }

    /// What the invoices of a part are after a step of it: those that waited may be right now, and those that were
    /// right are paid.
    func follow(_ part: SupplierOrder, after action: SupplierOrderAction) throws {
        if action.movesInvoices { try compareAll(of: part) }
    }

    /// The same when one of them has ended: what it asked for may be asked for by others.
    func compareAll(of part: SupplierOrder) throws {
        var invoices = try tx.invoices.list(of: part.id)
        guard !invoices.isEmpty else { return }
        for index in invoices.indices where invoices[index].status.isOpen {
            var others = invoices
            others.remove(at: index)
            try compare(&invoices[index], with: part, others: others)
        }
        try settle(&invoices, part)
    }

    /// - Parameter others: about the same part; those that count, count.
    private func compare(_ invoice: inout Invoice, with part: SupplierOrder, others: [Invoice]) throws {
        let match = InvoiceMatch(of: invoice, with: part, others: others.filter(\.status.counts))
        switch (match, invoice.status) {
        case (.agrees, .received), (.agrees, .query): try move(&invoice, .match)
        case (.waits, .query): try move(&invoice, .wait)
        case (.differs(let problems), .received): try question(&invoice, .question, problems, part)
        // What it still says is told again only where it is something else.
        case (.differs(let problems), .query) where problems == invoice.problems: break
        case (.differs(let problems), .query):
            try move(&invoice, .wait)
            try question(&invoice, .question, problems, part)
        case (.differs(let problems), .matched): try question(&invoice, .reopen, problems, part)
        default: break
        }
    }

    /// Invoices are paid in the order in which they came, as far as the units of their lines are.
    private func settle(_ invoices: inout [Invoice], _ part: SupplierOrder) throws {
        var paid = Dictionary(
            uniqueKeysWithValues: part.tallies.map { ($0.position, $0.count(.paid, .contested, .refunded)) })
        for index in invoices.indices where invoices[index].status.counts {
            let units = invoices[index].units
            let isPaid = units.allSatisfy { position, wanted in wanted <= paid[position] ?? 0 }
            if isPaid { for (position, wanted) in units { paid[position, default: 0] -= wanted } }
            switch invoices[index].status {
            case .matched where isPaid: try move(&invoices[index], .pay)
            case .paid where !isPaid: try move(&invoices[index], .payBack)
            default: break
            }
        }
    }

    /// Its supplier is told, for nothing is paid because of it.
    private func question(
        _ invoice: inout Invoice, _ action: InvoiceAction, _ problems: [InvoiceProblem], _ part: SupplierOrder
    ) throws {
        try move(&invoice, action, problems)
        try tell(.invoiceQuestioned, invoice, part)
    }

    /// Its supplier, and its supplier's programs.
    func tell(_ kind: Message.Kind, _ invoice: Invoice, _ part: SupplierOrder) throws {
        try tx.outbox.insert(
            Message(
                id: tools.new(), order: part.order, supplierOrder: part.id, kind: kind,
                recipient: .supplier(invoice.supplier), occasion: "\(invoice.id)/\(invoice.version)", at: tools.now))
    }

    private func move(_ invoice: inout Invoice, _ action: InvoiceAction, _ problems: [InvoiceProblem] = []) throws {
        try invoice.perform(action, problems: problems)
        try tx.invoices.save(invoice, by: person, at: tools.now)
    }
}

extension SupplierOrderAction {
    /// Steps that change what may be invoiced, or what is paid.
    fileprivate var movesInvoices: Bool {
        switch self {
        case .send, .drop, .grant, .askAgain, .propose, .remind, .notice, .askToCancel, .refuseToCancel, .escalate:
            false
        default: true
        }
    }
}
