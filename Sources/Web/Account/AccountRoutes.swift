import Hummingbird
import Identity
import Markup
import Operations
import Storage
import Values

/// The holder's home and budget, and the choice of whom to act for.
struct AccountRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/home", for: HolderContext.self, home)
        routes.get("/budget", for: HolderContext.self, budget)
        routes.get("/budget/statement.csv", for: HolderContext.self, statementFile)
        routes.get("/acting-for", for: PersonContext.self, choose)
        routes.post("/acting-for", for: PersonContext.self, chosen)
        routes.get("/help") { _, _ in .page(HelpPages.help) }
        routes.get("/accessibility") { _, _ in .page(HelpPages.accessibility) }
        routes.get("/privacy") { _, _ in .page(HelpPages.privacy) }
    }

    @Sendable private func home(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await front.desk.look { look in try HomePage(for: context, look).view })
    }

    @Sendable private func budget(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let query = StatementQuery(request)
        return .page(try await front.desk.look { look in try BudgetPage(for: context, query, look).view })
    }

    @Sendable private func statementFile(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try context.authority.must(.statement)
        let (holder, filter) = (context.holder, StatementQuery(request).filter)
        let lines = try await front.desk.look { look -> [StatementLine] in
            guard let plan = try look.snapshot.plans.current(of: holder) else { return [] }
            let budgets = look.snapshot.budgets
            return try budgets.statement(of: plan, filter, most: try budgets.statementCount(of: plan, filter))
        }
        let text = ([StatementPart.fileHead] + lines.map(StatementPart.fileLine)).map { $0 + "\r\n" }.joined()
        return .file(bytes: Array(text.utf8), type: "text/csv; charset=utf-8", name: "statement.csv")
    }

    @Sendable private func choose(_ request: Request, _ context: PersonContext) async throws -> Answer {
        guard context.principal.person.role.shops else { throw NotFound() }
        return .page(try await choicePage(context, problems: FieldProblems()))
    }

    private func choicePage(_ context: PersonContext, problems: FieldProblems) async throws -> View {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            ActingForPage(
                authorities: try look.snapshot.holders.authorities(of: context.principal.person.id),
                today: look.today, chosen: context.principal.authority?.holder, hidden: hidden
            ).view(problems)
        }
    }

    @Sendable private func chosen(_ form: Form, _ context: PersonContext) async throws -> Answer {
        guard context.principal.person.role.shops else { throw NotFound() }
        guard !form["holder"].isEmpty else {
            return .page(try await choicePage(context, problems: FieldProblems("holder", "Choose for whom you act")))
        }
        try await front.desk.choose(
            Holder.ID(form["holder"]), as: context.principal.person, secret: context.visit.secret)
        return .redirect("/home")
    }
}

/// For whom somebody acts from now on.
struct ActingForPage: Sendable {
    let authorities: [(authority: Authority, name: String)]
    let today: Day
    let chosen: Holder.ID?
    let hidden: [HiddenField]

    func view(_ problems: FieldProblems) -> View {
        let live = authorities.filter { $0.authority.isInForce(on: today) }
        let ended = authorities.filter { !$0.authority.isInForce(on: today) }
        return View("For whom do you act?", problems: problems) {
            if live.isEmpty {
                h1 { "You can’t act for anybody today" }
                p(.class("lead")) { "No right to act for a holder is in force. Ask the commissioner who set it up." }
            } else {
                PostForm(action: "/acting-for", hidden: hidden) {
                    Radios(
                        name: "holder", legend: "For whom do you act?",
                        hint: "Everything you do is recorded with your name and theirs.",
                        choices: live.map {
                            Choice($0.authority.holder.text, $0.name, hint: ActingForPage.words($0.authority))
                        },
                        value: chosen?.text, problem: problems["holder"], isHeading: true)
                    Button("Continue")
                }
            }
            for (authority, name) in ended {
                p(.class("quiet")) { "For \(name): \(ActingForPage.absence(authority, today))." }
            }
        }
    }

    private static func absence(_ authority: Authority, _ today: Day) -> String {
        if authority.first > today { return "starts on \(authority.first.words)" }
        return "ended on \(authority.last?.words ?? "")"
    }

    private static func words(_ authority: Authority) -> String {
        let limit = authority.signLimit.map { "; may sign orders up to \($0)" } ?? ""
        return authority.kind.words + limit
    }
}
