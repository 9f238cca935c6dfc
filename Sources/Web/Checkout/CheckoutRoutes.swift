struct CheckoutRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
