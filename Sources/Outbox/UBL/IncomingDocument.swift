import Values

/// What a supplier's document says, before it is compared with anything: numbers exactly as they are written.
package enum IncomingDocument: Sendable, Hashable {
    case orderResponse(OrderResponse)
    case despatchAdvice(DespatchAdvice)
    case invoice(SentInvoice)
    case creditNote(SentInvoice)

    package enum Kind: String, Sendable, CaseIterable {
        case orderResponse = "order-response"
        case despatchAdvice = "despatch-advice"
        case invoice
        case creditNote = "credit-note"
    }

    package var kind: Kind {
        switch self {
        case .orderResponse: .orderResponse
        case .despatchAdvice: .despatchAdvice
        case .invoice: .invoice
        case .creditNote: .creditNote
        }
    }

    /// Its own number, as the supplier gave it.
    package var id: String {
        switch self {
        case .orderResponse(let response): response.id
        case .despatchAdvice(let advice): advice.id
        case .invoice(let invoice), .creditNote(let invoice): invoice.id
        }
    }

    /// The orders that it names.
    package var orders: [String] {
        switch self {
        case .orderResponse(let response): [response.order]
        case .despatchAdvice(let advice): advice.orders
        case .invoice(let invoice), .creditNote(let invoice): invoice.orders
        }
    }
}

/// A number with the unit that it counts.
package struct Quantity: Sendable, Hashable {
    package let value: ExactDecimal
    package let unit: String?

    package init(_ value: ExactDecimal, unit: String?) {
        self.value = value
        self.unit = unit
    }
}

/// What a seller answers to an order (T76), or to an order, a change or a cancellation (T116).
package struct OrderResponse: Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        case acknowledged = "AB", accepted = "AP", rejected = "RE", conditional = "CA"

        /// UNCL4343, or UNCL1225 as older programs write it.
        package init?(_ text: String) {
            switch text {
            case "AB", "12": self = .acknowledged
            case "AP", "29": self = .accepted
            case "RE", "27": self = .rejected
            case "CA", "30": self = .conditional
            default: return nil
            }
        }
    }

    /// UNCL1229.
    package enum LineCode: String, Sendable, CaseIterable {
        case added = "1", changed = "3", accepted = "5", refused = "7", delivered = "42"
    }

    package struct Line: Sendable, Hashable {
        /// Of the line of the order.
        package let line: String
        package let code: LineCode
        package let note: String?
        package let quantity: Quantity?
        /// Of one unit, without VAT; nil where none is said.
        package let price: SaidPrice?
        package let promised: Day?
        /// What would come instead, by the seller's own code or its GTIN.
        package let substitute: Item?
    }

    package struct Item: Sendable, Hashable {
        package let reference: String?
        package let gtin: String?
    }

    package let id: String
    package let order: String
    /// The change that it answers; nil where it answers the order, or a cancellation.
    package let change: String?
    package let issued: Day?
    /// Of the profile with changes and cancellations.
    package let isAdvanced: Bool
    package let code: Code
    package let note: String?
    package let currency: String
    package let promised: Day?
    package let lines: [Line]
}

/// A price as it is written: for so many.
package struct SaidPrice: Sendable, Hashable {
    package let amount: ExactDecimal
    package let per: ExactDecimal

    /// Of one, in whole pence; nil where it does not come out even.
    package var unit: Money? { amount.unitPrice(for: per) }
    package var words: String { per == ExactDecimal(1) ? "\(amount)" : "\(amount) for \(per)" }
}

/// What a seller has sent off (T16).
package struct DespatchAdvice: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package let line: String
        package let delivered: Quantity
    }

    package let id: String
    package let orders: [String]
    package let note: String?
    /// What the carrier calls it.
    package let tracking: String?
    package let lines: [Line]
}

/// An invoice or a credit note (Peppol BIS Billing 3, on UBL 2.1).
package struct SentInvoice: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        /// Of the line of the order; nil where none is said.
        package let orderLine: String?
        package let title: String
        package let quantity: Quantity
        package let net: ExactDecimal
        package let price: SaidPrice
        package let percent: ExactDecimal?
        /// Something is added to the line or taken off it.
        package let hasAllowances: Bool
    }

    package let id: String
    package let orders: [String]
    package let issued: Day
    /// UNCL1001: 380 for an invoice, 381 for a credit note.
    package let type: String
    package let currency: String
    /// Of a credit note: the invoice that it is about.
    package let credits: String?
    package let lines: [Line]
    package let tax: ExactDecimal
    package let gross: ExactDecimal
    package let payable: ExactDecimal
    /// Something is added to the whole or taken off it.
    package let hasAllowances: Bool
}
