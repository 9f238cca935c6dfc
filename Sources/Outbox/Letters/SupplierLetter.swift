import Markup
import Values

/// What a supplier reads in an e-mail about one of its orders: which, what happened, what to do, and where. The
/// subject names nobody and nothing that was ordered; who may see that signs in first, or opens the attached order.
package struct SupplierLetter: Sendable {
    package let kind: Message.Kind
    package let orderNumber: String
    package let supplier: String
    package let commissioner: String
    /// Until when the supplier has to answer; nil where it has not.
    package let answerBy: Moment?
    /// Of the order's page, which asks to sign in.
    package let link: String
    /// Whether the signed order is in the letter, and where it goes with it.
    package let hasFile: Bool
    package let showsPlace: Bool

    package init(
        kind: Message.Kind, orderNumber: String, supplier: String, commissioner: String, answerBy: Moment?,
        link: String, hasFile: Bool, showsPlace: Bool
    ) {
        self.kind = kind
        self.orderNumber = orderNumber
        self.supplier = supplier
        self.commissioner = commissioner
        self.answerBy = answerBy
        self.link = link
        self.hasFile = hasFile
        self.showsPlace = showsPlace
    }

    package var subject: String { "Order \(orderNumber): \(SupplierLetterWords.subject(of: kind))" }

    private var paragraphs: [String] {
        var paragraphs = [SupplierLetterWords.happened(kind, order: orderNumber, commissioner: commissioner)]
        if let answerBy, kind.asksTheSupplier { paragraphs.append("Please answer by \(answerBy.words).") }
        if hasFile {
            let place = showsPlace
                ? " It says where to deliver: keep it as you keep your customers’ other details, and pass it on to "
                    + "nobody who does not need it." : ""
            paragraphs.append("The order as it was signed is attached.\(place)")
        }
        return paragraphs
    }

    private static let close = """
        You get this because orders for your business are sent to this address. Where they go, you choose under \
        “How orders reach you”.
        """

    package var text: String {
        (["Dear \(supplier),"] + paragraphs + ["See the order, and answer it:\n\(link)", SupplierLetter.close])
            .joined(separator: "\n\n") + "\n"
    }

    package var html: String {
        let letter = HTML {
            p { "Dear \(supplier)," }
            for paragraph in paragraphs { p { paragraph } }
            p { a(.href(link)) { "See the order, and answer it" } }
            p { SupplierLetter.close }
        }
        return "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Order</title></head><body>"
            + letter.text + "</body></html>\n"
    }
}
