struct CatalogueRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
    }
}
