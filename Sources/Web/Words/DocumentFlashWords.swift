extension Flash {
    /// What was done with documents and invoices; nil for everything else.
    var documentNotice: Notice? {
        switch self {
        case .documentTaken:
            Notice(.success, "Taken", text: "It was carried out, as if you had done it on the order’s page.")
        case .exchangeSaved: Notice(.success, "Saved")
        case .invoiceSent: Notice(.success, "Invoice sent", text: "This page shows how it stands.")
        case .invoiceRejected: Notice(.success, "Rejected", text: "The supplier has been told why.")
        default: nil
        }
    }
}
