import Hummingbird
import Identity
import Operations
import Outbox
import Storage
import Values

/// Letters that the commissioner's staff print and post, and text messages that nobody sends.
struct LetterRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/letters", for: CommissionerContext.self, list)
        routes.get("/letters/print", for: CommissionerContext.self, printAll)
        routes.get("/letters/:id", for: CommissionerContext.self, printOne)
        routes.post("/letters", for: CommissionerContext.self, post)
        routes.post("/letters/held", for: CommissionerContext.self, seeTo)
        routes.get("/text-messages", for: CommissionerContext.self, texts)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context, PageNumber(request)).view)
    }

    @Sendable private func printAll(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let number = PageNumber(request)
        return try await paper(context) { look, commissioner in
            let store = look.snapshot.deliveries
            let (page, _) = number.of(try store.toPostCount(for: commissioner), most: LettersPage.most)
            return try store.toPost(
                for: commissioner, skipping: (page - 1) * LettersPage.most, most: LettersPage.most)
        }
    }

    @Sendable private func printOne(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let id = Delivery.ID(context.parameters.get("id") ?? "")
        return try await paper(context) { look, commissioner in
            guard let item = try look.snapshot.deliveries.bulletinItem(id, of: commissioner), item.channel == .letter
            else { throw NotFound() }
            return [item]
        }
    }

    private func paper(
        _ context: CommissionerContext,
        _ find: @escaping @Sendable (Desk.Look, Commissioner.ID) throws -> [BulletinItem]
    ) async throws -> Answer {
        let (person, commissioner, routing) = (
            context.principal.person.id, context.commissioner, front.settings.routing
        )
        let letters = try await front.desk.look { look in
            try look.snapshot.mustSeeLetters(person, of: commissioner)
            guard let board = try look.snapshot.holders.commissioner(commissioner) else { throw NotFound() }
            return try find(look, commissioner).compactMap { item -> PaperLetter? in
                guard let bulletin = try look.snapshot.notices.bulletin(item.delivery.bulletin ?? .init("")),
                    let letter = try look.snapshot.paperLetter(
                        in: bulletin, of: commissioner, at: look.now, routing)
                else { return nil }
                return PaperLetter(letter: letter, address: item.address, board: board, day: look.today)
            }
        }
        return .sheet(PaperLetters(letters: letters).bytes)
    }

    @Sendable private func post(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let chosen = form.chosen("letter").sorted().map { Delivery.ID($0) }
        do {
            _ = try await front.desk.perform(
                PostLetters(deliveries: chosen), as: context.principal, key: form.command)
            return .redirect("/letters", .lettersPosted)
        } catch let problems as FieldProblems {
            var page = try await page(context, .first)
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func seeTo(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let chosen = form.chosen("held").sorted().map { PersonalNotice.ID($0) }
        do {
            _ = try await front.desk.perform(
                SeeToNotices(notices: chosen, note: form["note"]), as: context.principal, key: form.command)
            return .redirect("/letters", .deliverySettled)
        } catch let problems as FieldProblems {
            var page = try await page(context, .first)
            page.note = form["note"]
            page.problems = problems
            return .page(page.view)
        }
    }

    private func page(_ context: CommissionerContext, _ number: PageNumber) async throws -> LettersPage {
        let (person, commissioner) = (context.principal.person.id, context.commissioner)
        let (hidden, hasTextLog) = (front.hidden(context.visit), front.settings.routing.texts == .log)
        return try await front.desk.look { look in
            try look.snapshot.mustSeeLetters(person, of: commissioner)
            return try LettersPage(of: commissioner, number, hasTextLog: hasTextLog, hidden: hidden, look)
        }
    }

    @Sendable private func texts(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (person, commissioner) = (context.principal.person.id, context.commissioner)
        return .page(
            try await front.desk.look { look in
                try look.snapshot.mustSeeLetters(person, of: commissioner)
                let texts = try look.snapshot.textLog.latest(of: commissioner, most: TextLogPage.most)
                return TextLogPage(texts: texts).view
            })
    }
}
