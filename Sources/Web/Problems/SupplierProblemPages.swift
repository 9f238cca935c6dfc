import Markup
import Orders
import Storage
import Values

/// What customers have reported to a supplier, and is not over.
struct SupplierProblemListPage {
    let list: ProblemList
    let now: Moment

    var view: View {
        View("Problems", place: .problems, width: .wide) {
            h1 { "Problems" }
            if list.items.isEmpty {
                EmptyState(
                    title: "No problems just now", text: "What customers report about their orders appears here.",
                    next: Link("Orders", href: "/supplier/orders"))
            } else {
                p(.class("lead")) { "Answer within \(ProblemLimits.answerDays) days. Only what is in question waits." }
                DataTable(
                    id: "problems", caption: "Problems, oldest first", isCaptionHidden: true,
                    columns: [
                        .init("Order"), .init("What"), .init("What is wrong"), .init("For"), .init("How it stands"),
                        .init("By"),
                    ], rows: list.items.map(row))
                if list.isCut { p(.class("quiet")) { "Only the oldest \(list.items.count) are shown." } }
            }
        }
    }

    private func row(_ item: ProblemList.Item) -> DataTable.Row {
        .init(
            HTML { Link(item.number, href: "/supplier/problems/\(item.problem.id)", about: item.title) },
            [
                HTML { div { "\(item.problem.units) × "; bdi { item.title } } }, HTML(item.problem.kind.words),
                HTML { bdi { item.holder } }, item.problem.status.tag.html,
                HTML(item.problem.dueAt?.day.words ?? "–"),
            ], isMarked: item.problem.lateness(at: now) != nil)
    }
}

/// One problem as its supplier answers it. It is handed first names and nothing that was written for others.
struct SupplierProblemPage: ProblemFormPage {
    let problem: ProblemView
    let hidden: [HiddenField]
    let now: Moment
    var typed = AnswerForm()
    var problems = FieldProblems()

    private var own: Problem { problem.problem }
    var address: String { "/supplier/problems/\(own.id)" }
    private var words: ProblemWords { problem.words(for: .supplier) }
    private var versioned: [HiddenField] { hidden + [HiddenField(name: "version", value: "\(own.version)")] }

    var view: View {
        View(
            "Problem with order \(problem.number)", place: .problems,
            breadcrumb: [
                Link("Problems", href: "/supplier/problems"),
                Link("Order \(problem.number)", href: "/supplier/orders/\(own.supplierOrder)"),
            ], problems: problems, width: .wide
        ) {
            h1 { "Problem with order \(problem.number)" }
            p { own.status.tag }
            p(.class("lead")) { words.next(own, at: now) }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) {
                    div(.class("panel")) { ProblemFacts(problem: problem, seesMoney: true) }
                    ProblemStatements(problem: problem, side: .supplier)
                    if !own.status.isOver {
                        StatementForm(
                            address: address, hidden: hidden, side: .supplier, typed: typed.text, problems: problems)
                    }
                }
                div(.class("with-side__side stack")) {
                    acts
                    ProblemReview(problem: problem, side: .supplier)
                    ProblemTimeline(problem: problem, words: words, now: now)
                }
            }
        }
    }

    @HTMLBuilder private var acts: HTML {
        if own.status.allows(.agree) { answer }
        if own.status == .agreed, own.remedy?.needsReturn ?? false { reception }
        if own.status.allows(.keepBack), !own.mayKeepBack {
            Details("Keep it back from my next payment") {
                p { "Then you need not send \(own.left): it is taken off what \(problem.commissioner) pays you next." }
                PostForm(action: "\(address)/keeping-back", hidden: versioned.naming("keeping-back")) {
                    Button("I agree to that", kind: .secondary)
                }
            }
        }
    }

    private var answer: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your answer" }
            PostForm(action: "\(address)/answer", hidden: versioned.naming("answer")) {
                Radios(
                    name: "answer", legend: "What do you do?", choices: AnswerForm.Choice.allCases.map { choice in
                        Choice(choice.rawValue, choice.words, hint: choice.hint)
                    }, value: typed.answer, problem: problems["answer"])
                MoneyField(
                    name: "amount", label: "How much comes back?",
                    hint: "Only where the customer keeps it. All of it costs \(problem.whole).", value: typed.amount,
                    problem: problems["amount"])
                TextArea(
                    name: "words", label: "What do you want to say?",
                    hint: "\(problem.holder) and \(problem.commissioner) read it. Needed where you do not agree.",
                    value: typed.words, problem: problems["words"], rows: 4,
                    maximum: ProblemStatement.charactersMaximum)
                Button("Send the answer")
            }
        }
    }

    private var reception: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Are the goods back?" }
            PostForm(action: "\(address)/return", hidden: versioned.naming("return")) {
                Radios(
                    name: "reception", legend: "What came back?",
                    choices: Reception.allCases.map { Choice($0.rawValue, $0.words) }, value: typed.reception,
                    problem: problems["reception"])
                TextArea(
                    name: "words", label: "What do you want to say?", hint: "Needed unless all is as promised.",
                    value: typed.words, problem: problems["words"], rows: 3,
                    maximum: ProblemStatement.charactersMaximum)
                Button("Record it")
            }
        }
    }
}

