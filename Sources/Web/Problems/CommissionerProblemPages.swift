import Identity
import Markup
import Orders
import Storage
import Values

/// What a commissioner decides, and what suppliers have to pay back to it.
struct CommissionerProblemListPage {
    let toDecide: ProblemList
    let refunds: ProblemList
    let now: Moment

    var view: View {
        View("Problems", place: .problems, width: .wide) {
            h1 { "Problems" }
            SectionHeading("To decide", count: toDecide.items.count)
            if toDecide.items.isEmpty {
                EmptyState(
                    title: "Nothing to decide",
                    text: "Problems come here when both sides do not agree, or when nobody answers in time.")
            } else {
                table("to-decide", "To decide, what you were asked first", toDecide, money: false)
            }
            SectionHeading("Refunds", count: refunds.items.count)
            if refunds.items.isEmpty {
                EmptyState(title: "No supplier has to pay anything back")
            } else {
                p(.class("lead")) { "\(refunds.items.map(\.problem.left).total) is still to come. Overdue first." }
                table("refunds", "Refunds, overdue first", refunds, money: true)
            }
        }
    }

    @HTMLBuilder private func table(_ id: String, _ caption: String, _ list: ProblemList, money: Bool) -> HTML {
        DataTable(
            id: id, caption: caption, isCaptionHidden: true,
            columns: [.init("Holder"), .init("What"), .init("Supplier"), .init("What is wrong")]
                + (money ? [.init("To come", align: .end)] : []) + [.init("How it stands"), .init("By")],
            rows: list.items.map { row($0, money: money) })
        if list.isCut { p(.class("quiet")) { "Only the first \(list.items.count) are shown." } }
    }

    private func row(_ item: ProblemList.Item, money: Bool) -> DataTable.Row {
        let own = item.problem
        let isLate = own.lateness(at: now) != nil
        return .init(
            HTML {
                a(.class("link"), .href("/reported-problems/\(own.id)")) {
                    bdi { item.holder }
                    Hidden(": \(item.title)")
                }
            },
            [
                // One block, so that a folded table keeps it together.
                HTML { div { "\(own.units) × "; bdi { item.title } } }, HTML { bdi { item.supplier } },
                HTML(own.kind.words),
            ] + (money ? [HTML("\(own.left)")] : []) + [
                HTML { div { own.status.tag; if isLate { " Time is over" } } }, HTML(own.dueAt?.day.words ?? "–"),
            ], isMarked: isLate || own.status == .overdue)
    }
}

/// One problem with what both sides say, the decision, and the refund.
struct CommissionerProblemPage: ProblemFormPage {
    let problem: ProblemView
    /// Who looks.
    let person: Person
    /// Why they can not decide it; nil where they can.
    let exclusion: Exclusion?
    let hidden: [HiddenField]
    let now: Moment
    var typed = ProblemDecisionForm()
    var problems = FieldProblems()

    private var own: Problem { problem.problem }
    var address: String { "/reported-problems/\(own.id)" }
    private var words: ProblemWords { problem.words(for: .commissioner) }

    var view: View {
        View(
            "Problem of \(problem.holder)", place: .problems,
            breadcrumb: [Link("Problems", href: "/reported-problems")], problems: problems, width: .wide
        ) {
            h1 { "Problem of "; bdi { problem.holder }; " with "; bdi { problem.supplier } }
            p { own.status.tag }
            p(.class("lead")) { words.next(own, at: now) }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) {
                    div(.class("panel")) { ProblemFacts(problem: problem, seesMoney: true) }
                    ProblemStatements(problem: problem, side: .commissioner)
                    if !own.status.isOver {
                        StatementForm(
                            address: address, hidden: hidden, side: .commissioner, typed: typed.text,
                            problems: problems)
                    }
                }
                div(.class("with-side__side stack")) {
                    if isToDecide { decision }
                    if own.status.allows(.refund) {
                        RefundForms(
                            problem: own, person: person, hidden: hidden, now: now, typed: typed, problems: problems)
                    }
                    ProblemTimeline(problem: problem, words: words, now: now)
                }
            }
        }
    }

    private var isToDecide: Bool {
        own.status.allows(.decideForHolder) || own.lateness(at: now) == .silence
    }

    @HTMLBuilder private var decision: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your decision" }
            if let exclusion {
                p { "\(exclusion.words) Somebody else has to decide it." }
            } else {
                PostForm(
                    action: "\(address)/decision",
                    hidden: hidden.naming("decision") + [HiddenField(name: "version", value: "\(own.version)")]
                ) {
                    Radios(
                        name: "ruling", legend: "Who is right?",
                        choices: [
                            Choice("holder", "\(problem.holder): everything is given back, \(problem.whole)"),
                            Choice("supplier", "\(problem.supplier): nothing is given back"),
                            Choice("split", "Each in part: some is given back"),
                        ], value: typed.ruling, problem: problems["ruling"])
                    MoneyField(
                        name: "amount", label: "How much is given back?", hint: "Only where each is right in part.",
                        value: typed.amount, problem: problems["amount"])
                    TextArea(
                        name: "reason", label: "Reasons",
                        hint: "Both sides read them, and are told that they can ask for a review.",
                        value: typed.reason, problem: problems["reason"],
                        maximum: ProblemStatement.charactersMaximum)
                    Button("Record the decision")
                }
            }
        }
    }
}

