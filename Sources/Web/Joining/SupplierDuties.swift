import Identity

/// Which address of a supplier's workspace belongs to which part of the work: the whole table, by how the address
/// begins. What is in none of the rows is for everybody of the team.
enum SupplierDuties {
    static let table: [(beginning: String, duty: SupplierDuty)] = [
        ("/supplier/orders", .orders), ("/supplier/problems", .orders), ("/supplier/reviews", .orders),
        ("/supplier/listings", .listings), ("/supplier/files", .listings),
        ("/supplier/order-minimum", .listings),
        ("/supplier/documents", .orders), ("/supplier/exchange", .papers),
        ("/supplier/statement", .money), ("/supplier/invoices", .money),
        ("/supplier/papers", .papers), ("/supplier/team", .team),
        ("/supplier/channels", .channels), ("/supplier/deliveries", .orders),
        ("/supplier/places", .places), ("/supplier/closed-days", .places),
    ]

    static func duty(of path: String) -> SupplierDuty? {
        // The page of the day is about orders.
        path == "/supplier" ? .orders : table.first { path.hasPrefix($0.beginning) }?.duty
    }

    /// The main places of the workspace, as far as they are somebody's.
    static func places(for principal: Principal) -> [(place: View.Place, title: String, href: String)] {
        let all: [(place: View.Place, title: String, href: String)] = [
            (.today, "Today", "/supplier"), (.inbox, "Orders", "/supplier/orders"),
            (.problems, "Problems", "/supplier/problems"), (.listings, "Listings", "/supplier/listings"),
            (.ownReviews, "Reviews", "/supplier/reviews"), (.statement, "Statement", "/supplier/statement"),
            (.organisation, "Organisation", principal.may(.papers) ? "/supplier/papers" : "/supplier/standing"),
        ]
        return all.filter { duty(of: $0.href).map(principal.may) ?? true }
    }

    /// Where somebody's work begins: the first of these that is theirs.
    static func home(of principal: Principal) -> String {
        if principal.isJoining, principal.may(.papers) { return "/supplier/papers" }
        if principal.may(.orders) { return "/supplier" }
        let first = [SupplierDuty.orders, .listings, .money, .places].first(where: principal.may)
        return table.first { $0.duty == first }?.beginning ?? "/supplier/orders"
    }
}
