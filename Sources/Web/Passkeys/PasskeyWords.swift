import Operations

extension PasskeyRefusal {
    /// Title, text and a way on.
    var words: (String, String, Link?) {
        switch self {
        case .known: ("This passkey is known already", "Add another one, or use it as it is.", passkeys)
        case .tooMany: ("You have as many passkeys as there can be", "Remove one that you do not use.", passkeys)
        case .tooLate: ("That was too long ago", "Nothing has been ordered. Check the order again, and sign it.", again)
        case .notSigned:
            (
                "Your passkey did not sign this", "Nothing has been ordered. Try again, or sign with your password.",
                again
            )
        }
    }

    private var passkeys: Link { Link("Go to your passkeys", href: "/passkeys") }
    private var again: Link { Link("Check the order again", href: "/checkout") }
}
