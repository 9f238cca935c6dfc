import Markup
import Values

/// Sign-in, with the way back, and with the form that somebody was in the middle of.
struct SignInPage: Sendable {
    let front: Front
    let visit: Visit
    /// A path of this site.
    let returnTo: String
    /// A form that could not be taken because the session had ended.
    var kept: [String: String] = [:]

    /// Never kept: it is asked for again where it belongs.
    private static func isSecret(_ field: String) -> Bool { field == "token" || field.hasSuffix("password") }

    func view(hasEnded: Bool = false, email: String = "", problems: FieldProblems = FieldProblems()) -> View {
        View("Sign in", problems: problems) {
            h1 { "Sign in" }
            if hasEnded {
                Notice(
                    .info, "Your session has ended",
                    text: kept.isEmpty
                        ? "Sign in again to go on where you were."
                        : "Sign in again to go on. What you typed is kept.")
            }
            if front.settings.isDemo {
                InsetText { p { "This is a demonstration. The people and the suppliers are invented." } }
            }
            PostForm(action: "/sign-in", hidden: hidden) {
                TextField(
                    name: "email", label: "E-mail address", hint: "Or the number of your application to be a supplier.",
                    value: email, problem: problems["email"], autocomplete: "username", inputmode: "email",
                    width: .long)
                TextField(
                    name: "password", label: "Password", problem: problems["password"], type: "password",
                    autocomplete: "current-password", width: .long)
                Button("Sign in")
            }
            p { Link("Become a supplier", href: "/suppliers/join") }
        }
    }

    private var hidden: [HiddenField] {
        let fields = kept.filter { !SignInPage.isSecret($0.key) }.sorted { $0.key < $1.key }
        return [HiddenField(name: "token", value: visit.token), HiddenField(name: "return", value: returnTo)]
            + fields.map { HiddenField(name: "kept-\($0.key)", value: $0.value) }
    }

    /// - Parameter seconds: until the next try.
    static func waiting(_ seconds: Int) -> String {
        "Too many tries. Wait \(time(seconds)), or use a browser with which you have signed in before"
    }

    static func time(_ seconds: Int) -> String {
        if seconds >= 120 { return "\((seconds + 59) / 60) minutes" }
        return seconds == 1 ? "1 second" : "\(seconds) seconds"
    }

    /// Percent-encodes what could end a query value.
    static func encode(_ text: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        return text.utf8.map { byte in
            plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + Digest.hexadecimal([byte]).uppercased()
        }.joined()
    }

    /// Only a path of this site is gone back to: nothing with another host in it, however it is written.
    static func localPath(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2_000, bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.dropFirst().first != UInt8(ascii: "\\"), bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else { return nil }
        return text
    }
}
