import HTTPTypes

extension HTTPField.Name {
    /// The names below are written right, so that they are names.
    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return name
    }

    static let idempotencyKey = known("Idempotency-Key")
    /// The answer of a request that came before.
    static let idempotencyReplayed = known("Idempotency-Replayed")
    static let rateLimit = known("RateLimit")
    static let rateLimitPolicy = known("RateLimit-Policy")
    static let link = known("Link")
}
