import Orders
import Outbox
import Values

// Why a document is not taken, for people. No default: what is new needs words.

/// What somebody is told about an error, as one text: for records, files and letters.
package enum RefusalText {
    package static func text(of error: any Error) -> String {
        let words = ErrorWords(error)
        return ([words.title + "."] + words.paragraphs).joined(separator: " ")
    }
}

extension XMLProblem: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .tooLarge(let most): ("The document is too large", "It must not be larger than \(most >> 20) MB.", nil)
        case .documentType:
            (
                "The document has a document type",
                "Leave out everything that begins with <!DOCTYPE: it is not needed, and never read.", nil
            )
        case .tooDeep(let most): ("The document is too deep", "Its elements are nested more than \(most) deep.", nil)
        case .tooManyElements(let most): ("The document is too large", "It has more than \(most) elements.", nil)
        case .encoding(let name):
            ("The document’s encoding can’t be read", "Send it in UTF-8. It is in “\(name)”.", nil)
        case .malformed(let line, let said): ("This is not well-formed XML", "Line \(line): \(said).", nil)
        }
    }
}

extension DocumentRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .unknownKind(let kind):
            (
                "This kind of document is not taken",
                "Send an order response, a despatch advice, an invoice or a credit note. This is: \(kind).", nil
            )
        case .missing(let place): ("Something is missing", "There has to be: \(place).", nil)
        case .unreadable(let field, let value): ("A value can’t be read", "\(field) is “\(value)”.", nil)
        case .unknownCode(let field, let value): ("A code is not known", "\(field) is “\(value)”.", nil)
        case .orderUnknown(let order): ("There is no such order", "You have no order “\(order)”.", nil)
        case .orderUnclear(let order):
            (
                "It is not clear which order is meant",
                "There are several under “\(order)”. Use the number that our document has.", nil
            )
        case .severalOrders: ("There is more than one order in it", "Send a document for each order.", nil)
        case .otherContents(let id):
            (
                "Its number was used before", "A document “\(id)” with other contents was taken already. Give this "
                    + "one a new number.", nil
            )
        case .currency(let code): ("It is not in pounds sterling", "Its currency is \(code).", nil)
        case .creditUnclear(let number):
            (
                "The credit note can’t be used",
                "It has to credit all of an invoice that is not paid. It names “\(number)”.", nil
            )
        case .contradiction(let place): ("It contradicts itself", "Look at: \(place).", nil)
        case .notAnAnswerToCancelling:
            (
                "This is no answer to a request to cancel",
                "Answer in the profile for advanced ordering, or on the order’s page.", nil
            )
        case .lineUnknown, .lineTwice, .linesMissing, .lineAdded, .quantity, .unit, .price, .itemUnknown,
            .changeTooLate:
            lineWords
        }
    }

    private var lineWords: (String, String, Link?) {
        switch self {
        case .lineUnknown(let line): ("There is no such line", "The order has no line “\(line)”.", nil)
        case .lineTwice(let line): ("A line is there twice", "Answer line \(line) once.", nil)
        case .linesMissing(let lines):
            (
                "Some lines are not answered", "Say what becomes of: line "
                    + lines.map(String.init).joined(separator: ", ") + ".", nil
            )
        case .lineAdded(let line):
            ("Only the customer can add to an order", "Leave out line \(line), or offer it for another line.", nil)
        case .quantity(let line, let said, let most):
            (
                "A quantity can’t be right", "Line \(line) says \(said). It can be a whole number up to \(most).", nil
            )
        case .unit(let line, let said, let expected):
            ("A unit is not the one of the order", "Line \(line) says \(said); the order has \(expected).", nil)
        case .price(let line, let said, let signed):
            (
                "A price is not the one that was signed", "Line \(line) says \(said); \(signed) was signed. Offer "
                    + "another price in whole pence as a change.", nil
            )
        case .itemUnknown(let line):
            (
                "What is offered instead is not known",
                "Offer one of your listings that is in the shop, by its code, for line \(line).", nil
            )
        case .changeTooLate(let line):
            ("It is too late for a change", "The order was accepted. Line \(line) stays as it was signed.", nil)
        default: ("The document can’t be used", "Look at its contents.", nil)
        }
    }
}

extension InvoiceRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .numberKnown:
            ("This number was used before", "Each of your invoices needs a number of its own.", nil)
        case .empty: ("The invoice is empty", "Enter how many of at least one thing it is for.", nil)
        case .reduced(let title):
            (
                "The price of “\(title)” was reduced",
                "After a problem something was taken off it. Send your invoice as a file, with what is left to pay, or "
                    + "write one for the other lines.", Link("Documents", href: "/supplier/documents")
            )
        }
    }
}
