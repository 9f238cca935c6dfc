import Identity

/// Which address of a supplier's workspace belongs to which part of the work: the whole table, by how the address
/// begins. What is in none of the rows is for everybody of the team.
enum SupplierDuties {
    static let table: [(beginning: String, duty: SupplierDuty)] = [
        ("/supplier/orders", .orders), ("/supplier/problems", .orders), ("/supplier/listings", .listings),
        ("/supplier/statement", .money), ("/supplier/papers", .papers), ("/supplier/team", .team),
        ("/supplier/places", .places), ("/supplier/closed-days", .places),
    ]

    static func duty(of path: String) -> SupplierDuty? {
        table.first { path.hasPrefix($0.beginning) }?.duty
    }

    /// Where somebody's work begins: the first of these that is theirs.
    static func home(of principal: Principal) -> String {
        if principal.isJoining, principal.may(.papers) { return "/supplier/papers" }
        let first = [SupplierDuty.orders, .listings, .money, .places].first(where: principal.may)
        return table.first { $0.duty == first }?.beginning ?? "/supplier/orders"
    }
}
