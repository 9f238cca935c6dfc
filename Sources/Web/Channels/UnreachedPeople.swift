import Identity
import Markup
import Operations
import Outbox
import Storage
import Values

/// Somebody of a holder's side, or of the staff, whom a letter did not reach. What it said is on their pages, and no
/// business of whoever telephones.
struct UnreachedPerson: Sendable {
    static let most = 100

    let item: BulletinItem
    let name: String
    /// Of the holder whom it is about.
    let holder: Holder

    init(_ item: BulletinItem, _ look: Desk.Look) throws {
        guard let holder = try look.snapshot.holders.find(item.holder) else { throw NotFound() }
        self.item = item
        self.holder = holder
        name = try look.snapshot.name(of: item.addressee)
    }

    static func list(of commissioner: Commissioner.ID, _ look: Desk.Look) throws -> [UnreachedPerson] {
        try look.snapshot.deliveries.unreached(of: commissioner, most: most).map { try UnreachedPerson($0, look) }
    }
}

/// All of them, the oldest first.
struct UnreachedPeople: Component {
    let people: [UnreachedPerson]

    var html: HTML {
        h2 { "People to telephone" }
        p { "What we sent these people did not arrive. It is on their pages; they may not know." }
        if people.count == UnreachedPerson.most { p { "These are the oldest \(UnreachedPerson.most)." } }
        DataTable(
            id: "people-to-call", caption: "People to telephone, the longest waiting first", isCaptionHidden: true,
            columns: [.init("Who"), .init("How it was sent"), .init("Since"), .init("Do")],
            rows: people.map { person in
                .init(
                    HTML { bdi { person.name }; br(); span(.class("quiet")) { "About "; bdi { person.holder.name } } },
                    [
                        HTML { person.item.channel.title; br(); bdi { person.item.address } },
                        HTML(person.item.madeAt.words),
                        Link("See to it", href: "/deliveries/people/\(person.item.delivery.id)", about: person.name)
                            .html,
                    ])
            })
    }
}

/// One of them, and what can be done.
struct UnreachedPersonPage {
    let person: UnreachedPerson
    let hidden: [HiddenField]
    var note = ""
    var problems = FieldProblems()

    private var item: BulletinItem { person.item }
    private var action: String { "/deliveries/people/\(item.delivery.id)" }
    private var fields: [HiddenField] { [HiddenField(name: "version", value: "\(item.delivery.version)")] }

    var view: View {
        View(
            "A letter to \(person.name)", place: .orderBook,
            breadcrumb: [Link("Orders", href: "/order-book"), Link("Suppliers to telephone", href: "/deliveries")],
            problems: problems
        ) {
            h1 { "A letter to "; bdi { person.name } }
            SummaryList([
                .init("About", Link(person.holder.name, href: "/people/\(person.holder.id)").html),
                .init("Sent by", HTML { item.channel.words; " to "; bdi { item.address } }),
                .init("Written", HTML(item.madeAt.words)),
                .init("Stands", item.delivery.status.tag.html),
                .init("Last try", HTML(item.last?.outcome.words ?? "None")),
                .init("Telephone of \(person.holder.knownAs)", HTML { bdi { person.holder.telephone } }),
            ])
            if item.delivery.status == .dead {
                h2 { "I have told them" }
                PostForm(action: "\(action)/call", hidden: hidden.naming("call") + fields) {
                    TextArea(
                        name: "note", label: "Whom did you speak to, and what did they say?",
                        hint: "Ask whether the address is right. What the letter said stands on their own pages.",
                        value: note, problem: problems["note"])
                    Button("Note the call")
                }
                h2 { "Try again" }
                PostForm(action: "\(action)/again", hidden: hidden.naming("again") + fields) {
                    Button("Try the same address again", kind: .secondary)
                }
            }
        }
    }
}
