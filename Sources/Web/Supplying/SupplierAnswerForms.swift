import Catalogue
import Markup
import Operations
import Orders
import Storage
import Values

/// What was typed in one of a supplier's forms, and what is wrong with it.
struct SupplierTyped: Sendable {
    /// Which form it was.
    var form = ""
    var units: [Int: String] = [:]
    var text = ""
    var proof = ""
    var fee = ""
    var reply = ""
    var problems = FieldProblems()
}

/// What the supplier can do with an order now; nothing where nothing is to be done.
struct SupplierAnswerForms: Component {
    let order: SupplierOrderView
    let hasGoods: Bool
    /// Every form is a command of its own, so each carries a key of its own.
    let hidden: [HiddenField]
    let typed: SupplierTyped

    private var words: SupplierWords { SupplierWords(customer: order.deliverTo, payer: order.commissioner) }

    var html: HTML {
        if order.status.allows(.accept) { answer }
        if order.status == .changeOffered { waiting }
        if order.status.allows(.agreeToCancel) {
            SupplierCancelForm(order: order, hidden: fields("cancel"), typed: typed(in: "cancel"))
        }
        if order.status.allows(.deliver), !order.items(.toCome).isEmpty { delivery }
    }

    private var address: String { "/supplier/orders/\(order.id)" }
    private func typed(in form: String) -> SupplierTyped { typed.form == form ? typed : SupplierTyped() }
    private func fields(_ form: String) -> [HiddenField] { hidden.naming(form) + [SeenVersion.field(order.version)] }

    private var answer: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your answer" }
            if let until = order.expiresAt {
                p { "Answer by \(until.words). After that the order ends, and the customer’s money is free again." }
            }
            p { "When you accept, you promise to deliver for \(order.total) on the terms that were signed." }
            PostForm(action: "\(address)/acceptance", hidden: fields("accept")) {
                Button("Accept this order")
            }
            if order.items(.open).map(\.most).reduce(0, +) > 1 { partly }
            p { Link("Offer a change", href: "\(address)/change", about: "to this order") }
            Details("I can’t take this order", isOpen: typed.form == "decline") { declining }
        }
    }

    private var partly: HTML {
        let typed = typed(in: "accept")
        return Details("I can take only a part of it", isOpen: !typed.problems.isEmpty) {
            PostForm(action: "\(address)/acceptance", hidden: fields("part")) {
                UnitFields(
                    group: "accept", items: order.items(.open), question: { "How many of “\($0)” do you take?" },
                    typed: typed.units, problems: typed.problems)
                TextArea(
                    name: "part-note", label: "Why not all of it?", hint: "The customer reads this.", value: typed.text,
                    problem: typed.problems["part-note"], rows: 3, maximum: OrderNote.charactersMaximum)
                Button("Accept this part", kind: .secondary)
            }
        }.html
    }

    private var declining: HTML {
        let typed = typed(in: "decline")
        return PostForm(action: "\(address)/refusal", hidden: fields("decline")) {
            TextArea(
                name: "reason", label: "Why can’t you take it?", hint: "The customer reads this.", value: typed.text,
                problem: typed.problems["reason"], rows: 4, maximum: OrderNote.charactersMaximum)
            Button("Decline this order", kind: .warning)
        }.html
    }

    private var delivery: HTML {
        let (come, short) = (typed(in: "deliver"), typed(in: "short"))
        return div(.class("panel panel--marked")) {
            h2 { "Delivered?" }
            PostForm(action: "\(address)/delivery", hidden: fields("deliver")) {
                if order.items(.toCome).map(\.most).reduce(0, +) > 1 {
                    UnitFields(
                        group: "deliver", items: order.items(.toCome),
                        question: { "How many of “\($0)” were delivered or done?" }, typed: come.units,
                        problems: come.problems)
                }
                if hasGoods {
                    TextField(
                        name: "proof", label: "Proof of delivery, for goods (optional)",
                        hint: "Who took it in, or the carrier’s number. With proof, goods count as received "
                            + "\(OrderLimits.receiptDays) days after two notices to the customer, "
                            + "unless they say that something is wrong.",
                        value: come.proof, problem: come.problems["proof"], autocomplete: "off")
                }
                TextArea(
                    name: "note", label: "Note for the customer (optional)",
                    hint: "Such as where you left it.", value: come.text,
                    problem: come.problems["note"], rows: 3, maximum: OrderNote.charactersMaximum)
                Button("Mark as delivered")
            }
            if order.status.allows(.closeShort) {
                Details("Some of it will not come", isOpen: !short.problems.isEmpty) { closing(short) }
            }
        }
    }

    private func closing(_ typed: SupplierTyped) -> HTML {
        PostForm(action: "\(address)/shortfall", hidden: fields("short")) {
            p { "What you name here is cancelled without any fee, and the customer’s money is free again." }
            UnitFields(
                group: "short", items: order.items(.toCome), question: { "How many of “\($0)” will not come?" },
                typed: typed.units, problems: typed.problems)
            TextArea(
                name: "short-reason", label: "Why will it not come?", hint: "The customer reads this.",
                value: typed.text, problem: typed.problems["short-reason"], rows: 3,
                maximum: OrderNote.charactersMaximum)
            Button("This will not come", kind: .warning)
        }.html
    }

    private var waiting: HTML {
        div(.class("panel")) {
            h2 { "Your change" }
            p { "Deliver nothing of it before \(order.deliverTo) has agreed." }
            if let until = order.expiresAt { p { "\(order.deliverTo) can answer until \(until.words)." } }
            for line in order.offer?.lines ?? [] {
                p {
                    strong { bdi { line.offer.title } }
                    ": "
                    line.schedule?.words(line.quantity, line.offer.unit) ?? Unit.count(line.quantity, line.offer.unit)
                    ", \(line.offer.unitPrice) for one"
                }
            }
        }
    }
}

