import Markup
import Operations
import Plans
import Values

/// Money moves from one line to another, in their present periods.
struct TransferText: PlanStep {
    var from = ""
    var to = ""
    var amount = ""
    var reason = ""

    var path: String { "transfer" }
    var title: String { "Move money between lines" }
    var doing: String { "Move the money" }
    var action: PlanAction { .takeEffect }
    var flash: Flash { .planMoneyMoved }
    var signature: String { "\(from) \(to) \(amount) \(reason)" }

    func isPossible(_ look: PlanStepLook) -> Bool { look.plan.plan.status == .inForce }

    func typed(_ form: Form) -> TransferText {
        TransferText(from: form["from"], to: form["to"], amount: form["amount"], reason: form["reason"])
    }

    func checked(_ look: PlanStepLook) throws(FieldProblems) -> PlanStepAsked {
        var problems = FieldProblems()
        let (source, target) = (look.budget[line: .init(from)], look.budget[line: .init(to)])
        if source == nil { problems.add("from", "Choose the line that gives") }
        if target == nil || from == to { problems.add("to", "Choose another line") }
        if let source, let target, source.line.budget != target.line.budget {
            problems.add("to", "Choose a line of the same budget: money does not move between budgets")
        }
        let sum = problems.money(amount, "amount", "how much")
        if let sum, !sum.isPositive { problems.add("amount", "Enter how much, more than £0.00") }
        if let sum, let source, sum > source.available {
            problems.add("amount", "“\(source.line.title)” has only \(source.available) free in its present period")
        }
        checkReason(&problems)
        guard problems.isEmpty, let sum else { throw problems }
        return .move(
            MovePlanMoney(
                plan: PlanVersionID(look.plan.plan), from: .init(from), to: .init(to), amount: sum, reason: reason))
    }

    func problems(of refusal: PlanRefusal, _ look: PlanStepLook) -> FieldProblems? {
        guard case .lineShort(let title, let left) = refusal else { return nil }
        return FieldProblems("amount", "“\(title)” has only \(left) free in its present period")
    }

    func introduction(_ look: PlanStepLook) -> HTML {
        HTML {
            p {
                "Only money that is free in the present period moves, within one budget, and once. "
                "The plan’s amounts stay."
            }
            PlanStepLines(budget: look.budget)
        }
    }

    func fields(_ look: PlanStepLook, _ problems: FieldProblems) -> HTML {
        HTML {
            Select(
                name: "from", label: "From", choices: PlanStepLines.choices(look), value: from,
                problem: problems["from"])
            Select(name: "to", label: "To", choices: PlanStepLines.choices(look), value: to, problem: problems["to"])
            MoneyField(name: "amount", label: "How much", value: amount, problem: problems["amount"])
        }
    }

    func effect(_ look: PlanStepLook) -> HTML {
        HTML {
            if case .move(let move)? = asked(look), let source = look.budget[line: move.from],
                let target = look.budget[line: move.to]
            {
                PlanStepLines.change(source, by: -move.amount)
                PlanStepLines.change(target, by: move.amount)
            }
        }
    }

    private func asked(_ look: PlanStepLook) -> PlanStepAsked? {
        do { return try checked(look) } catch { return nil }
    }
}

/// A line gets more, once, from the commissioner's fund.
struct AdditionText: PlanStep {
    var line = ""
    var amount = ""
    var reason = ""

    var path: String { "addition" }
    var title: String { "Add money to a line once" }
    var doing: String { "Add the money" }
    var action: PlanAction { .takeEffect }
    var flash: Flash { .planMoneyAdded }
    var signature: String { "\(line) \(amount) \(reason)" }

    func isPossible(_ look: PlanStepLook) -> Bool { look.plan.plan.status == .inForce }

    func typed(_ form: Form) -> AdditionText {
        AdditionText(line: form["line"], amount: form["amount"], reason: form["reason"])
    }

    func checked(_ look: PlanStepLook) throws(FieldProblems) -> PlanStepAsked {
        var problems = FieldProblems()
        if look.budget[line: .init(line)] == nil { problems.add("line", "Choose the line that gets more") }
        let sum = problems.money(amount, "amount", "how much")
        if let sum, !sum.isPositive { problems.add("amount", "Enter how much, more than £0.00") }
        if let sum, sum > look.fund { problems.add("amount", "Your fund has only \(look.fund)") }
        checkReason(&problems)
        guard problems.isEmpty, let sum else { throw problems }
        return .add(
            AddPlanMoney(plan: PlanVersionID(look.plan.plan), line: .init(line), amount: sum, reason: reason))
    }

    func problems(of refusal: PlanRefusal, _ look: PlanStepLook) -> FieldProblems? {
        refusal == .fundShort ? FieldProblems("amount", "Your fund has only \(look.fund)") : nil
    }

    func introduction(_ look: PlanStepLook) -> HTML {
        HTML {
            p {
                "It comes from your fund, which has \(look.fund), into the line’s present period. "
                "The plan’s amounts stay."
            }
            PlanStepLines(budget: look.budget)
        }
    }

    func fields(_ look: PlanStepLook, _ problems: FieldProblems) -> HTML {
        HTML {
            Select(
                name: "line", label: "Line", choices: PlanStepLines.choices(look), value: line,
                problem: problems["line"])
            MoneyField(name: "amount", label: "How much", value: amount, problem: problems["amount"])
        }
    }

    func effect(_ look: PlanStepLook) -> HTML {
        HTML {
            if case .add(let add)? = asked(look), let target = look.budget[line: add.line] {
                PlanStepLines.change(target, by: add.amount)
                p { "Your fund then has \(look.fund - add.amount)." }
            }
        }
    }

    private func asked(_ look: PlanStepLook) -> PlanStepAsked? {
        do { return try checked(look) } catch { return nil }
    }
}

/// The lines that run today, with what is free in them.
struct PlanStepLines: Component {
    let budget: Budget

    var html: HTML {
        DataTable(
            id: "lines", caption: "Lines in their present periods",
            columns: [
                .init("Line"), .init("Until"), .init("Free", align: .end), .init("Held", align: .end),
                .init("Promised", align: .end), .init("Spent", align: .end),
            ],
            rows: budget.lines.map { line in
                .init(
                    HTML { bdi { line.line.title } },
                    [HTML(line.period.last.words)]
                        + [line.available, line.held, line.committed, line.owed + line.paid]
                        .map { HTML($0.description) })
            })
    }

    static func choices(_ look: PlanStepLook) -> [Choice] {
        [Choice("", "Choose a line")]
            + look.budget.lines.filter { $0.line.kind != .extras }.map { line in
                let budget = look.plan.plan[budget: line.line.budget].map { ", \($0.title)" } ?? ""
                return Choice(line.line.id.text, "\(line.line.title): \(line.available) free\(budget)")
            }
    }

    static func change(_ line: LineBudget, by amount: Money) -> HTML {
        p {
            "“"
            bdi { line.line.title }
            "” has \(line.available) free until \(line.period.last.words) now, and \(line.available + amount) then."
        }
    }
}
