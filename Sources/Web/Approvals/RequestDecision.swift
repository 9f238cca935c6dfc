import Hummingbird
import Markup
import Operations
import Orders
import Storage
import Values

/// What was decided, as it was typed.
struct DecisionForm: Sendable {
    struct Line: Sendable {
        var units = ""
        var price = ""
        var code = ""
        var text = ""
    }

    var decision = ""
    var code = ""
    var reason = ""
    var content = Digest("")
    var lines: [Int: Line] = [:]

    init() {}

    init(_ form: Form, positions: [Int]) {
        decision = form["decision"]
        code = form["code"]
        reason = form["reason"]
        content = Digest(form["content"])
        for position in positions {
            lines[position] = Line(
                units: form["units-\(position)"], price: form["price-\(position)"], code: form["code-\(position)"],
                text: form["text-\(position)"])
        }
    }

    /// - Throws: everything that is wrong, by field.
    func checked(_ id: Approval.ID, _ asked: [OrderLine]) throws(FieldProblems) -> DecideApproval {
        var problems = FieldProblems()
        let most = Approval.reasonCharactersMaximum
        if reason.unicodeScalars.count > most {
            problems.add("reason", "The reason must not be longer than \(most) characters")
        }
        guard let decision = DecideApproval.Decision(rawValue: decision) else {
            problems.add("decision", "Choose what you decide")
            throw problems
        }
        let code = DecisionCode(rawValue: code)
        var parts: [LineDecision] = []
        switch decision {
        case .approve: break
        case .decline:
            if code == nil { problems.add("code", "Choose why you decline") }
            if reason.isEmpty { problems.add("reason", "Say why you decline; the holder reads it") }
        case .approvePart:
            parts = asked.compactMap { read($0, &problems) }
            if problems.isEmpty { try ApprovalDecision(lines: parts, note: reason).checked(against: asked) }
        }
        guard problems.isEmpty else { throw problems }
        return DecideApproval(
            approval: id, decision: decision, lines: parts, code: code, reason: reason, content: content)
    }

    private func read(_ line: OrderLine, _ problems: inout FieldProblems) -> LineDecision? {
        let typed = lines[line.position] ?? Line()
        let units = problems.number(
            typed.units, "units-\(line.position)", "how many you approve", in: 0...line.units)
        let price = problems.money(
            typed.price, "price-\(line.position)", "the most for one", isOptional: true)
        guard let units else { return nil }
        return LineDecision(
            position: line.position, units: units, unitPrice: price, code: DecisionCode(rawValue: typed.code),
            text: typed.text)
    }
}

/// The decision, about exactly the content that the page shows.
struct RequestDecisionForm: Component {
    let request: ApprovalView
    let hidden: [HiddenField]
    let typed: DecisionForm
    let problems: FieldProblems

