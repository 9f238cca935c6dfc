struct ListingRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
