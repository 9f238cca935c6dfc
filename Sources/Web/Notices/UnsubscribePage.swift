import HTTPTypes
import Markup
import Outbox
import Values

/// Turns off what a letter came from: a button first, because mail programs follow links by themselves.
struct UnsubscribePage {
    enum State {
        case asked, done, back, unknown
        /// The reader has chosen since the letter was made.
        case older
    }

    let token: String
    var topics: Set<NoticeTopic> = []
    /// Which choice the reader has been asked about.
    var seen: Moment?
    let state: State
    var status = HTTPResponse.Status.ok

    private var what: String {
        let words = NoticeTopic.allCases.filter(topics.contains).map(\.about)
        let last = words.suffix(2).joined(separator: " and ")
        return "e-mails about \((words.dropLast(2) + [last]).joined(separator: ", "))"
    }

    var view: View {
        View(title, status: state == .unknown ? .notFound : status) {
            h1 { title }
            switch state {
            case .unknown:
                p { "It is too old, or not whole. Sign in and choose there what we tell you." }
            case .asked:
                p { "Everything stays on your pages." }
                button("Stop \(what)", back: false)
            case .older:
                p(.class("lead")) {
                    "You have chosen what we tell you since this e-mail was written. Nothing has been changed."
                }
                p { "Everything stays on your pages." }
                button("Stop \(what)", back: false)
            case .done:
                p { "Everything stays on your pages. What we have to send you still comes:" }
                ul(.class("bullets")) { for duty in NoticeDuty.allCases { li { duty.words; "." } } }
                button("Send \(what) again", back: true)
            case .back:
                p { "You get them again." }
            }
            p { Link("Choose what we tell you, and how", href: "/account/notices") }
        }
    }

    private var title: String {
        switch state {
        case .asked, .older: "Stop \(what)?"
        case .done: "You get no more \(what)"
        case .back: "You get \(what) again"
        case .unknown: "This link can’t be used"
        }
    }

    private func button(_ words: String, back: Bool) -> HTML {
        let fields = (back ? [HiddenField(name: "back", value: "yes")] : [])
            + (seen.map { [HiddenField(name: "seen", value: "\($0.milliseconds)")] } ?? [])
        return PostForm(action: "/unsubscribe/\(token)", hidden: fields) { Button(words) }.html
    }
}
