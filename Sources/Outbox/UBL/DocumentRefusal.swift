import Orders
import Values

/// Why a document of a supplier is not taken. Nothing of it has been done then.
package enum DocumentRefusal: Refusal, Hashable {
    /// None of the kinds that suppliers send us.
    case unknownKind(String)
    /// Something that has to be there is not.
    case missing(String)
    /// Something cannot be read as what it should be.
    case unreadable(field: String, value: String)
    case unknownCode(field: String, value: String)
    /// No such order of this supplier, whoever else's it may be.
    case orderUnknown(String)
    /// There are several parts under this number.
    case orderUnclear(String)
    /// More than one order in one document.
    case severalOrders
    /// The same number came before with other contents.
    case otherContents(String)
    case currency(String)
    case lineUnknown(String)
    case lineTwice(Int)
    /// A conditional answer does not say what becomes of these lines.
    case linesMissing([Int])
    /// Only the customer adds to an order.
    case lineAdded(Int)
    case quantity(line: Int, said: String, most: Int)
    case unit(line: Int, said: String, expected: String)
    /// The price is not the one that was signed, and it is not offered as a change.
    case price(line: Int, said: String, signed: Money)
    /// What is offered instead is none of the supplier's own live listings.
    case itemUnknown(line: Int)
    /// A change can only be offered before the order was accepted.
    case changeTooLate(line: Int)
    /// Its lines say one thing, and its header another.
    case contradiction(String)
    /// An answer to a request to cancel that comes in a profile without such requests.
    case notAnAnswerToCancelling
    /// A credit note for an invoice that is not there, or not in full, or for one that is settled.
    case creditUnclear(String)

    package var code: String {
        switch self {
        case .unknownKind: "document.unknown-kind"
        case .missing: "document.missing"
        case .unreadable: "document.unreadable"
        case .unknownCode: "document.unknown-code"
        case .orderUnknown: "document.order-unknown"
        case .orderUnclear: "document.order-unclear"
        case .severalOrders: "document.several-orders"
        case .otherContents: "document.other-contents"
        case .currency: "document.currency"
        case .lineUnknown: "document.line-unknown"
        case .lineTwice: "document.line-twice"
        case .linesMissing: "document.lines-missing"
        case .lineAdded: "document.line-added"
        case .quantity: "document.quantity"
        case .unit: "document.unit"
        case .price: "document.price"
        case .itemUnknown: "document.item-unknown"
        case .changeTooLate: "document.change-too-late"
        case .contradiction: "document.contradiction"
        case .notAnAnswerToCancelling: "document.not-an-answer-to-cancelling"
        case .creditUnclear: "document.credit-unclear"
        }
    }
}
