import Hummingbird
import Operations
import Storage

/// The public keys with which orders are sealed: for anybody who wants to check one.
struct KeyRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/.well-known/jwks.json") { [front] _, _ in
            try await front.desk.look { look in
                let keys = KeySet.json(of: try look.snapshot.signingKeys.list())
                return .published(
                    bytes: Array(keys.canonical.utf8), type: "application/jwk-set+json", seconds: Self.seconds)
            }
        }
    }

    /// How long others may keep the answer: a new key is known to all of them within minutes.
    private static let seconds = 300
}