/// A supplier's answer as it was typed.
struct AnswerForm: Sendable, FromForm {
    enum Choice: String, Sendable, CaseIterable {
        case replace, replaceAfterReturn = "replace_after_return", refund, refundAfterReturn = "refund_after_return"
        case partRefund = "part_refund", refuse

        var words: String {
            switch self {
            case .replace: "Deliver it again; nothing goes back"
            case .replaceAfterReturn: "Deliver it again once the goods are back"
            case .refund: "Give all the money back; nothing goes back"
            case .refundAfterReturn: "Give all the money back once the goods are back"
            case .partRefund: "Give some of the money back; the customer keeps it"
            case .refuse: "I do not agree"
            }
        }

        var hint: String? { self == .refuse ? "The commissioner decides, after hearing both sides." : nil }
    }

    var answer = ""
    var amount = ""
    var words = ""
    var reception = ""
    /// Of a further statement.
    var text = ""

    init() {}

    init(_ form: Form) {
        answer = form["answer"]
        amount = form["amount"]
        words = form["words"]
        reception = form["reception"]
        text = form["text"]
    }

    /// Nil inside: the supplier does not agree.
    func remedy(of whole: Money) throws(FieldProblems) -> Remedy? {
        var problems = FieldProblems()
        guard let choice = Choice(rawValue: answer) else { throw FieldProblems("answer", "Choose what you do") }
        if choice == .refuse, words.isEmpty { problems.add("words", "Say why you do not agree; the customer reads it") }
        let most = ProblemStatement.charactersMaximum
        if words.unicodeScalars.count > most { problems.add("words", "Write at most \(most) characters") }
        let part = choice == .partRefund ? PartAmount.read(amount, of: whole, &problems) : nil
        guard problems.isEmpty else { throw problems }
        return switch choice {
        case .replace: Remedy(.replace)
        case .replaceAfterReturn: Remedy(.replace, needsReturn: true)
        case .refund: Remedy(.refund)
        case .refundAfterReturn: Remedy(.refund, needsReturn: true)
        case .partRefund: Remedy(.partRefund, amount: part)
        case .refuse: nil
        }
    }
}

/// A part of what units cost, as it was typed.
enum PartAmount {
    static func read(_ text: String, of whole: Money, _ problems: inout FieldProblems) -> Money? {
        do {
            let amount = try Money(reading: text)
            if amount.isPositive, amount < whole { return amount }
            problems.add("amount", "Enter more than nothing and less than \(whole)")
        } catch {
            problems.add("amount", "Enter an amount in pounds and pence, such as 24.50")
        }
        return nil
    }
}
