import Values

/// Why somebody who acts for a holder may not do this for them (reference, A5; workflow 4.8).
package enum AuthorityRefusal: Refusal, Hashable {
    /// The authority does not allow this.
    case notInScope(Authority.Scope)
    /// Agreeing to a plan is for the holder, their nominee or their representative.
    case mayNotAgree

    package var code: String {
        switch self {
        case .notInScope(let scope): "authority.not-for-\(scope.rawValue)"
        case .mayNotAgree: "authority.may-not-agree"
        }
    }
}

/// Why what staff recorded about a holder is not saved.
package enum RecordRefusal: Refusal, Hashable {
    /// Somebody else changed the right to act since it was read.
    case authorityChanged
    /// Somebody else changed what stops or limits buying since it was read.
    case standingChanged

    package var code: String {
        switch self {
        case .authorityChanged: "authority.changed-meanwhile"
        case .standingChanged: "holder.changed-meanwhile"
        }
    }
}

extension Authority {
    package func allows(_ scope: Scope) -> Bool { scopes.contains(scope) }

    /// - Throws: `AuthorityRefusal.notInScope`.
    package func must(_ scope: Scope) throws(AuthorityRefusal) {
        guard allows(scope) else { throw .notInScope(scope) }
    }

    /// The holder, their nominee or their representative decide; carers and proxies act (reference, A5).
    package var mayAgree: Bool { kind == .holder || kind == .nominee || kind == .representative }
}
