import Markup
import Operations
import Orders
import Storage
import Values

/// What the supplier can do with an order now; nothing where nothing is to be done.
struct SupplierAnswerForms: Component {
    let order: SupplierOrderView
    let hidden: [[HiddenField]]
    let typed: String
    let problems: FieldProblems

    init(
        order: SupplierOrderView, hidden: () -> [HiddenField], typed: String, problems: FieldProblems
    ) {
        self.order = order
        // Accepting and declining are two commands, so they carry two keys.
        self.hidden = [hidden(), hidden()]
        self.typed = typed
        self.problems = problems
    }

    var html: HTML {
        switch order.status {
        case .sent: answer
        case .accepted, .partDelivered: delivery
        case .awaitingApproval, .changeOffered, .delivered, .received, .paid, .cancelAsked, .onHold, .declined,
            .lapsed, .cancelled, .notSent:
            HTML.empty
        }
    }

    private var address: String { "/supplier/orders/\(order.id)" }

    private var answer: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your answer" }
            p { "When you accept, you promise to deliver for \(order.total) on the terms that were signed." }
            PostForm(action: "\(address)/acceptance", hidden: hidden[0]) {
                Button("Accept this order")
            }
            Details("I can’t take this order", isOpen: !problems.isEmpty) {
                PostForm(action: "\(address)/refusal", hidden: hidden[1]) {
                    TextArea(
                        name: "reason", label: "Why can’t you take it?",
                        hint: "The customer reads this.", value: typed, problem: problems["reason"], rows: 4,
                        maximum: OrderNote.charactersMaximum)
                    Button("Decline this order", kind: .warning)
                }
            }
        }
    }

    private var delivery: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Delivered?" }
            PostForm(action: "\(address)/delivery", hidden: hidden[0]) {
                TextArea(
                    name: "note", label: "Note for the customer (optional)",
                    hint: "Such as where you left it, or who took it in.", value: typed, problem: problems["note"],
                    rows: 3, maximum: OrderNote.charactersMaximum)
                Button("Mark as delivered")
            }
        }
    }
}

/// The steps of an order that have been taken, and those to come.
struct SupplierTimeline: Component {
    let order: SupplierOrderView
    let words: SupplierWords

    private static let usual: [SupplierOrderAction] = [.accept, .deliver, .confirm, .pay]

    var html: HTML {
        Timeline(past + future)
    }

    private var past: [Timeline.Item] {
        order.events.map { event in
            Timeline.Item(
                title: words.done(event.action), who: event.name, when: event.at.words,
                // What others wrote is not the supplier's to read.
                detail: event.name == nil ? nil : event.note.map { note in HTML { p { bdi { note } } } },
                state: .done)
        }
    }

    private var future: [Timeline.Item] {
        guard let now = Self.usual.firstIndex(where: { order.status.allows($0) }) else { return [] }
        return Self.usual[now...].map { action in
            Timeline.Item(title: words.coming(action), state: action == Self.usual[now] ? .now : .next)
        }
    }
}
