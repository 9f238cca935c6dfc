import Markup
import Operations
import Orders
import Values

/// Something is wrong: with what, how, and what would put it right.
struct ReportProblemPage: Sendable {
    let part: SupplierOrder
    let number: String
    let supplier: String
    let address: String
    let hidden: [HiddenField]
    var typed = ReportForm()
    var problems = FieldProblems()

    var view: View {
        View(
            "Report a problem", place: .orders,
            breadcrumb: [Link("Orders", href: "/orders"), Link("Order \(number)", href: address)], problems: problems
        ) {
            h1 { "Report a problem with \(supplier)" }
            p(.class("lead")) {
                "Its money waits until this is settled. \(supplier) has \(ProblemLimits.answerDays) days to answer."
            }
            InsetText {
                p { "If somebody is in danger, call 999. Report it here afterwards, however long ago it was." }
            }
            PostForm(
                action: "\(address)/parts/\(part.id)/problem",
                hidden: hidden + [HiddenField(name: "version", value: "\(part.version)")]
            ) {
                Radios(
                    name: "what", legend: "What is it about?", choices: choices, value: typed.what,
                    problem: problems["what"])
                TextField(
                    name: "units", label: "How many of them?", value: typed.units, problem: problems["units"],
                    inputmode: "numeric", width: .short)
                Radios(
                    name: "kind", legend: "What is wrong?",
                    choices: ProblemKind.allCases.map { Choice($0.rawValue, $0.words) }, value: typed.kind,
                    problem: problems["kind"])
                TextArea(
                    name: "words", label: "What happened?",
                    hint: "\(supplier) reads this. Write nothing about your health that it need not know.",
                    value: typed.words, problem: problems["words"], maximum: ProblemStatement.charactersMaximum)
                TextArea(
                    name: "private", label: "For your commissioner only (optional)",
                    hint: "\(supplier) does not see this.", value: typed.privateWords, problem: problems["private"],
                    rows: 3, maximum: ProblemStatement.charactersMaximum)
                Radios(
                    name: "wish", legend: "What would put it right?",
                    choices: ProblemWish.allCases.map { Choice($0.rawValue, $0.words) }, value: typed.wish,
                    problem: problems["wish"])
                Button("Report the problem")
            }
        }
    }

    static let states: [UnitState] = [.unconfirmed, .received, .paid]

    private var choices: [Choice] {
        part.lines.flatMap { line in
            Self.states.compactMap { state in
                let count = part.tally(line.position)?[state] ?? 0
                let words = "\(line.title): \(count) \(state.wordsOfDelivered)"
                return count == 0 ? nil : Choice("\(line.position)/\(state.rawValue)", words)
            }
        }
    }
}

/// A report as it was typed.
struct ReportForm: Sendable {
    var what = ""
    var units = "1"
    var kind = ""
    var wish = ""
    var words = ""
    var privateWords = ""

    init() {}

    init(_ form: Form) {
        what = form["what"]
        units = form["units"]
        kind = form["kind"]
        wish = form["wish"]
        words = form["words"]
        privateWords = form["private"]
    }

    /// - Throws: everything that is wrong with it.
    func checked(_ part: SupplierOrder, version: Int?) throws(FieldProblems) -> ReportProblem {
        var problems = FieldProblems()
        let chosen = what.split(separator: "/")
        let position = chosen.first.flatMap { Int($0) }
        let state = chosen.last.flatMap { UnitState(rawValue: String($0)) }
        let there = position.flatMap { part.tally($0) }.flatMap { tally in state.map { tally[$0] } } ?? 0
        if there == 0 { problems.add("what", "Choose what it is about") }
        let count = Int(units)
        if !(count.map { (1...max(1, there)).contains($0) } ?? false) {
            problems.add("units", "Enter a whole number from 1 to \(max(1, there))")
        }
        if ProblemKind(rawValue: kind) == nil { problems.add("kind", "Choose what is wrong") }
        if ProblemWish(rawValue: wish) == nil { problems.add("wish", "Choose what would put it right") }
        let most = ProblemStatement.charactersMaximum
        if words.isEmpty { problems.add("words", "Say what happened") }
        if words.unicodeScalars.count > most { problems.add("words", "Write at most \(most) characters") }
        if privateWords.unicodeScalars.count > most { problems.add("private", "Write at most \(most) characters") }
        guard problems.isEmpty, let position, let state, let count, let kind = ProblemKind(rawValue: kind),
            let wish = ProblemWish(rawValue: wish)
        else { throw problems }
        return ReportProblem(
            part: part.id, version: version, position: position, state: state, units: count, kind: kind, wish: wish,
            words: words, privateWords: privateWords)
    }
}
