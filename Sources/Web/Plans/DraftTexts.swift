import Markup
import Operations
import Plans
import Values

/// Dates, the named person, and whether lines may pay together.
struct HeadText: DraftPart {
    static let path = "head"

    var first = TypedDay()
    var last = TypedDay()
    var takesEffect = TypedDay()
    var coordinator = ""
    var telephone = ""
    var allowsSplitting = false

    init?(of draft: DraftLook, item: String) {
        let plan = draft.plan
        first = TypedDay(plan.span.first)
        last = TypedDay(plan.span.last)
        takesEffect = TypedDay(plan.takesEffect)
        coordinator = plan.coordinator.name
        telephone = plan.coordinator.telephone
        allowsSplitting = plan.allowsSplitting
    }

    init(_ form: Form, item: String) {
        first = TypedDay(form, "first")
        last = TypedDay(form, "last")
        takesEffect = TypedDay(form, "takes-effect")
        coordinator = form["coordinator"]
        telephone = form["telephone"]
        allowsSplitting = form["splitting"] == "yes"
    }

    var title: String { "Dates and coordinator" }

    func field(of problem: String) -> String? {
        ["span": "first", "takesEffect": "takes-effect", "coordinator": "coordinator"][problem]
    }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        let first = first.read("first", "the plan’s first day", &problems)
        let last = last.read("last", "the plan’s last day", &problems)
        let effect = takesEffect.read("takes-effect", "the day from which this version counts", &problems)
        problems.length(coordinator, "coordinator", most: PlanTexts.nameMaximum)
        problems.length(telephone, "telephone", most: PlanTexts.nameMaximum)
        guard let first, let last, let effect else { throw problems }
        guard let span = Period(first: first, last: last) else {
            problems.add("last", "The last day must not come before the first, \(first.words)")
            throw problems
        }
        if !span.contains(effect) {
            problems.add(
                "takes-effect", "This version must take effect from \(first.words) to \(last.words)")
        }
        guard problems.isEmpty else { throw problems }
        return .head(
            span: span, takesEffect: effect, coordinator: .init(name: coordinator, telephone: telephone),
            allowsSplitting: allowsSplitting)
    }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            first.field(
                "first", "First day of the plan", hint: "Of the plan year, not of this version.",
                problem: problems["first"])
            last.field("last", "Last day of the plan", problem: problems["last"])
            takesEffect.field(
                "takes-effect", "From when this version counts",
                hint: draft.standing.map {
                    "If it gives less, people need \($0.narrative.noticeDays) days of notice from your proposal on."
                } ?? "A day within the plan.",
                problem: problems["takes-effect"])
            TextField(
                name: "coordinator", label: "Coordinator", hint: "The one named person to talk to.",
                value: coordinator, problem: problems["coordinator"])
            TextField(
                name: "telephone", label: "Coordinator’s telephone", value: telephone, problem: problems["telephone"],
                type: "tel", width: .medium)
            Checkbox(
                name: "splitting", label: "Several lines may pay for one thing together",
                hint: "Otherwise each thing is paid from exactly one line.", isChecked: allowsSplitting)
        }
    }
}

/// How much may be written where.
enum PlanTexts {
    static let nameMaximum = 120
    static let wordsMaximum = 4_000
    static let sentenceMaximum = 500
}

/// What the plan says in words.
struct NarrativeText: DraftPart {
    static let path = "narrative"

    var words: [String: String] = [:]
    var nextReview = TypedDay()
    var kept: Set<Day> = []
    var held = TypedDay()
    var noticeDays = ""

    static let areas: [(name: String, label: String, hint: String)] = [
        ("needs", "Health needs", "Which needs the plan is for. Needed."),
        ("aboutMe", "About me", "What matters to the person, what works and what does not, in their words."),
        ("contingency", "If things go wrong", "What happens when the usual support falls away. Needed."),
        ("monitoredBy", "Who monitors the health condition", "Name and role. Needed."),
        ("communication", "Communication", "How the person wants to be written and spoken to."),
    ]

    init?(of draft: DraftLook, item: String) {
        let narrative = draft.plan.narrative
        words = [
            "needs": narrative.needs, "aboutMe": narrative.aboutMe, "contingency": narrative.contingency,
            "monitoredBy": narrative.monitoredBy, "communication": narrative.communication,
        ]
        nextReview = TypedDay(narrative.nextReview)
        kept = Set(narrative.reviewsHeld)
        noticeDays = String(narrative.noticeDays)
    }

    init(_ form: Form, item: String) {
        for area in Self.areas { words[area.name] = form[area.name] }
        nextReview = TypedDay(form, "nextReview")
        held = TypedDay(form, "held")
        noticeDays = form["noticeDays"]
        kept = Set(form.fields.keys.compactMap { Self.day(of: $0) })
    }

    /// Of a box named `held-2026-07-01`.
    private static func day(of name: String) -> Day? {
        guard name.hasPrefix("held-2") || name.hasPrefix("held-1") else { return nil }
        do { return try Day(String(name.dropFirst(5))) } catch { return nil }
    }

    var title: String { "What the plan says" }

    func field(of problem: String) -> String? {
        Self.areas.contains { $0.name == problem } || ["nextReview", "noticeDays"].contains(problem) ? problem : nil
    }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        for area in Self.areas { problems.length(words[area.name] ?? "", area.name, most: PlanTexts.wordsMaximum) }
        let next = nextReview.read("nextReview", "the day of the next review", isOptional: true, &problems)
        let added = held.read("held", "the day of the review", isOptional: true, &problems)
        if let added, added > draft.today { problems.add("held", "The day must not be in the future") }
        let days = problems.number(noticeDays, "noticeDays", "the days of notice", in: PlanCheck.noticeDays)
        guard problems.isEmpty, let days else { throw problems }
        var narrative = draft.plan.narrative
        narrative.needs = words["needs"] ?? ""
        narrative.aboutMe = words["aboutMe"] ?? ""
        narrative.contingency = words["contingency"] ?? ""
        narrative.monitoredBy = words["monitoredBy"] ?? ""
        narrative.communication = words["communication"] ?? ""
        narrative.nextReview = next
        narrative.reviewsHeld = kept.union(added.map { [$0] } ?? []).sorted()
        narrative.noticeDays = days
        return .narrative(narrative)
    }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            for area in Self.areas {
                TextArea(
                    name: area.name, label: area.label, hint: area.hint, value: words[area.name] ?? "",
                    problem: problems[area.name], rows: area.name == "monitoredBy" ? 2 : 5,
                    maximum: PlanTexts.wordsMaximum)
            }
            nextReview.field(
                "nextReview", "Next review",
                hint: "The first within three months of the plan’s first day, then at least once a year.",
                problem: problems["nextReview"])
            for day in Set(draft.plan.narrative.reviewsHeld).union(kept).sorted() {
                Checkbox(
                    name: "held-\(day)", label: "A review was held on \(day.words)", isChecked: kept.contains(day))
            }
            held.field("held", "Another review that was held (optional)", problem: problems["held"])
            TextField(
                name: "noticeDays", label: "Days of notice before money is cut or stopped", value: noticeDays,
                problem: problems["noticeDays"], inputmode: "numeric", width: .short)
        }
    }
}