/// Money that has to come back: that it came, or that it is given up.
struct RefundForms: Component {
    let problem: Problem
    let person: Person
    let hidden: [HiddenField]
    let now: Moment
    let typed: ProblemDecisionForm
    let problems: FieldProblems

    private var address: String { "/reported-problems/\(problem.id)" }
    /// What the person is shown, so that two who record at once do not record it twice.
    private var left: HiddenField { HiddenField(name: "left", value: problem.left.decimal) }

    var html: HTML {
        HTML {
            div(.class("panel panel--marked")) {
                h2 { "Has money come?" }
                PostForm(action: "\(address)/refund", hidden: hidden.naming("refund") + [left]) {
                    MoneyField(
                        name: "amount", label: "How much came?", hint: "At most \(problem.left).",
                        value: typed.amount.isEmpty ? problem.left.decimal : typed.amount, problem: problems["amount"])
                    TextField(
                        name: "reference", label: "Reference", hint: "What the bank calls it.",
                        value: typed.reference, problem: problems["reference"], width: .medium)
                    Button("Record the refund")
                }
                if problem.mayKeepBack {
                    p { "The supplier agreed to keep it back. "; Link("Do so with a payment", href: "/payments") }
                }
            }
            if problem.status == .overdue || problem.lateness(at: now) == .late { giveUp }
        }
    }

    private var giveUp: HTML {
        Details("It will not come", isOpen: problem.writeOffBy != nil || problems["reason"] != nil) {
            p { "Two people write it off. The commissioner bears the loss, and the budget gets \(problem.left) back." }
            if let first = problem.writeOffBy, first != person.id {
                PostForm(action: "\(address)/write-off", hidden: hidden.naming("write-off") + [left]) {
                    Button("Write off \(problem.left)", kind: .warning)
                }
            } else if problem.writeOffBy != nil {
                p { "You proposed it. Somebody else has to agree." }
            } else {
                PostForm(action: "\(address)/write-off-proposal", hidden: hidden.naming("proposal")) {
                    TextArea(
                        name: "reason", label: "Why will it not come?", value: typed.reason,
                        problem: problems["reason"], rows: 3, maximum: ProblemStatement.charactersMaximum)
                    Button("Propose to write it off", kind: .secondary)
                }
            }
        }.html
    }
}

/// What a commissioner's person typed about a problem.
struct ProblemDecisionForm: Sendable, FromForm {
    var ruling = ""
    var amount = ""
    var reason = ""
    var reference = ""
    var text = ""

    init() {}

    init(_ form: Form) {
        ruling = form["ruling"]
        amount = form["amount"]
        reason = form["reason"]
        reference = form["reference"]
        text = form["text"]
    }

    func checked(of whole: Money) throws(FieldProblems) -> ProblemRuling {
        var problems = FieldProblems()
        var chosen: ProblemRuling?
        switch ruling {
        case "holder": chosen = .forHolder
        case "supplier": chosen = .forSupplier
        case "split": chosen = PartAmount.read(amount, of: whole, &problems).map { .split($0) }
        default: problems.add("ruling", "Choose who is right")
        }
        if reason.isEmpty { problems.add("reason", "Say why; both sides read it") }
        let most = ProblemStatement.charactersMaximum
        if reason.unicodeScalars.count > most { problems.add("reason", "Write at most \(most) characters") }
        guard problems.isEmpty, let chosen else { throw problems }
        return chosen
    }
}
