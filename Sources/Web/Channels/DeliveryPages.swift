import Identity
import Markup
import Operations
import Outbox
import Storage
import Values

/// Messages that have not reached their suppliers.
struct UndeliveredPage {
    static let most = 50

    let items: [DeliveryItem]
    let page: Int
    let pageCount: Int
    /// Holders, and who acts for them, whom a letter did not reach; none for who does not see people's letters.
    let people: [UnreachedPerson]

    /// - Parameter patience: for how many milliseconds trying alone is enough.
    init(
        of commissioner: Commissioner.ID, for person: Person.ID, patience: Int, page: PageNumber, _ look: Desk.Look
    ) throws {
        let store = look.snapshot.deliveries
        let since = Moment(milliseconds: look.now.milliseconds - patience)
        let count = try store.toCallCount(for: commissioner, waitingSince: since)
        (self.page, pageCount) = page.of(count, most: Self.most)
        items = try store.toCall(
            for: commissioner, waitingSince: since, skipping: (self.page - 1) * Self.most, most: Self.most)
        let seesPeople = try look.snapshot.seesLetters(person, of: commissioner)
        people = seesPeople ? try UnreachedPerson.list(of: commissioner, look) : []
    }

    var view: View {
        View(
            "Suppliers to telephone", place: .orderBook, breadcrumb: [Link("Orders", href: "/order-book")], width: .wide
        ) {
            h1 { "Suppliers to telephone" }
            if items.isEmpty {
                EmptyState(
                    title: "Everything that was sent has arrived, or is on its way",
                    next: Link("Show all orders", href: "/order-book"))
            } else {
                p(.class("lead")) {
                    "What was sent to these suppliers did not arrive, though it was tried again and again. Their order "
                    "is on their pages; but do they look? The money stays held until they answer or the order lapses."
                }
                DataTable(
                    id: "to-call", caption: "What did not arrive, the oldest first", isCaptionHidden: true,
                    columns: [.init("Supplier"), .init("What"), .init("How it stands"), .init("Do")],
                    rows: items.map(row))
                Pagination(page: page, pageCount: pageCount, address: "/deliveries?page=", subject: "Suppliers")
            }
            if !people.isEmpty { UnreachedPeople(people: people) }
        }
    }

    private func row(_ item: DeliveryItem) -> DataTable.Row {
        .init(
            HTML {
                a(.class("link"), .href("/supplier-book/\(item.supplier)")) { bdi { item.supplierName } }
                br()
                bdi { item.supplierTelephone }
            },
            [
                HTML {
                    item.kind.words(supplier: item.supplierName)
                    br()
                    Link("Order \(item.orderNumber)", href: "/order-book/\(item.order)")
                    br()
                    span(.class("quiet")) { item.at.words }
                },
                HTML { item.channel.title; br(); item.standing },
                Link(
                    "See to it", href: "/deliveries/\(item.delivery.id)",
                    about: "\(item.supplierName), order \(item.orderNumber)"
                ).html,
            ])
    }
}

/// One of them: every attempt, and what can be done.
struct DeliveryPage {
    let item: DeliveryItem
    let attempts: [DeliveryAttempt]
    let notes: [(note: DeliveryNote, name: String)]
    /// Other addresses of the supplier that it has not gone to.
    let others: [Endpoint]
    let hidden: [HiddenField]
    var note = ""
    var problems = FieldProblems()

    private var action: String { "/deliveries/\(item.delivery.id)" }
    private var fields: [HiddenField] { [HiddenField(name: "version", value: "\(item.delivery.version)")] }
    private var isOpen: Bool { item.delivery.status == .waiting || item.delivery.status == .dead }

    var view: View {
        View(
            "Order \(item.orderNumber) to \(item.supplierName)", place: .orderBook,
            breadcrumb: [Link("Orders", href: "/order-book"), Link("Suppliers to telephone", href: "/deliveries")],
            problems: problems
        ) {
            h1 { "Order \(item.orderNumber) to "; bdi { item.supplierName } }
            SummaryList([
                .init("What", HTML(item.kind.words(supplier: item.supplierName))),
                .init("Order", Link("Order \(item.orderNumber)", href: "/order-book/\(item.order)").html),
                .init("Happened", HTML(item.at.words)),
                .init("Sent by", HTML { item.channel.words; " to "; bdi { item.address } }),
                .init("Stands", item.standing),
                .init("Telephone", HTML { bdi { item.supplierTelephone } }),
            ])
            if isOpen { steps }
            h2 { "What happened" }
            Timeline(timeline)
        }
    }

    private var steps: HTML {
        HTML {
            h2 { "I have telephoned them" }
            PostForm(action: "\(action)/call", hidden: hidden.naming("call") + fields) {
                TextArea(
                    name: "note", label: "Whom did you speak to, and what did they say?", value: note,
                    problem: problems["note"])
                Button("Note the call")
            }
            if item.delivery.status == .dead {
                h2 { "Try again" }
                PostForm(action: "\(action)/again", hidden: hidden.naming("again") + fields) {
                    Button("Try the same address again", kind: .secondary)
                }
            }
            if !others.isEmpty {
                h2 { "Send it another way" }
                PostForm(action: "\(action)/other-way", hidden: hidden.naming("other") + fields) {
                    Radios(
                        name: "endpoint", legend: "Where to", choices: others.map { Choice($0.id.text, $0.address) },
                        value: others.first?.id.text)
                    Button("Send it there", kind: .secondary)
                }
            }
        }
    }

    private var timeline: [Timeline.Item] {
        let tries = attempts.map { attempt in
            (
                attempt.at,
                Timeline.Item(
                    title: "Tried: \(attempt.outcome.words)", when: attempt.at.words, detail: HTML(""), state: .done)
            )
        }
        let steps = notes.map { note, name in
            (
                note.at,
                Timeline.Item(
                    title: "\(name) \(note.what.words)", when: note.at.words,
                    detail: HTML { if !note.words.isEmpty { p { bdi { note.words } } } }, state: .done)
            )
        }
        return (tries + steps).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
