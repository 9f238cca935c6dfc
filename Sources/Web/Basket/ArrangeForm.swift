import Baskets
import Operations
import Plans
import Values

/// When a line of the basket is wanted and how it is paid, as it was typed. The names of its fields carry the line,
/// because the page has such a form for each.
struct ArrangeForm: Sendable {
    let line: BasketLine.ID
    var first = TypedDay()
    var every = Schedule.Every.week.rawValue
    var times = "1"
    var planLine = ""
    var contribution = ""

    /// As it stands in the basket.
    init(_ line: BasketLine.ID, _ wants: BasketLine.Wants) {
        self.line = line
        if let schedule = wants.schedule {
            first = TypedDay(schedule.first)
            every = schedule.every.rawValue
            times = "\(schedule.times)"
        }
        planLine = wants.planLine?.text ?? ""
        contribution = wants.contribution.isPositive ? wants.contribution.decimal : ""
    }

    init(_ form: Form, line: BasketLine.ID) {
        self.line = line
        let read = { (part: String) in form[ArrangeForm.field(part, line)] }
        first = TypedDay(form, ArrangeForm.field("first", line))
        (every, times) = (read("every"), read("times"))
        (planLine, contribution) = (read("plan-line"), read("contribution"))
    }

    static func field(_ part: String, _ line: BasketLine.ID) -> String { "\(part)-\(line)" }

    func field(_ part: String) -> String { ArrangeForm.field(part, line) }

    /// The same, for a form whose button does it.
    var hidden: [HiddenField] {
        [
            ("first-\(line)-day", first.day), ("first-\(line)-month", first.month), ("first-\(line)-year", first.year),
            (field("every"), every), (field("times"), times), (field("plan-line"), planLine),
            (field("contribution"), contribution),
        ].map { HiddenField(name: $0.0, value: $0.1) }
    }

    /// - Throws: everything that is wrong, by field.
    func checked() throws(FieldProblems) -> ArrangeBasketLine {
        var problems = FieldProblems()
        let day = first.read(field("first"), "the first day", isOptional: true, &problems)
        let times = times.isEmpty ? 1 : Int(times) ?? 0
        if !(1...Schedule.timesMaximum).contains(times) {
            problems.add(field("times"), "Enter how often in all, as a whole number from 1 to \(Schedule.timesMaximum)")
        }
        let every = Schedule.Every(rawValue: every)
        if every == nil { problems.add(field("every"), "Choose how far apart the times are") }
        if first.isEmpty, times > 1 { problems.add(field("first"), "Enter the first day, so that it can be repeated") }
        let own = problems.money(contribution, field("contribution"), "what you pay yourself", isOptional: true)
        guard problems.isEmpty, let every else { throw problems }
        return ArrangeBasketLine(
            line: line, schedule: day.map { Schedule(first: $0, every: every, times: times) },
            planLine: planLine.isEmpty ? nil : PlanLine.ID(planLine), contribution: own ?? .zero)
    }

    /// What the operation says, beside the fields of this line.
    func naming(_ problems: FieldProblems) -> FieldProblems {
        var named = FieldProblems()
        for problem in problems.problems { named.add(field(problem.field), problem.words) }
        return named
    }
}