/// The answer to a customer who would like to cancel.
struct SupplierCancelForm: Component {
    let order: SupplierOrderView
    let hidden: [HiddenField]
    let typed: SupplierTyped

    private var most: [Int: Money] { order.feeMaximum }

    var html: HTML {
        div(.class("panel panel--marked")) {
            h2 { "\(order.deliverTo) would like to cancel" }
            for step in order.askedToCancel {
                if let line = order.line(step.position) { asked(step, line, most[step.position] ?? .zero) }
            }
            if let until = order.expiresAt { p { "Please answer by \(until.words)." } }
            PostForm(action: "/supplier/orders/\(order.id)/cancelling", hidden: hidden) {
                Radios(
                    name: "reply", legend: "Do you agree?",
                    choices: [
                        Choice("agree", "Yes, cancel it"),
                        Choice("refuse", "No", hint: "Such as because it is on its way. Say why below."),
                    ], value: typed.reply, problem: typed.problems["reply"])
                if most.values.total.isPositive {
                    MoneyField(
                        name: "fee", label: "Your fee",
                        hint: "At most \(most.values.total), by the terms that were signed. You may ask for less.",
                        value: typed.form.isEmpty ? "0.00" : typed.fee, problem: typed.problems["fee"])
                } else {
                    p { "The terms that were signed allow no fee." }
                }
                TextArea(
                    name: "cancel-note", label: "Note for the customer",
                    hint: "Needed if you say no.", value: typed.text, problem: typed.problems["cancel-note"], rows: 3,
                    maximum: OrderNote.charactersMaximum)
                Button("Send your answer")
            }
        }
    }

    /// What is to be cancelled, and why so much may be asked for it and no more.
    private func asked(_ step: LineStep, _ line: SupplierOrderView.Line, _ most: Money) -> HTML {
        HTML {
            p {
                "\(step.units) of “"
                bdi { line.title }
                "”, \(line.unitPrice.times(step.units)) together. "
                if most.isPositive {
                    "At most \(most) may be asked for it: what counts is the day on which \(order.deliverTo) asked."
                }
            }
            p(.class("quiet")) { line.cancelling.words }
        }
    }
}

extension SupplierOrderView {
    func line(_ position: Int) -> Line? { lines.first { $0.position == position } }

    /// The lines that have units in a state.
    func items(_ state: UnitState) -> [UnitFields.Item] {
        lines.filter { $0.tally[state] > 0 }.map {
            .init(position: $0.position, title: $0.title, most: $0.tally[state])
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
        let steps = StepWords(
            titles: Dictionary(order.lines.map { ($0.position, $0.title) }, uniquingKeysWith: { first, _ in first }))
        return order.events.map { event in
            return Timeline.Item(
                title: words.done(event.action), who: event.name, when: event.at.words,
                detail: HTML.detail(
                    event.lines, event.isReadable ? event.note : nil, steps, asking: event.action == .askToCancel),
                state: .done)
        }
    }

    private var future: [Timeline.Item] {
        guard let now = Self.usual.firstIndex(where: { order.status.allows($0) }) else { return [] }
        let isAsked = order.status.allows(.agreeToCancel)
        let until = order.expiresAt.map { "until \($0.words)" }
        let answer = Timeline.Item(title: "You say whether it can be cancelled", when: until, state: .now)
        return (isAsked ? [answer] : []) + Self.usual[now...].map { action in
            let isNow = action == Self.usual[now] && !isAsked
            return Timeline.Item(
                title: words.coming(action), when: isNow ? until : nil, state: isNow ? .now : .next)
        }
    }
}

extension SupplierOrderView.Event {
    /// What customers and their commissioner write to the supplier with a step.
    private static let addressed: Set<SupplierOrderAction> = [.askToCancel, .report, .putOnHold, .goOn, .finish, .stop]

    /// What others wrote to others is not the supplier's to read.
    var isReadable: Bool { name != nil || Self.addressed.contains(action) }
}