    var html: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your decision" }
            PostForm(
                action: "/requests/\(request.approval.id)/decision",
                hidden: hidden.naming("decision")
                    + [HiddenField(name: "content", value: request.approval.content.text)]
            ) {
                Radios(
                    name: "decision", legend: "What do you decide about \(request.part.charge)?", choices: choices,
                    value: typed.decision, problem: problems["decision"])
                Details("Less of it, line by line", isOpen: typed.decision == partly) {
                    p { "Only where you approve a part. Put 0 for a line that you do not approve." }
                    for line in request.part.lines { fields(line) }
                }
                Select(
                    name: "code", label: "Why you decline", hint: "Only to decline all of it.",
                    choices: RequestDecisionForm.codes, value: typed.code, problem: problems["code"])
                TextArea(
                    name: "reason", label: "Reason",
                    hint: "The holder reads it. Needed to decline: name what was weighed, and what they can do next.",
                    value: typed.reason, problem: problems["reason"], rows: 5,
                    maximum: Approval.reasonCharactersMaximum)
                Button("Record the decision")
            }
            p(.class("quiet")) {
                "If you decline, the person is told how to have it looked at by somebody else. "
                bdi { request.plan.coordinator.name }
                " coordinates this plan: \(request.plan.coordinator.telephone)."
            }
        }
    }

    private var partly: String { DecideApproval.Decision.approvePart.rawValue }

    private var choices: [Choice] {
        request.approval.status == .reconsideration
            ? [
                Choice(DecideApproval.Decision.approve.rawValue, "Change it: all of it can be ordered without asking"),
                Choice(partly, "Change it in part"),
                Choice(DecideApproval.Decision.decline.rawValue, "The decision stays"),
            ]
            : [
                Choice(DecideApproval.Decision.approve.rawValue, "Approve all of it"),
                Choice(partly, "Approve less", hint: "Fewer, not every line, or up to a price."),
                Choice(DecideApproval.Decision.decline.rawValue, "Decline"),
            ]
    }

    static let codes = [Choice("", "Choose a reason")] + DecisionCode.allCases.map { Choice($0.rawValue, $0.words) }

    @HTMLBuilder private func fields(_ line: OrderLine) -> HTML {
        let (own, position) = (typed.lines[line.position], line.position)
        Markup.section(.class("stack")) {
            h3 { bdi { line.title } }
            TextField(
                name: "units-\(position)", label: "How many you approve", hint: "Asked for: \(line.units).",
                value: own?.units ?? String(line.units), problem: problems["units-\(position)"],
                inputmode: "numeric", width: .short)
            MoneyField(
                name: "price-\(position)", label: "The most for one",
                hint: "Leave it empty for the price that was signed: \(line.unitPrice).", value: own?.price ?? "",
                problem: problems["price-\(position)"])
            Select(
                name: "code-\(position)", label: "Why less", choices: RequestDecisionForm.codes,
                value: own?.code ?? "", problem: problems["code-\(position)"])
            TextArea(
                name: "text-\(position)", label: "In words for the holder", value: own?.text ?? "",
                problem: problems["text-\(position)"], rows: 2, maximum: ApprovalDecision.textCharactersMaximum)
        }
    }
}

/// How a request ended: by whom, when, why.
struct RequestOutcome: Component {
    let request: ApprovalView

    var html: HTML {
        div(.class("panel panel--marked")) {
            h2 { "How it ended" }
            p { request.approval.status.tag }
            if let (event, name) = ending {
                p { if let name { "By "; bdi { name }; " on " } else { "On " }; "\(event.at.words)." }
                if let reason = event.note {
                    InsetText { p { bdi { reason } } }
                } else {
                    p { "No reason was given." }
                }
            }
            if let decision = request.decision { DecisionList(lines: request.part.lines, decision: decision) }
            p { "The order now: "; request.part.status.tag }
        }
    }

    /// The last step that somebody decided, or that ended it.
    private var ending: (event: OrderEvent, name: String?)? {
        request.order.events.last { event, _ in
            guard event.supplierOrder == request.part.id, case .approval(let action) = event.what else { return false }
            return action != .use && action != .assign && action != .remind
        }
    }
}

/// What was decided about each line, with the reasons.
struct DecisionList: Component {
    let lines: [OrderLine]
    let decision: ApprovalDecision

    var html: HTML {
        SummaryList(
            lines.compactMap { line in
                decision[line.position].map { own in .init(line.title, HTML.lines(words(own, line))) }
            })
    }

    private func words(_ own: LineDecision, _ line: OrderLine) -> [String] {
        let price = own.unitPrice.map { $0 < line.unitPrice ? ["Up to \($0) for one"] : [] } ?? []
        let reason = own.code.map { [own.text.isEmpty ? "\($0.words)." : "\($0.words): \(own.text)"] } ?? []
        let amount = own.units == line.units ? "All \(line.units) approved" : "\(own.units) of \(line.units) approved"
        return [own.units == 0 ? "Not approved" : amount] + price + reason
    }
}
