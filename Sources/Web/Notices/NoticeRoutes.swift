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
            _ = try await front.desk.perform(
                try typed.checked(version: version), as: context.principal, key: form.command)
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
        let hasMail = front.settings.routing.hasMail
        let decidesFor = principal.authority.flatMap { $0.mayAgree ? $0.holder : nil }
        return try await front.desk.look { look in
            NoticesPage(
                person: person, standing: try look.snapshot.noticeStanding(of: person), hasMail: hasMail,
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
        guard let wish = front.settings.routing.links.wish(token, at: front.desk.now)
        else { return .page(UnsubscribePage(token: token, topic: nil, state: .unknown).view) }
        return .page(UnsubscribePage(token: token, topic: wish.topic, state: .asked).view)
    }

    /// Mail programs send this by themselves (RFC 8058), without a cookie and without the page; so can whoever has the
    /// letter, and nobody else.
    @Sendable private func unsubscribe(
        _ fields: [String: String], _ context: VisitorContext
    ) async throws -> Answer {
        let token = context.parameters.get("token") ?? ""
        let isBack = fields["back"] == "yes"
        let wish = try await front.desk.follow(token, isBack: isBack, front.settings.routing.links)
        guard let wish else { return .page(UnsubscribePage(token: token, topic: nil, state: .unknown).view) }
        return .page(UnsubscribePage(token: token, topic: wish.topic, state: isBack ? .back : .done).view)
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

/// Turns off what a letter came from: a button first, because mail programs follow links by themselves.
struct UnsubscribePage {
    enum State { case asked, done, back, unknown }

    let token: String
    let topic: NoticeTopic?
    let state: State

    private var what: String { topic.map { "e-mails about \($0.about)" } ?? "e-mails" }

    var view: View {
        View(title, status: state == .unknown ? .notFound : .ok) {
            h1 { title }
            switch state {
            case .unknown:
                p { "It is too old, or not whole. Sign in and choose there what we tell you." }
            case .asked:
                p { "Everything stays on your pages." }
                button("Stop \(what)", back: false)
            case .done:
                p { "Everything stays on your pages. What we have to send you still comes:" }
                ul(.class("bullets")) { for duty in NoticeDuty.allCases { li { duty.words; "." } } }
                button("Send \(what) again", back: true)
            case .back:
                p { "You get them again." }
            }
            p { Link("Choose what we tell you, and how", href: "/account/notices") }
        }
    }

    private var title: String {
        switch state {
        case .asked: "Stop \(what)?"
        case .done: "You get no more \(what)"
        case .back: "You get \(what) again"
        case .unknown: "This link can’t be used"
        }
    }

    private func button(_ words: String, back: Bool) -> HTML {
        PostForm(
            action: "/unsubscribe/\(token)", hidden: back ? [HiddenField(name: "back", value: "yes")] : []
        ) { Button(words) }.html
    }
}
