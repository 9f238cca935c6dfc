import Markup

/// Asks for the password of somebody who is signed in, before something that lasts longer than the session does.
struct PasswordAgain: Component {
    let problem: String?
    var why = "We ask again, so that nobody else can do this in your name."

    var html: HTML {
        TextField(
            name: "password", label: "Your password", hint: why, problem: problem, type: "password",
            autocomplete: "current-password", width: .long
        ).html
    }
}
