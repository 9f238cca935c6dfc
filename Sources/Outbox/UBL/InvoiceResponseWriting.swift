import Orders
import Values

/// Invoice Response (Peppol BIS 3, T111): how an invoice stands, to whoever sent it.
package struct InvoiceResponsePaper: Sendable, Hashable {
    /// UNCL4343, as invoice responses use it.
    package enum Code: String, Sendable {
        case acknowledged = "AB", underQuery = "UQ", rejected = "RE", accepted = "AP", paid = "PD"
    }

    /// Why, as the code list `OPStatusReason` has it, in words as well.
    package struct Reason: Sendable, Hashable {
        package let code: String
        package let words: String

        package init(code: String, words: String) {
            self.code = code
            self.words = words
        }
    }

    package let id: String
    package let issued: Day
    package let code: Code
    package let reasons: [Reason]
    package let buyer: TradeParty
    package let seller: TradeParty
    /// Of the invoice.
    package let invoice: String
    package let invoiceIssued: Day

    package init(
        id: String, issued: Day, code: Code, reasons: [Reason], buyer: TradeParty, seller: TradeParty,
        invoice: String, invoiceIssued: Day
    ) {
        self.id = id
        self.issued = issued
        self.code = code
        self.reasons = reasons
        self.buyer = buyer
        self.seller = seller
        self.invoice = invoice
        self.invoiceIssued = invoiceIssued
    }

    package var tree: XMLElement {
        UBL.document(
            "ApplicationResponse",
            [
                cbc("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:invoice_response:3"),
                cbc("ProfileID", "urn:fdc:peppol.eu:poacc:bis:invoice_response:3"), cbc("ID", id),
                cbc("IssueDate", issued), InvoiceResponsePaper.party("SenderParty", buyer),
                InvoiceResponsePaper.party("ReceiverParty", seller), response,
            ])
    }

    package func document(version: Int) -> OutgoingDocument {
        OutgoingDocument(
            kind: .invoiceResponse, id: id, version: version, issued: issued,
            bytes: tree.document(prefixes: UBL.prefixes),
            isForPeppol: buyer.address != nil && seller.address != nil)
    }

    private static func party(_ name: String, _ party: TradeParty) -> XMLElement? {
        cac(name, [party.endpoint, cac("PartyLegalEntity", cbc("RegistrationName", party.name))])
    }

    private var response: XMLElement? {
        let statuses = reasons.map { reason in
            cac(
                "Status",
                [
                    cbc("StatusReasonCode", reason.code, ["listID": "OPStatusReason"]),
                    cbc("StatusReason", reason.words),
                ])
        }
        return cac(
            "DocumentResponse",
            [
                cac("Response", [cbc("ResponseCode", code.rawValue), cbc("EffectiveDate", issued)] + statuses),
                cac(
                    "DocumentReference",
                    [cbc("ID", invoice), cbc("IssueDate", invoiceIssued), cbc("DocumentTypeCode", "380")]),
            ])
    }
}
