import Identity
import Markup
import Operations
import Values

/// Where a person is signed in, with the way to end what they do not know.
struct SignInsPage: Sendable {
    let signIns: Desk.SignIns
    let limits: SessionLimits
    let hidden: [HiddenField]

    var view: View {
        View("Where you are signed in", breadcrumb: [Link("Your account", href: "/account")]) {
            h1 { "Where you are signed in" }
            p {
                "You are signed out automatically after \(limits.idleMinutes) minutes without doing anything, "
                "and after \(limits.lifeMinutes / 60) hours in any case."
            }
            panel(signIns.here, isHere: true)
            for session in signIns.others { panel(session, isHere: false) }
            if signIns.others.isEmpty {
                p { "Nowhere else." }
            } else {
                h2 { "Something you do not know?" }
                p {
                    "End it, and "
                    Link("change your password", href: "/account/password")
                    ". Nobody can use it then."
                }
                PostForm(action: "/account/sign-ins/others", hidden: hidden.naming("others")) {
                    Button("Sign out everywhere else", kind: .warning)
                }
            }
        }
    }

    private func panel(_ session: Session, isHere: Bool) -> HTML {
        let device = session.device.isEmpty ? "A device that does not say what it is" : session.device
        return div(.class("panel")) {
            h2 { isHere ? "Here: \(device)" : device }
            p { "Since \(session.startedAt.words). Last used \(session.seenAt.words)." }
            if !isHere {
                PostForm(
                    action: "/account/sign-ins/\(session.id)", hidden: hidden.naming("end-\(session.id)")
                ) {
                    Button("Sign out there", kind: .secondary, about: "\(device), since \(session.startedAt.words)")
                }
            }
        }
    }
}
