struct ApprovalRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
