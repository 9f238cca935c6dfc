import Identity

// The words of what somebody who acts for a holder may do, and may not.

extension Authority.Scope {
    var words: String {
        switch self {
        case .shop: "shop for them"
        case .sign: "sign orders"
        case .statement: "see the budget and the plan"
        case .confirm: "confirm what came"
        }
    }
}

extension RecordRefusal {
    /// Title and text of the page, and a way on.
    var words: (String, String, Link?) {
        let text = "Your changes are not saved. Open the page again, look at theirs, and make yours."
        return switch self {
        case .authorityChanged: ("Somebody else changed this right", text, nil)
        case .standingChanged: ("Somebody else changed this record", text, nil)
        }
    }
}

extension AuthorityRefusal {
    /// Title and text of the page.
    var words: (String, String) {
        switch self {
        case .notInScope:
            ("You may not do that here", "\(reason) Nothing was done. The commissioner who set it up can change that.")
        case .mayNotAgree: ("You can’t agree to this plan", "\(reason) Nothing was done.")
        }
    }

    /// In place of a button that would be refused.
    var reason: String {
        switch self {
        case .notInScope(let scope): "You may act for this person, but not \(scope.words)."
        case .mayNotAgree: "Only the person whose plan it is, their nominee or their representative can agree."
        }
    }
}
