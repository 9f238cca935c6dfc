struct OrderRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
