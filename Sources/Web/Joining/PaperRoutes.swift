import Catalogue
import Hummingbird
import Identity
import Operations
import Storage
import Values

/// A supplier's checklist: who it is, what it shows, and sending the application.
struct PaperRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/standing", for: SupplierContext.self, standing)
        routes.get("/supplier/papers", for: SupplierContext.self, list)
        routes.get("/supplier/papers/details", for: SupplierContext.self, details)
        routes.post("/supplier/papers/details", for: SupplierContext.self, saveDetails)
        routes.get("/supplier/papers/questions", for: SupplierContext.self, questions)
        routes.post("/supplier/papers/questions", for: SupplierContext.self, answer)
        routes.get("/supplier/papers/bank-account", for: SupplierContext.self, bank)
        routes.post("/supplier/papers/bank-account", for: SupplierContext.self, enterAccount)
        routes.post("/supplier/papers/submission", for: SupplierContext.self, submit)
        routes.post("/supplier/papers/again", for: SupplierContext.self, applyAgain)
        routes.get("/supplier/papers/:requirement", for: SupplierContext.self, show)
        routes.post("/supplier/papers/:requirement", for: SupplierContext.self, offer)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return .page(try await front.desk.look { try PapersPage(supplier, $0, hidden: hidden).view })
    }

    @Sendable private func standing(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, page) = (context.supplier, PageNumber(request))
        let duties = Set(SupplierDuty.allCases.filter(context.principal.may))
        return .page(
            try await front.desk.look { try OwnStandingPage(id, page: page, $0, duties: duties).view })
    }

    // MARK: Who they are

    @Sendable private func details(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await detailsPage(context).view)
    }

    @Sendable private func saveDetails(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await detailsPage(context)
        page.take(form)
        page.description = form["description"]
        do {
            let step = SaveSupplierDetails(text: page.text, description: page.description)
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier/papers", .detailsSaved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    private func detailsPage(_ context: SupplierContext) async throws -> DetailsPage {
        let (id, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            return DetailsPage(
                supplier: supplier, profile: try look.snapshot.joining.profile(of: id), hidden: hidden)
        }
    }

    @Sendable private func questions(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await questionsPage(context).view)
    }

    private func questionsPage(_ context: SupplierContext) async throws -> QuestionsPage {
        let (id, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            QuestionsPage(
                checklist: try look.snapshot.joining.checklist(of: id),
                isKnown: try look.snapshot.suppliers.find(id)?.status.isKnown ?? false, hidden: hidden)
        }
    }

    @Sendable private func answer(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await questionsPage(context)
        var answers: [Question: Bool] = [:]
        for question in page.checklist.asked {
            page.typed[question.rawValue] = form[question.rawValue]
            if ["yes", "no"].contains(form[question.rawValue]) {
                answers[question] = form[question.rawValue] == "yes"
            }
        }
        do {
            _ = try await front.desk.perform(
                AnswerQuestions(answers: answers), as: context.principal, key: form.command)
            return .redirect("/supplier/papers", .answersSaved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    // MARK: What they show

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await paperPage(context).view)
    }

    @Sendable private func offer(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await paperPage(context)
        page.expires = TypedDay(form, "expires")
        page.text = EvidenceText(
            number: form["number"], otherNumber: form["other-number"], words: form["words"], sum: form["sum"])
        var typed = FieldProblems()
        page.text.expires = page.expires.read("expires", "the last day on which it holds", isOptional: true, &typed)
        do {
            guard typed.isEmpty else { throw typed }
            let step = OfferEvidence(requirement: page.requirement.code, text: page.text)
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier/papers", .evidenceGiven)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    private func paperPage(_ context: SupplierContext) async throws -> PaperPage {
        let (checklist, today) = try await checklist(context)
        guard let code = context.parameters.get("requirement").flatMap({ Requirement.Code(rawValue: $0) }),
            code != .bankAccount, let row = checklist.needed.first(where: { $0.code == code })
        else { throw NotFound() }
        return PaperPage(
            requirement: row, checklist: checklist, today: today, hidden: front.hidden(context.visit))
    }

    private func checklist(_ context: SupplierContext) async throws -> (Checklist, Day) {
        let id = context.supplier
        return try await front.desk.look { (try $0.snapshot.joining.checklist(of: id), $0.today) }
    }

    @Sendable private func bank(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let accounts = try await checklist(context).0.accounts
        return .page(BankPage(accounts: accounts, hidden: front.hidden(context.visit)).view)
    }

    @Sendable private func enterAccount(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let text = BankAccountText(
            holder: form["holder"], sortCode: form["sort-code"], number: form["account-number"])
        do {
            _ = try await front.desk.perform(EnterBankAccount(text: text), as: context.principal, key: form.command)
            return .redirect("/supplier/papers", .accountGiven)
        } catch let problems as FieldProblems {
            let accounts = try await checklist(context).0.accounts
            return .page(
                BankPage(accounts: accounts, hidden: front.hidden(context.visit), text: text, problems: problems).view)
        }
    }

    // MARK: The application

    @Sendable private func submit(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await move(.submit, .applicationSent, form, context)
    }

    @Sendable private func applyAgain(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await move(.applyAgain, .applicationBegun, form, context)
    }

    private func move(
        _ action: SupplierAction, _ flash: Flash, _ form: Form, _ context: SupplierContext
    ) async throws -> Answer {
        _ = try await front.desk.perform(
            MoveOwnApplication(action: action), as: context.principal, key: form.command)
        return .redirect("/supplier/papers", flash)
    }
}
