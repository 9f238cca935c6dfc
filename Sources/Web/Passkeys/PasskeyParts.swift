import Cryptography
import Hummingbird
import Identity
import Markup
import Operations
import Passkeys
import Values

/// What the script for passkeys is told, within the form that it fills in.
struct PasskeyMark: Component {
    enum Purpose: String, Sendable {
        case add, sign
    }

    let purpose: Purpose
    let challenge: [UInt8]
    let party: RelyingParty
    /// To be left out when one is added, to choose from when something is signed.
    let known: [Passkey]
    var person: Person?

    var html: HTML {
        div(
            .attribute("data-passkey", purpose.rawValue), .attribute("data-challenge", Base64URL.encode(challenge)),
            .attribute("data-site", party.id), .attribute("data-known", known.map(\.id.text).joined(separator: " ")),
            .attribute("data-user", person.map { Base64URL.encode(SHA256.digest(Array($0.id.text.utf8))) }),
            .attribute("data-name", person?.name)
        ) {
            p(.id("passkey-problem"), .role("alert"), .class("problem"), .hidden) {
                "Your passkey was not used. Try again, or use your password."
            }
            p(.attribute("data-passkey-missing", "")) {
                "Your browser does not offer passkeys here. Use your password instead."
            }
        }
    }

    /// What the script fills in.
    static func fields(_ names: String...) -> [HiddenField] { names.map { HiddenField(name: $0, value: "") } }
}

extension Front {
    /// How authenticators know this site; nil where there are no passkeys.
    var party: RelyingParty? { settings.publicURL.flatMap(RelyingParty.init(publicURL:)) }

    /// What a new passkey is to sign: belongs to one form of one session.
    func challenge(_ visit: Visit, command: String) -> [UInt8] {
        HMAC.sha256(key: settings.formSecret, message: Array("passkey \(visit.secret) \(command)".utf8))
    }

    static let passkeyScript = "/scripts/passkey.js?v=\(assets)"
}

extension Form {
    /// A field that the script has filled in; empty for anything else.
    func bytes(_ name: String) -> [UInt8] { Base64URL.decode(raw(name)) ?? [] }
}
