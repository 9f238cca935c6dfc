struct BasketRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
