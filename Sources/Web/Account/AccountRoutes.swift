struct AccountRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
