import Hummingbird
import Operations
import Plans
import Values

/// One version of a plan: reading it, what it does, and its way from the draft into force.
struct PlanRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/plans/:plan/:version", for: CommissionerContext.self, show)
        routes.get("/plans/:plan/:version/reading", for: CommissionerContext.self, read)
        routes.get("/plans/:plan/:version/effects", for: CommissionerContext.self, effects)
        routes.post("/plans/:plan/:version/proposal", for: CommissionerContext.self, propose)
        routes.post("/plans/:plan/:version/retreat", for: CommissionerContext.self, takeBack)
        routes.post("/plans/:plan/:version/agreement", for: CommissionerContext.self, agree)
        DraftRoutes(front: front).add(to: routes)
        PlanStepRoutes(front: front).add(to: routes)
    }

    /// A draft is written, anything else is read.
    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        return .page(
            try await front.desk.look { look in
                let plan = try StaffPlan(id, of: commissioner, look)
                if plan.plan.status == .draft {
                    return DraftPage(draft: try DraftLook(id, of: commissioner, look), hidden: hidden).view
                }
                return StaffPlanPage(plan: plan, hidden: hidden).view
            })
    }

    @Sendable private func read(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        return .page(
            try await front.desk.look { look in
                StaffPlanPage(plan: try StaffPlan(id, of: commissioner, look), hidden: hidden).view
            })
    }

    @Sendable private func effects(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        return .page(
            try await front.desk.look { look in try EffectsPage(id, of: commissioner, hidden: hidden, look).view })
    }

    @Sendable private func propose(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let id = try Self.id(context)
        let asked = ProposePlan(plan: id, revision: Int(form["revision"]) ?? 0, reason: form["reason"])
        var problems = FieldProblems()
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect(PlanAddress(id).text, .planProposed)
        } catch let found as FieldProblems {
            guard found["reason"] == nil else {
                return .page(try await effects(form, context, problems: found))
            }
            problems = found
        } catch PlanRefusal.reasonMissing {
            problems.add("reason", "Say why less is given; the person reads it")
            return .page(try await effects(form, context, problems: problems))
        } catch PlanRefusal.noticeTooShort(let earliest) {
            problems.add(
                "takesEffect",
                "Less is given, so people need notice: this version can count from \(earliest.words) at the earliest")
            return .page(try await effects(form, context, problems: problems))
        }
        let (commissioner, hidden, found) = (context.commissioner, front.hidden(context.visit), problems)
        return .page(
            try await front.desk.look { look in
                DraftPage(draft: try DraftLook(id, of: commissioner, look), hidden: hidden, problems: found).view
            })
    }

    private func effects(
        _ form: Form, _ context: CommissionerContext, problems: FieldProblems
    ) async throws -> View {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        let reason = form["reason"]
        return try await front.desk.look { look in
            var page = try EffectsPage(id, of: commissioner, hidden: hidden, look)
            page.reason = reason
            page.problems = problems
            return page.view
        }
    }

    @Sendable private func takeBack(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let id = try Self.id(context)
        guard let fate = TakeBackPlan.Fate(rawValue: form["fate"]) else { throw NotFound() }
        _ = try await front.desk.perform(TakeBackPlan(plan: id, fate: fate), as: context.principal, key: form.command)
        return .redirect(PlanAddress(id).text, fate == .draft ? .planTakenBack : .planDiscarded)
    }

    @Sendable private func agree(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let (id, commissioner, hidden) = (try Self.id(context), context.commissioner, front.hidden(context.visit))
        let typed = AgreementText(form)
        var problems = FieldProblems()
        do {
            let agreement = try typed.checked()
            let asked = RecordAgreement(
                plan: id, revision: Int(form["revision"]) ?? 0, name: agreement.name, on: agreement.on,
                way: agreement.way)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect(PlanAddress(id).text, .planAgreementRecorded)
        } catch let found as FieldProblems {
            problems = found
        }
        let found = problems
        return .page(
            try await front.desk.look { look in
                var page = StaffPlanPage(plan: try StaffPlan(id, of: commissioner, look), hidden: hidden)
                page.agreement = typed
                page.problems = found
                return page.view
            })
    }

    static func id(_ context: CommissionerContext) throws -> PlanVersionID {
        guard let plan = context.parameters.get("plan"), let version = context.parameters.get("version"),
            let number = Int(version)
        else { throw NotFound() }
        return PlanVersionID(Plan.ID(plan), number)
    }
}

/// How the person agreed, as it was typed.
struct AgreementText: Sendable {
    var name = ""
    var on = TypedDay()
    var way = ""

    init() {}

    init(_ form: Form) {
        name = form["name"]
        on = TypedDay(form, "on")
        way = form["way"]
    }

    func checked() throws(FieldProblems) -> (name: String, on: Day, way: Agreement.Way) {
        var problems = FieldProblems()
        if name.isEmpty { problems.add("name", "Enter who agreed") }
        problems.length(name, "name", most: PlanTexts.nameMaximum)
        let day = on.read("on", "the day on which they agreed", &problems)
        let way = Agreement.Way(rawValue: way).flatMap { Agreement.Way.recorded.contains($0) ? $0 : nil }
        if way == nil { problems.add("way", "Choose how they agreed") }
        guard problems.isEmpty, let day, let way else { throw problems }
        return (name, day, way)
    }
}
