import Catalogue
import Values

/// What a supplier asks to be paid for, about one supplier order. It makes no money: what is owed follows from what was
/// signed and confirmed. An invoice is compared with both, and its number goes with the payment.
package struct Invoice: Sendable, Hashable {
    package typealias ID = Identifier<Invoice>

    package struct Line: Sendable, Hashable, Codable {
        /// Of the line of the order; nil where the invoice names none that is there.
        package let position: Int?
        package let title: String
        package let units: Int
        /// Of one unit, without VAT.
        package let unitNet: Money
        /// Of all units, without VAT.
        package let net: Money
        /// The rate of VAT in hundredths of a per cent.
        package let basisPoints: Int

        package init(position: Int?, title: String, units: Int, unitNet: Money, net: Money, basisPoints: Int) {
            self.position = position
            self.title = title
            self.units = units
            self.unitNet = unitNet
            self.net = net
            self.basisPoints = basisPoints
        }
    }

    /// Where it came from.
    package enum Origin: String, Sendable, CaseIterable {
        case form, document
    }

    package let id: ID
    package let supplier: Supplier.ID
    package let supplierOrder: SupplierOrder.ID
    /// The supplier's own; unique for it.
    package let number: String
    package let issuedOn: Day
    package let receivedAt: Moment
    package let origin: Origin
    package let lines: [Line]
    package let tax: Money
    /// With VAT.
    package let total: Money
    /// Something beside its lines: charges, allowances, what was paid before.
    package let hasOtherSums: Bool
    package private(set) var status: InvoiceStatus
    /// Why it does not match; empty where it does, or waits.
    package private(set) var problems: [InvoiceProblem]
    /// What the commissioner's staff, or a credit note, say about its end.
    package private(set) var note: String?
    package private(set) var version: Int

    package static let numberCharactersMaximum = 60
    package static let linesMaximum = 500
    /// In one line; more is a mistake or worse, and would not go into a sum.
    package static let unitsMaximum = 1_000_000

    package init(
        id: ID, supplier: Supplier.ID, supplierOrder: SupplierOrder.ID, number: String, issuedOn: Day,
        receivedAt: Moment, origin: Origin, lines: [Line], tax: Money, total: Money, hasOtherSums: Bool = false,
        status: InvoiceStatus = InvoiceStatus.workflow.start, problems: [InvoiceProblem] = [], note: String? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.supplier = supplier
        self.supplierOrder = supplierOrder
        self.number = number
        self.issuedOn = issuedOn
        self.receivedAt = receivedAt
        self.origin = origin
        self.lines = lines
        self.tax = tax
        self.total = total
        self.hasOtherSums = hasOtherSums
        self.status = status
        self.problems = problems
        self.note = note
        self.version = version
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step, or a reason is missing.
    package mutating func perform(
        _ action: InvoiceAction, problems: [InvoiceProblem] = [], note: String? = nil
    ) throws(WorkflowRefusal) {
        status = try InvoiceStatus.workflow.next(from: status, on: action) { guarded in
            guarded != .reasonGiven || !(note ?? "").isEmpty
        }
        self.problems = problems
        if let note { self.note = note }
        version += 1
    }

    /// Units of each line of the order that it asks for.
    package var units: [Int: Int] {
        Dictionary(lines.compactMap { line in line.position.map { ($0, line.units) } }, uniquingKeysWith: +)
    }
}

/// One thing that does not agree with what was signed and received.
package struct InvoiceProblem: Sendable, Hashable, Codable {
    /// Why, as it is known in trade; `trade` is its name in the code list of invoice responses.
    package enum Code: String, Sendable, CaseIterable, Codable {
        case quantity = "QTY", price = "PRI", vat = "VAT", reference = "REF", other = "OTH"

        /// Peppol has no code for VAT alone.
        package var trade: String { self == .vat ? "FIN" : rawValue }
    }

    package let code: Code
    /// Of the line of the order; nil where it is about the whole.
    package let position: Int?
    package let said: String
    package let expected: String

    package init(_ code: Code, _ position: Int? = nil, said: String, expected: String) {
        self.code = code
        self.position = position
        self.said = said
        self.expected = expected
    }
}

/// Why an invoice is not taken.
package enum InvoiceRefusal: Refusal, Hashable {
    /// The supplier has sent one of this number before.
    case numberKnown
    /// It is about nothing.
    case empty
    /// Something was taken off a line after a problem, so it cannot be asked for at the price that was signed.
    case reduced(title: String)

    package var code: String {
        switch self {
        case .numberKnown: "invoice.number-known"
        case .empty: "invoice.empty"
        case .reduced: "invoice.reduced"
        }
    }
}
