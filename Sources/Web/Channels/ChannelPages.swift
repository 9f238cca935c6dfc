import Markup
import Outbox
import Values

/// Where a supplier's orders are sent, besides these pages.
struct ChannelsPage {
    let endpoints: [Endpoint]
    /// The address that the supplier is known by.
    let known: EmailAddress
    let hasMail: Bool
    let hidden: [HiddenField]
    var typed: (channel: Channel, address: String, scope: Endpoint.Scope) = (.email, "", .toDo)
    var problems = FieldProblems()

    var view: View {
        View(
            "How orders reach you", place: .organisation, breadcrumb: PapersWay.all, problems: problems, width: .wide
        ) {
            h1 { "How orders reach you" }
            p(.class("lead")) {
                "All orders are on these pages, whatever you choose here. Besides, they can be sent to you."
            }
            if !hasMail {
                InsetText { p { "This installation sends no e-mail. Look here each day, or add a webhook." } }
            }
            DataTable(
                id: "addresses", caption: "Where they are sent", isCaptionHidden: true,
                columns: [.init("Where"), .init("What"), .init("Stands"), .init("Change")],
                rows: rows, empty: "Nothing is sent yet.")
            p { Link("What was sent, and whether it arrived", href: "/supplier/deliveries") }
            h2 { "Add an e-mail address" }
            email
            h2 { "Add a webhook" }
            webhook
        }
    }

    private var rows: [DataTable.Row] {
        let hasStandard = endpoints.contains(where: \.isStandard)
        let standard = DataTable.Row(
            HTML { bdi { known.text }; br(); span(.class("quiet")) { "E-mail, your own address" } },
            [HTML(Endpoint.Scope.toDo.words), HTML("From your next order on"), HTML("")])
        return (hasStandard || !hasMail ? [] : [standard]) + endpoints.map(row)
    }

    private func row(_ endpoint: Endpoint) -> DataTable.Row {
        .init(
            HTML {
                bdi { endpoint.address }
                br()
                span(.class("quiet")) { endpoint.channel.title; if endpoint.isStandard { ", your own address" } }
            },
            [
                HTML(endpoint.scope.words), HTML(endpoint.status.words),
                Link("Change", href: "/supplier/channels/\(endpoint.id)", about: endpoint.address).html,
            ])
    }

    private var email: HTML {
        PostForm(action: "/supplier/channels/email", hidden: hidden.naming("email")) {
            TextField(
                name: "email", label: "E-mail address", value: typed.channel == .email ? typed.address : "",
                problem: problems["email"], type: "email", autocomplete: "off",
                width: .long)
            ScopeRadios(value: typed.scope)
            Button("Add e-mail address")
        }.html
    }

    private var webhook: HTML {
        PostForm(action: "/supplier/channels/webhook", hidden: hidden.naming("webhook")) {
            TextField(
                name: "webhook", label: "Address of your program",
                hint: "It is told of everything that happens to your orders, signed by Standard Webhooks.",
                value: typed.channel == .webhook ? typed.address : "",
                problem: problems["webhook"], type: "url", autocomplete: "off", width: .long)
            Button("Add webhook")
        }.html
    }
}

/// What is sent to an e-mail address.
private struct ScopeRadios: Component {
    let value: Endpoint.Scope

    var html: HTML {
        Radios(
            name: "scope", legend: "What is sent there",
            choices: Endpoint.Scope.allCases.reversed().map { Choice($0.rawValue, $0.words) }, value: value.rawValue
        ).html
    }
}

/// One of the addresses.
struct EndpointPage {
    let endpoint: Endpoint
    let now: Moment
    let hidden: [HiddenField]
    /// A new secret, shown this once.
    var secret: String?

    private var action: String { "/supplier/channels/\(endpoint.id)" }

    var view: View {
        View(
            endpoint.address, place: .organisation,
            breadcrumb: PapersWay.all + [Link("How orders reach you", href: "/supplier/channels")]
        ) {
            h1 { bdi { endpoint.address } }
            p { endpoint.channel.title; ". "; endpoint.status.words; "." }
            if let secret {
                div(.class("panel panel--marked")) {
                    h2 { "Its secret" }
                    p { "Copy it now into your program. It is not shown again." }
                    p { code { secret } }
                }
            }
            if endpoint.channel == .webhook { signing } else { scope }
            h2 { "Change" }
            buttons
        }
    }

    private var scope: HTML {
        PostForm(action: action, hidden: hidden.naming("scope").seeing(endpoint.version)) {
            ScopeRadios(value: endpoint.scope)
            Button("Save")
        }.html
    }

    private var signing: HTML {
        HTML {
            h2 { "How your program knows that it is us" }
            p {
                "Each message has the headers "
                code { "webhook-id" }
                ", "
                code { "webhook-timestamp" }
                " and "
                code { "webhook-signature" }
                " of Standard Webhooks. Check the signature with the secret, refuse what is older than five minutes, "
                "and act on each identifier once: a message may come twice. Answer with 200 within a few seconds."
            }
            p {
                "Besides, each is signed with our own key (RFC 9421). Its public half is at "
                code { "/.well-known/jwks.json" }
                "."
            }
            if let until = endpoint.formerUntil, now < until {
                p { "The secret before this one signs as well until \(until.words)." }
            }
            PostForm(action: "\(action)/secret", hidden: hidden.naming("secret").seeing(endpoint.version)) {
                Button("Make a new secret", kind: .secondary)
            }
        }
    }

    private var buttons: HTML {
        HTML {
            switch endpoint.status {
            case .active: press(.pause, "Pause", .secondary)
            case .paused, .gone: press(.resume, "Use it again", .secondary)
            case .removed: HTML("")
            }
            if endpoint.isStandard {
                p {
                    "This is the address you are known by. Change it in "
                    Link("your details", href: "/supplier/papers/details")
                    "."
                }
            } else {
                press(.remove, "Remove", .warning)
            }
        }
    }

    private func press(_ event: EndpointEvent, _ words: String, _ kind: ButtonKind) -> HTML {
        PostForm(
            action: action,
            hidden: hidden.naming(event.rawValue).seeing(endpoint.version)
                + [HiddenField(name: "event", value: event.rawValue)]
        ) { Button(words, kind: kind, about: endpoint.address) }.html
    }
}

extension [HiddenField] {
    /// With the version that the page shows.
    fileprivate func seeing(_ version: Int) -> [HiddenField] {
        self + [HiddenField(name: "version", value: "\(version)")]
    }
}
