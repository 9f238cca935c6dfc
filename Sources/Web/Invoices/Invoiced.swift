import Orders

extension SupplierOrderStatus {
    /// Something of it may be invoiced.
    var isInvoiced: Bool {
        switch self {
        case .accepted, .partDelivered, .delivered, .received, .paid, .cancelAsked, .cancelOverdue, .onHold: true
        case .awaitingApproval, .sent, .changeOffered, .declined, .lapsed, .cancelled, .notSent: false
        }
    }
}
