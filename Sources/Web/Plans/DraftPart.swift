import Catalogue
import Hummingbird
import Markup
import Operations
import Plans
import Values

/// One part of a draft as it is typed on a page of its own.
protocol DraftPart: Sendable {
    /// The end of its address; with `:item` where there are several of the kind.
    static var path: String { get }

    /// As the draft has it; nil where the draft has no such item.
    init?(of draft: DraftLook, item: String)

    /// As it was typed.
    init(_ form: Form, item: String)

    /// The heading of the page.
    var title: String { get }

    /// What this page's fields call a field of the plan's check; nil where it is not on this page.
    func field(of problem: String) -> String?

    /// Codes of listings and suppliers that were typed, to be looked up.
    var codes: (listings: [Listing.ID], suppliers: [Supplier.ID]) { get }

    /// What it changes. - Throws: everything that cannot be read, by field.
    func edit(of draft: DraftLook) throws(FieldProblems) -> PlanEdit

    /// How the item is taken out of the draft; nil where it cannot be.
    func removal(from draft: DraftLook) -> PlanEdit?

    func fields(_ draft: DraftLook, _ problems: FieldProblems) -> HTML
}

extension DraftPart {
    var codes: (listings: [Listing.ID], suppliers: [Supplier.ID]) { ([], []) }

    func removal(from draft: DraftLook) -> PlanEdit? { nil }
}

/// The page of one part.
struct DraftPartPage<Part: DraftPart> {
    let draft: DraftLook
    let part: Part
    let item: String
    let hidden: [HiddenField]
    /// What could not be read.
    var problems = FieldProblems()
    /// Somebody else saved the draft while this was being written.
    var isConflict = false

    private var address: String {
        "\(draft.address)/\(Part.path.replacing(":item", with: PathText.encode(item)))"
    }

    /// What is wrong with the part as it stands in the draft; where something could not be read, only that.
    private var shown: FieldProblems {
        guard problems.isEmpty, item != PlanEdit.new, !isConflict else { return problems }
        var shown = FieldProblems()
        for problem in draft.problems.problems {
            if let field = part.field(of: problem.field) { shown.add(field, problem.words) }
        }
        return shown
    }

    var view: View {
        View(
            part.title, status: isConflict ? .conflict : .ok, place: .people,
            breadcrumb: [
                Link("People", href: "/people"), Link(draft.holder.name, href: "/people/\(draft.holder.id)"),
                Link("Draft, version \(draft.plan.version)", href: draft.address),
            ],
            notice: isConflict ? conflict : nil, problems: problems
        ) {
            h1 { part.title }
            PostForm(
                action: address, hidden: hidden + [HiddenField(name: "revision", value: String(draft.revision))]
            ) {
                part.fields(draft, shown)
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: draft.address, kind: .secondary)
                }
            }
            if item != PlanEdit.new, part.removal(from: draft) != nil {
                PostForm(
                    action: "\(address)/removal",
                    hidden: hidden.naming("removal")
                        + [HiddenField(name: "revision", value: String(draft.revision))]
                ) { Button("Take this out of the draft", kind: .warning) }
            }
        }
    }

    private var conflict: Notice {
        Notice(
            .warning, "Somebody else saved this draft while you were writing",
            text:
                "Nothing of yours is saved yet; it still stands here. Look at the draft as it is now. If you then save "
                + "again, this part becomes what you wrote, and everything else stays theirs.",
            link: Link("See the draft as it is now", href: draft.address))
    }
}

/// The pages on which a draft is written, part by part.
struct DraftRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        add(HeadText.self, to: routes)
        add(NarrativeText.self, to: routes)
        add(RisksText.self, to: routes)
        add(CompetenciesText.self, to: routes)
        add(BudgetText.self, to: routes)
        add(OutcomeText.self, to: routes)
        add(LineText.self, to: routes)
    }

    private func add<Part: DraftPart>(_ part: Part.Type, to routes: Routes) {
        let path = "/plans/:plan/:version/\(Part.path)"
        routes.get(path, for: CommissionerContext.self) { _, context in
            try await show(part, context)
        }
        routes.post(path, for: CommissionerContext.self) { form, context in
            try await save(part, form, context)
        }
        guard Part.path.contains(":item") else { return }
        routes.post("\(path)/removal", for: CommissionerContext.self) { form, context in
            try await remove(part, form, context)
        }
    }

    private func show<Part: DraftPart>(_ type: Part.Type, _ context: CommissionerContext) async throws -> Answer {
        let (draft, item) = (try await draft(context), Self.item(context))
        guard let part = Part(of: draft, item: item) else { throw NotFound() }
        return .page(DraftPartPage(draft: draft, part: part, item: item, hidden: front.hidden(context.visit)).view)
    }

    private func save<Part: DraftPart>(
        _ type: Part.Type, _ form: Form, _ context: CommissionerContext
    ) async throws -> Answer {
        let item = Self.item(context)
        let part = Part(form, item: item)
        let draft = try await draft(context, naming: part)
        guard Part(of: draft, item: item) != nil else { throw NotFound() }
        var page = DraftPartPage(draft: draft, part: part, item: item, hidden: front.hidden(context.visit))
        do {
            let asked = EditPlan(
                plan: PlanVersionID(draft.plan), revision: Int(form["revision"]) ?? 0, edit: try part.edit(of: draft))
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        } catch PlanRefusal.changedMeanwhile {
            page.isConflict = true
            return .page(page.view)
        }
        return .redirect(draft.address, .draftSaved)
    }

    private func remove<Part: DraftPart>(
        _ type: Part.Type, _ form: Form, _ context: CommissionerContext
    ) async throws -> Answer {
        let (draft, item) = (try await draft(context), Self.item(context))
        guard let edit = Part(of: draft, item: item)?.removal(from: draft) else { throw NotFound() }
        let asked = EditPlan(plan: PlanVersionID(draft.plan), revision: Int(form["revision"]) ?? 0, edit: edit)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect(draft.address, .draftSaved)
    }

    private func draft(
        _ context: CommissionerContext, naming part: (any DraftPart)? = nil
    ) async throws -> DraftLook {
        let (id, commissioner) = (try PlanRoutes.id(context), context.commissioner)
        return try await front.desk.look { look in
            var draft = try DraftLook(id, of: commissioner, look)
            if let codes = part?.codes {
                draft.codes = try CodeNames(listings: codes.listings, suppliers: codes.suppliers, in: look)
            }
            return draft
        }
    }

    private static func item(_ context: CommissionerContext) -> String {
        PathText.decode(context.parameters.get("item") ?? "")
    }
}
