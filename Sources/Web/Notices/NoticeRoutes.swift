import Hummingbird
import Identity
import Markup
import Operations
import Orders
import Outbox
import Storage
import Values

/// What people choose to be told, and where the links in letters lead.
struct NoticeRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/account/notices", for: PersonContext.self, settings)
        routes.post("/account/notices", for: PersonContext.self, choose)
        routes.post("/account/notices/copies", for: HolderContext.self, decideCopies)
        routes.get("/notices/:id", for: PersonContext.self, open)
        routes.post("/notices/:id", for: PersonContext.self, openForHolder)
        routes.get("/unsubscribe/:token", unsubscribePage)
        routes.postUnsigned("/unsubscribe/:token", unsubscribe)
    }

    // MARK: - Choosing

    @Sendable private func settings(_ request: Request, _ context: PersonContext) async throws -> Answer {
        if context.principal.person.role == .supplier { return .redirect("/supplier/channels") }
        return .page(try await page(context.principal, context.visit).view)
    }

    @Sendable private func choose(_ form: Form, _ context: PersonContext) async throws -> Answer {
        guard context.principal.person.role != .supplier else { throw NotFound() }
        guard let version = form.version else { throw HTTPError(.unprocessableContent) }
        let typed = NoticesText(form)
        do {
            let chosen = try typed.checked(version: version, front.settings.routing.texts)
            _ = try await front.desk.perform(chosen, as: context.principal, key: form.command)
            return .redirect("/account/notices", .noticesSaved)
        } catch let problems as FieldProblems {
            var page = try await page(context.principal, context.visit)
            page.typed = typed
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func decideCopies(_ form: Form, _ context: HolderContext) async throws -> Answer {
        guard !form["person"].isEmpty else { throw HTTPError(.unprocessableContent) }
        _ = try await front.desk.perform(
            DecideCopies(person: .init(form["person"]), gets: form["gets"] == "yes"), as: context.principal,
            key: form.command)
        return .redirect("/account/notices", .noticesSaved)
    }

    private func page(_ principal: Principal, _ visit: Visit) async throws -> NoticesPage {
        let (person, hidden) = (principal.person, front.hidden(visit))
        let routing = front.settings.routing
        let decidesFor = principal.authority.flatMap { $0.mayAgree ? $0.holder : nil }
        return try await front.desk.look { look in
            NoticesPage(
                person: person, standing: try look.snapshot.noticeStanding(of: person), routing: routing,
                hidden: hidden,
                readers: try decidesFor.map { try look.snapshot.copyReaders(of: $0, on: look.today) })
        }
    }

    // MARK: - Links in letters

    /// Leads to where things stand now, for whoever the letter was for.
    @Sendable private func open(_ request: Request, _ context: PersonContext) async throws -> Answer {
        let place = try await place(context)
        guard let holder = place.actsFor, holder != context.principal.authority?.holder
        else { return .redirect(place.address) }
        let hidden = front.hidden(context.visit)
        return .page(NoticePage(name: place.holderName, action: "/notices/\(place.id)", hidden: hidden).view)
    }

    @Sendable private func openForHolder(_ form: Form, _ context: PersonContext) async throws -> Answer {
        let place = try await place(context)
        if let holder = place.actsFor {
            try await front.desk.choose(holder, as: context.principal.person, secret: context.visit.secret)
        }
        return .redirect(place.address)
    }

    private func place(_ context: PersonContext) async throws -> NoticePlace {
        let id = PersonalNotice.ID(context.parameters.get("id") ?? "")
        let person = context.principal.person
        return try await front.desk.look { try NoticePlace(id, of: person, $0) }
    }

    // MARK: - Without signing in

    @Sendable private func unsubscribePage(_ request: Request, _ context: VisitorContext) async throws -> Answer {
        let token = context.parameters.get("token") ?? ""
        switch try await front.desk.standing(of: token, front.settings.routing.links) {
        case .unknown: return .page(UnsubscribePage(token: token, state: .unknown).view)
        case .fresh(let wish): return .page(UnsubscribePage(token: token, topics: wish.topics, state: .asked).view)
        case .older(let wish, let chosen):
            return .page(UnsubscribePage(token: token, topics: wish.topics, seen: chosen, state: .older).view)
        }
    }

    /// Mail programs send this by themselves (RFC 8058), without a cookie and without the page; so can whoever has the
    /// letter, and nobody else.
    @Sendable private func unsubscribe(
        _ fields: [String: String], _ context: VisitorContext
    ) async throws -> Answer {
        let token = context.parameters.get("token") ?? ""
        let isBack = fields["back"] == "yes"
        let seen = fields["seen"].flatMap(Int.init).map(Moment.init(milliseconds:))
        switch try await front.desk.follow(token, isBack: isBack, seen: seen, front.settings.routing.links) {
        case .unknown: return .page(UnsubscribePage(token: token, state: .unknown).view)
        case .fresh(let wish):
            return .page(
                UnsubscribePage(token: token, topics: wish.topics, seen: seen, state: isBack ? .back : .done).view)
        case .older(let wish, let chosen):
            var page = UnsubscribePage(token: token, topics: wish.topics, seen: chosen, state: .older)
            page.status = .conflict
            return .page(page.view)
        }
    }
}

/// Where a notice leads, as things stand now.
struct NoticePlace: Sendable {
    let id: PersonalNotice.ID
    let address: String
    /// For whom the reader has to act there; nil for staff, and for what is their own.
    let actsFor: Holder.ID?
    let holderName: String

    /// - Throws: `NotFound` for what is not theirs, or not any more.
    init(_ id: PersonalNotice.ID, of person: Person, _ look: Desk.Look) throws {
        guard let notice = try look.snapshot.notices.find(id, of: .person(person.id)) else { throw NotFound() }
        self.id = id
        if case .right = notice.kind {
            (address, actsFor, holderName) = ("/acting-for", nil, "")
            return
        }
        let authority = try look.snapshot.holders.authority(of: person.id, for: notice.holder)
        guard notice.isForStaff || authority?.isInForce(on: look.today) ?? false else { throw NotFound() }
        actsFor = notice.isForStaff ? nil : notice.holder
        holderName = notice.isForStaff ? "" : try look.snapshot.holders.find(notice.holder)?.name ?? ""
        guard case .message(let message) = notice.source, let found = try look.snapshot.outbox.find(message) else {
            address = authority?.allows(.statement) ?? true ? "/plan#notices" : "/home"
            return
        }
        let request = try look.snapshot.approvals.find(supplierOrder: found.supplierOrder)?.id
        address =
            notice.isForStaff
            ? NoticePlace.staffAddress(found, notice.topic, request)
            : NoticePlace.holderAddress(found, notice.topic, request)
    }

    private static func holderAddress(
        _ message: Message, _ topic: NoticeTopic, _ request: Approval.ID?
    ) -> String {
        let order = "/orders/\(message.order)"
        if topic == .requests, let request { return "\(order)/requests/\(request)" }
        // Where nothing is offered any more, that page leads to the order.
        if message.kind == .changeOffered || message.kind == .answerReminder {
            return "\(order)/parts/\(message.supplierOrder)/change"
        }
        return order
    }

    private static func staffAddress(_ message: Message, _ topic: NoticeTopic, _ request: Approval.ID?) -> String {
        switch topic {
        case .requests: request.map { "/requests/\($0)" } ?? "/requests"
        case .money: "/payments"
        case .orders, .deliveries, .problems, .plan, .rights: "/order-book/\(message.order)"
        }
    }
}

/// The letter is about somebody else than the reader acts for now.
struct NoticePage {
    let name: String
    let action: String
    let hidden: [HiddenField]

    var view: View {
        View("Act for \(name)?") {
            h1 { "This is about "; bdi { name } }
            p(.class("lead")) { "To read it, you act for "; bdi { name }; " from now on." }
            PostForm(action: action, hidden: hidden) { Button("Go on") }
        }
    }
}
