import Hummingbird
import Markup
import Operations
import Plans
import Values

/// Something that is done to a plan in force, with a reason: typed, looked at, and then done.
protocol PlanStep: Sendable {
    /// The end of its address.
    var path: String { get }
    var title: String { get }
    /// What it does to the plan's standing, for saying that it is not possible.
    var action: PlanAction { get }
    /// The words on the last button.
    var doing: String { get }
    var flash: Flash { get }
    var reason: String { get }
    /// What was typed, in one text: what is done is what was looked at.
    var signature: String { get }

    func isPossible(_ look: PlanStepLook) -> Bool
    func typed(_ form: Form) -> Self
    func checked(_ look: PlanStepLook) throws(FieldProblems) -> PlanStepAsked
    /// A refusal as a problem of a field; nil where it is about the whole.
    func problems(of refusal: PlanRefusal, _ look: PlanStepLook) -> FieldProblems?
    /// What is to be known before anything is typed.
    func introduction(_ look: PlanStepLook) -> HTML
    func fields(_ look: PlanStepLook, _ problems: FieldProblems) -> HTML
    /// What happens when it is done as typed.
    func effect(_ look: PlanStepLook) -> HTML
}

extension PlanStep {
    /// The reason that every step needs.
    func checkReason(_ problems: inout FieldProblems) {
        if reason.isEmpty { problems.add("reason", "Say why; the person reads it") }
        problems.length(reason, "reason", most: Plans.PlanNotice.reasonCharactersMaximum)
    }
}

/// The page of a step.
struct PlanStepPage<Step: PlanStep> {
    var step: Step
    let look: PlanStepLook
    let hidden: [HiddenField]
    var problems = FieldProblems()
    /// Whether what was typed can be done, and its effect is shown.
    var isShown = false

    var view: View {
        View(
            step.title, place: .people,
            breadcrumb: look.plan.crumbs
                + [Link("Version \(look.plan.plan.version)", href: look.plan.address)],
            problems: problems
        ) {
            h1 { step.title }
            step.introduction(look)
            PostForm(action: "\(look.plan.address)/\(step.path)", hidden: hidden) {
                step.fields(look, problems)
                TextArea(
                    name: "reason", label: "Reason", hint: "The person reads it.", value: step.reason,
                    problem: problems["reason"], rows: 4, maximum: Plans.PlanNotice.reasonCharactersMaximum)
                if isShown {
                    div(.class("panel panel--marked"), .id("effect")) {
                        h2 { "What happens" }
                        step.effect(look)
                        ButtonRow {
                            Button(step.doing, name: "confirmed", value: Digest(of: step.signature).text)
                            Button("Show it again", kind: .secondary)
                        }
                    }
                } else {
                    ButtonRow {
                        Button("See what happens")
                        ButtonLink("Cancel", href: look.plan.address, kind: .secondary)
                    }
                }
            }
        }
    }
}

/// A plan is suspended, or ends.
struct StopText: PlanStep {
    static let suspend = StopText(how: .suspend)
    static let end = StopText(how: .end)

    let how: StopPlan.How
    var reason = ""
    var on = TypedDay()

    private init(how: StopPlan.How) { self.how = how }

    var path: String { how == .suspend ? "suspension" : "end" }
    var title: String { how == .suspend ? "Suspend the plan" : "End the plan" }
    var doing: String { how == .suspend ? "Tell them, and suspend the plan" : "Tell them, and end the plan" }
    var action: PlanAction { how == .suspend ? .suspend : .end }
    var flash: Flash { .planStopped }
    var signature: String { "\(on.day)-\(on.month)-\(on.year) \(reason)" }

    func isPossible(_ look: PlanStepLook) -> Bool { look.plan.plan.status.allows(action) }

    func typed(_ form: Form) -> StopText {
        var text = self
        text.reason = form["reason"]
        text.on = TypedDay(form, "on")
        return text
    }

    private func earliest(_ look: PlanStepLook) -> Day {
        look.plan.today.adding(days: look.plan.plan.narrative.noticeDays)
    }

    func checked(_ look: PlanStepLook) throws(FieldProblems) -> PlanStepAsked {
        var problems = FieldProblems()
        let day = on.read("on", "the day", &problems)
        if let day, day < earliest(look) {
            problems.add("on", "The plan promises notice: \(earliest(look).words) is the earliest day")
        }
        checkReason(&problems)
        guard problems.isEmpty, let day else { throw problems }
        return .stop(StopPlan(plan: PlanVersionID(look.plan.plan), how: how, reason: reason, takesEffect: day))
    }

    func problems(of refusal: PlanRefusal, _ look: PlanStepLook) -> FieldProblems? {
        guard case .noticeTooShort(let day) = refusal else { return nil }
        return FieldProblems("on", "The plan promises notice: \(day.words) is the earliest day")
    }

    func introduction(_ look: PlanStepLook) -> HTML {
        HTML {
            p {
                "The plan promises \(look.plan.plan.narrative.noticeDays) days of notice. Told today, it can "
                how == .suspend ? "stop" : "end"
                " on \(earliest(look).words) at the earliest."
            }
            p { "The person is told, with your reason, and may ask for a review of the decision." }
        }
    }

    func fields(_ look: PlanStepLook, _ problems: FieldProblems) -> HTML {
        on.field("on", how == .suspend ? "Suspended from" : "Ends on", problem: problems["on"]).html
    }

    func effect(_ look: PlanStepLook) -> HTML {
        let left = look.budget.lines.map(\.left).total
        return HTML {
            if how == .suspend {
                p { "From that day nothing can be ordered. What suppliers have accepted still comes and is paid." }
                p { "The money stays in the plan: \(left) is left in it today." }
            } else {
                p { "From that day nothing can be ordered. Requests that wait are closed." }
                p {
                    "Money that is free then goes back to your fund: \(left) is left in the present periods today. "
                    "What is promised to suppliers stays promised, and is paid."
                }
            }
        }
    }
}

/// A suspended plan goes on, or a stop is called off.
struct ResumeText: PlanStep {
    var reason = ""

    var path: String { "resumption" }
    var title: String { "Let the plan go on" }
    var doing: String { "Let the plan go on" }
    var action: PlanAction { .resume }
    var flash: Flash { .planResumed }
    var signature: String { reason }

    func isPossible(_ look: PlanStepLook) -> Bool {
        look.plan.waits || look.plan.plan.status.allows(.resume)
    }

    func typed(_ form: Form) -> ResumeText { ResumeText(reason: form["reason"]) }

    func checked(_ look: PlanStepLook) throws(FieldProblems) -> PlanStepAsked {
        var problems = FieldProblems()
        checkReason(&problems)
        guard problems.isEmpty else { throw problems }
        return .resume(ResumePlan(plan: PlanVersionID(look.plan.plan), reason: reason))
    }

    func problems(of refusal: PlanRefusal, _ look: PlanStepLook) -> FieldProblems? { nil }

    func introduction(_ look: PlanStepLook) -> HTML {
        HTML { p { look.plan.plan.status == .suspended ? "It is suspended now." : "A stop waits for its day." } }
    }

    func fields(_ look: PlanStepLook, _ problems: FieldProblems) -> HTML { HTML.empty }

    func effect(_ look: PlanStepLook) -> HTML {
        HTML {
            p { "The plan pays again from today on. A stop that waits for its day is called off. The person is told." }
        }
    }
}
