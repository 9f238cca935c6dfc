import Catalogue
import Markup
import Operations
import Plans
import Values

/// What may go wrong, and what was agreed about it: those there are, and room for more.
struct RisksText: DraftPart {
    static let path = "risks"
    static let most = 40
    private static let room = 2

    var rows: [Narrative.Risk] = []

    init?(of draft: DraftLook, item: String) {
        rows = draft.plan.narrative.risks
    }

    init(_ form: Form, item: String) {
        rows = (0..<Self.most).map {
            Narrative.Risk(text: form["risk-\($0)-text"], handling: form["risk-\($0)-handling"])
        }
        while let last = rows.last, last.text.isEmpty, last.handling.isEmpty { rows.removeLast() }
    }

    var title: String { "Risks" }

    func field(of problem: String) -> String? { problem == "risks" ? "risk-0-text" : nil }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        for (position, row) in rows.enumerated() where !(row.text.isEmpty && row.handling.isEmpty) {
            if row.text.isEmpty { problems.add("risk-\(position)-text", "Write what may go wrong") }
            if row.handling.isEmpty { problems.add("risk-\(position)-handling", "Write what was agreed about it") }
            problems.length(row.text, "risk-\(position)-text", most: PlanTexts.sentenceMaximum)
            problems.length(row.handling, "risk-\(position)-handling", most: PlanTexts.sentenceMaximum)
        }
        guard problems.isEmpty else { throw problems }
        var narrative = draft.plan.narrative
        narrative.risks = rows.filter { !$0.text.isEmpty }
        return .narrative(narrative)
    }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            p { "Empty both boxes of a risk to take it out. Save to get room for more." }
            for position in 0..<min(rows.count + Self.room, Self.most) {
                let row = position < rows.count ? rows[position] : nil
                section(.class("stack")) {
                    h2 { "Risk \(position + 1)" }
                    TextArea(
                        name: "risk-\(position)-text", label: "What may go wrong", value: row?.text ?? "",
                        problem: problems["risk-\(position)-text"], rows: 2, maximum: PlanTexts.sentenceMaximum)
                    TextArea(
                        name: "risk-\(position)-handling", label: "What was agreed about it",
                        value: row?.handling ?? "", problem: problems["risk-\(position)-handling"], rows: 2,
                        maximum: PlanTexts.sentenceMaximum)
                }
            }
        }
    }
}

/// Delegated health tasks and who is signed off for them.
struct CompetenciesText: DraftPart {
    static let path = "competencies"
    static let most = 40

    struct Row: Sendable {
        var task = ""
        var worker = ""
        var supplier = ""
        var signedOffBy = ""
        var until = TypedDay()

        var isEmpty: Bool {
            task.isEmpty && worker.isEmpty && supplier.isEmpty && signedOffBy.isEmpty && until.isEmpty
        }
    }

    var rows: [Row] = []

    init?(of draft: DraftLook, item: String) {
        rows = draft.plan.narrative.competencies.map {
            Row(
                task: $0.task, worker: $0.worker, supplier: $0.supplier?.text ?? "", signedOffBy: $0.signedOffBy,
                until: TypedDay($0.until))
        }
    }

    init(_ form: Form, item: String) {
        rows = (0..<Self.most).map {
            Row(
                task: form["task-\($0)"], worker: form["worker-\($0)"], supplier: form["supplier-\($0)"],
                signedOffBy: form["by-\($0)"], until: TypedDay(form, "until-\($0)"))
        }
        while let last = rows.last, last.isEmpty { rows.removeLast() }
    }

    var title: String { "Delegated health tasks" }

    func field(of problem: String) -> String? { nil }

    var codes: (listings: [Listing.ID], suppliers: [Supplier.ID]) {
        ([], rows.map(\.supplier).filter { !$0.isEmpty }.map { Supplier.ID($0) })
    }

    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit {
        var problems = FieldProblems()
        var read: [Narrative.Competency] = []
        for (position, row) in rows.enumerated() where !row.isEmpty {
            if row.task.isEmpty { problems.add("task-\(position)", "Write the task") }
            if row.worker.isEmpty { problems.add("worker-\(position)", "Write the worker’s name") }
            if row.signedOffBy.isEmpty { problems.add("by-\(position)", "Write who signed the worker off") }
            for (text, field) in [(row.task, "task"), (row.worker, "worker"), (row.signedOffBy, "by")] {
                problems.length(text, "\(field)-\(position)", most: PlanTexts.nameMaximum)
            }
            let supplier = row.supplier.isEmpty ? nil : Supplier.ID(row.supplier)
            if let supplier, draft.codes.suppliers[supplier] == nil {
                problems.add("supplier-\(position)", "There is no supplier with the code \(supplier)")
            }
            guard let until = row.until.read("until-\(position)", "the day of the next check", &problems)
            else { continue }
            read.append(
                .init(
                    task: row.task, worker: row.worker, supplier: supplier, signedOffBy: row.signedOffBy, until: until))
        }
        guard problems.isEmpty else { throw problems }
        var narrative = draft.plan.narrative
        narrative.competencies = read
        return .narrative(narrative)
    }

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML {
        HTML {
            p { "Empty all boxes of a task to take it out. Save to get room for more." }
            for position in 0..<min(rows.count + 1, Self.most) {
                section(.class("stack")) {
                    h2 { "Task \(position + 1)" }
                    row(position, position < rows.count ? rows[position] : Row(), problems)
                }
            }
        }
    }

    private func row(_ position: Int, _ row: Row, _ problems: FieldProblems) -> HTML {
        HTML {
            TextField(
                name: "task-\(position)", label: "Task", hint: "Such as “Feeding by tube”.", value: row.task,
                problem: problems["task-\(position)"])
            TextField(
                name: "worker-\(position)", label: "Worker", value: row.worker, problem: problems["worker-\(position)"])
            TextField(
                name: "supplier-\(position)", label: "Code of the supplier (optional)",
                hint: "Leave it empty for people whom the person employs.", value: row.supplier,
                problem: problems["supplier-\(position)"], width: .long)
            TextField(
                name: "by-\(position)", label: "Signed off by", value: row.signedOffBy,
                problem: problems["by-\(position)"])
            row.until.field(
                "until-\(position)", "To be checked again by", problem: problems["until-\(position)"])
        }
    }
}
