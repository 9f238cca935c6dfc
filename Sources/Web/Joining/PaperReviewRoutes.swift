import Catalogue
import Hummingbird
import Identity
import Operations
import Storage
import Values

/// How staff go through a supplier's papers, and approve it for categories.
struct PaperReviewRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier-book/ending", for: CommissionerContext.self, ending)
        routes.get("/supplier-book/:id/papers", for: CommissionerContext.self, list)
        routes.get("/supplier-book/:id/papers/:requirement", for: CommissionerContext.self, show)
        routes.post("/supplier-book/:id/papers/:requirement", for: CommissionerContext.self, decide)
        routes.post("/supplier-book/:id/bank", for: CommissionerContext.self, decideAccount)
        routes.post("/supplier-book/:id/answers/:question", for: CommissionerContext.self, decideAnswer)
        routes.get("/supplier-book/:id/approvals", for: CommissionerContext.self, approvals)
        routes.post("/supplier-book/:id/approvals", for: CommissionerContext.self, grant)
        routes.post("/supplier-book/:id/approvals/:number/withdrawal", for: CommissionerContext.self, withdraw)
    }

    @Sendable private func ending(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, page) = (context.commissioner, PageNumber(request))
        return .page(
            try await front.desk.look { try EndingPapersPage(for: commissioner, page: page, $0).view })
    }

    // MARK: Papers

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(PaperReviewPage(look: try await look(context)).view)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = (form["event"], form["reason"])
        page.until = TypedDay(form, "until")
        let until = page.until.read("until", "the last day", isOptional: true, &page.problems)
        let event = EvidenceEvent(rawValue: form["event"])
        if event == nil, form["event"] != "waive" { page.problems.add("event", "Choose what you decide") }
        guard page.problems.isEmpty else { return .page(page.view) }
        let (supplier, code) = (page.look.supplier.id, page.requirement.code)
        do {
            if let event {
                let step = DecideEvidence(
                    supplier: supplier, evidence: Evidence.ID(form["evidence"]), event: event,
                    reason: form["reason"], until: until)
                _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            } else {
                let step = WaiveRequirement(
                    supplier: supplier, requirement: code, reason: form["reason"], until: until)
                _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            }
            return .redirect("/supplier-book/\(supplier)/papers", .evidenceDecided)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func decideAccount(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        guard let row = Requirement[.bankAccount] else { throw NotFound() }
        var page = RequirementReviewPage(look: try await look(context), requirement: row)
        page.typed = (form["event"], form["words"])
        guard let event = BankAccountEvent(rawValue: form["event"]), event != .replace else {
            page.problems.add("event", "Choose what came of it")
            return .page(page.view)
        }
        let supplier = page.look.supplier.id
        do {
            let step = DecideBankAccount(
                supplier: supplier, account: BankAccount.ID(form["account"]), event: event, words: form["words"])
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier-book/\(supplier)/papers", .evidenceDecided)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func decideAnswer(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        guard let question = context.parameters.get("question").flatMap({ Question(rawValue: $0) })
        else { throw NotFound() }
        let supplier = Supplier.ID(context.parameters.get("id") ?? "")
        let step = DecideAnswer(supplier: supplier, question: question, agrees: form["agrees"] == "yes")
        _ = try await front.desk.perform(step, as: context.principal, key: form.command)
        return .redirect("/supplier-book/\(supplier)/papers", .evidenceDecided)
    }

    private func look(_ context: CommissionerContext) async throws -> PaperReviewLook {
        let (id, hidden) = (Supplier.ID(context.parameters.get("id") ?? ""), front.hidden(context.visit))
        return try await front.desk.look { try PaperReviewLook(id, for: context, $0, hidden: hidden) }
    }

    private func page(_ context: CommissionerContext) async throws -> RequirementReviewPage {
        let look = try await look(context)
        guard let code = context.parameters.get("requirement").flatMap({ Requirement.Code(rawValue: $0) }),
            let row = Requirement[code]
        else { throw NotFound() }
        return RequirementReviewPage(look: look, requirement: row)
    }

    // MARK: Approvals

    @Sendable private func approvals(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await approvalsPage(context).view)
    }

    @Sendable private func grant(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await approvalsPage(context)
        page.category = form["category"]
        (page.first, page.last) = (TypedDay(form, "first"), TypedDay(form, "last"))
        let first = page.first.read("first", "the first day", &page.problems)
        let last = page.last.read("last", "the last day", isOptional: true, &page.problems)
        if page.category.isEmpty { page.problems.add("category", "Choose a category") }
        guard page.problems.isEmpty, let first else { return .page(page.view) }
        let everything = page.category == SupplierApprovalsPage.everything
        let step = GrantSupplierApproval(
            supplier: page.look.supplier.id, category: everything ? nil : .init(page.category), first: first,
            last: last)
        return try await take(step, form, page, context)
    }

    @Sendable private func withdraw(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await approvalsPage(context)
        guard let number = context.parameters.get("number").flatMap({ Int($0) }) else { throw NotFound() }
        page.withdrawing = (number, form["reason-\(number)"])
        let step = WithdrawSupplierApproval(
            supplier: page.look.supplier.id, number: number, reason: page.withdrawing.words)
        return try await take(step, form, page, context)
    }

    private func take(
        _ step: some Operation, _ form: Form, _ page: SupplierApprovalsPage, _ context: CommissionerContext
    ) async throws -> Answer {
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("\(page.look.address)/approvals", .approvalsSaved)
        } catch let problems as FieldProblems {
            var page = page
            page.problems = problems
            return .page(page.view)
        }
    }

    private func approvalsPage(_ context: CommissionerContext) async throws -> SupplierApprovalsPage {
        let (id, commissioner) = (Supplier.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            SupplierApprovalsPage(
                look: try PaperReviewLook(id, for: context, look, hidden: hidden),
                approvals: try look.snapshot.joining.approvals(of: id), categories: look.shelf.categories,
                commissioner: commissioner, names: try look.snapshot.joining.commissioners(),
                first: TypedDay(look.today))
        }
    }
}
