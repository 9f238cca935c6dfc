import Cryptography

extension ScryptCost {
    /// A password hash in well under a millisecond, for tests only: it protects nothing.
    package static let quick: ScryptCost = {
        guard let cost = ScryptCost(n: 16, r: 1, p: 1) else { preconditionFailure("costs that scrypt takes") }
        return cost
    }()
}
