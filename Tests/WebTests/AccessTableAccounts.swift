extension AccessTable {
    /// What everybody reaches of their own account.
    static let accounts = """
        GET  /account                                   303 200 200 200 200 200
        GET  /.well-known/change-password               303 303 303 303 303 303
        GET  /account/password                          303 200 200 200 200 200
        POST /account/password                          403 422 422 422 422 422
        GET  /account/sign-ins                          303 200 200 200 200 200
        POST /account/sign-ins/others                   403 422 422 422 422 422
        POST /account/sign-ins/:id                      403 422 422 422 422 422
        GET  /books/account                             303 404 404 404 404 404
        """
}
