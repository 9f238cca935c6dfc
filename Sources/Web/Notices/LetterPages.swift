import Identity
import Markup
import Operations
import Orders
import Outbox
import Plans
import Storage
import Values

/// Letters that wait to be printed and posted.
struct LettersPage {
    static let most = 50

    let letters: [(item: BulletinItem, name: String)]
    let page: Int
    let pageCount: Int
    let hidden: [HiddenField]
    var problems = FieldProblems()

    init(of commissioner: Commissioner.ID, _ number: PageNumber, hidden: [HiddenField], _ look: Desk.Look) throws {
        let store = look.snapshot.deliveries
        (page, pageCount) = number.of(try store.toPostCount(for: commissioner), most: Self.most)
        letters = try store.toPost(for: commissioner, skipping: (page - 1) * Self.most, most: Self.most)
            .map { ($0, try look.snapshot.name(of: $0.addressee)) }
        self.hidden = hidden
    }

    var view: View {
        View(
            "Letters to print", place: .people, breadcrumb: [Link("People", href: "/people")], problems: problems,
            width: .wide
        ) {
            h1 { "Letters to print" }
            if letters.isEmpty {
                EmptyState(
                    title: "Every letter is in the post", text: "New ones appear here when something happens.",
                    next: Link("Show people", href: "/people"))
            } else {
                p(.class("lead")) {
                    "To people who get letters on paper, and to those whom nothing else reaches. Print them, post "
                    "them, and mark them here."
                }
                list
                Pagination(page: page, pageCount: pageCount, address: "/letters?page=", subject: "Letters")
            }
            p { Link("Text messages", href: "/text-messages") }
        }
    }

    private var list: HTML {
        HTML {
            ButtonRow { ButtonLink("Print all on this page", href: "/letters/print?page=\(page)") }
            PostForm(action: "/letters", hidden: hidden) {
                FieldGroup(
                    name: "letters", legend: "Which have you posted?", hint: nil, problem: problems["letters"],
                    control: div(.class("choices"), .id("letters"), .tabindex(-1)) {
                        for letter in letters {
                            Checkbox(
                                name: "letter:\(letter.item.delivery.id)",
                                label: "\(letter.name), \(letter.item.address.split(separator: "\n").last ?? "")",
                                hint: "Written on \(letter.item.madeAt.words)")
                        }
                    })
                Button("Mark as posted")
            }
            h2 { "One by one" }
            ul(.class("bullets")) {
                for letter in letters {
                    li {
                        Link("Print", href: "/letters/\(letter.item.delivery.id)", about: letter.name)
                        " "
                        bdi { letter.name }
                    }
                }
            }
        }
    }
}

/// Text messages that were written down, because no provider sends them.
struct TextLogPage {
    static let most = 100

    let texts: [LoggedText]

    var view: View {
        View("Text messages", place: .people, breadcrumb: [Link("People", href: "/people")], width: .wide) {
            h1 { "Text messages" }
            p(.class("lead")) {
                "This installation has no provider of text messages. What would have been sent stands here, the newest "
                "\(Self.most) first."
            }
            DataTable(
                id: "texts", caption: "Text messages", isCaptionHidden: true,
                columns: [.init("When"), .init("To"), .init("What")],
                rows: texts.map { logged in
                    .init(HTML(logged.at.words), [HTML(logged.text.number), HTML { bdi { logged.text.words } }])
                }, empty: "There are none.")
        }
    }
}

/// One letter on paper.
struct PaperLetter: Component, Sendable {
    let letter: NoticeLetter
    let reader: String
    /// Lines of the address.
    let address: String
    /// Why, where it has to be sent.
    let reasons: [String]
    let board: Commissioner
    let day: Day

    var html: HTML {
        article {
            // In the window of a DL envelope, when the page is folded twice.
            Markup.address {
                p(.class("to")) { bdi { reader } }
                for line in address.split(separator: "\n") { p(.class("to")) { bdi { String(line) } } }
            }
            p(.class("from")) { board.name; br(); board.telephone; br(); day.words }
            h1 { letter.subject }
            p { letter.greeting }
            for item in letter.shown {
                if letter.items.count > 1 { h2 { letter.heading(of: item) } }
                for paragraph in letter.paragraphs(of: item) { p { paragraph } }
            }
            if let more = letter.more { p { more } }
            for reason in reasons { p { bdi { reason } } }
            p { "To read more, sign in, or call us on \(board.telephone). We can read it to you." }
            for reason in letter.reasons { p { reason } }
            p { "To choose what we tell you, and how, sign in at "; letter.settingsLink; "." }
            p { board.name }
        }
    }
}

/// Letters on paper, each on a sheet of its own, without anything to be fetched.
struct PaperLetters {
    let letters: [PaperLetter]

    var bytes: [UInt8] {
        document(.lang("en-GB")) {
            head {
                meta(.charset("utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                Markup.title { "Letters to print" }
                Markup.link(.rel("stylesheet"), .href("/styles/letters.css?v=\(Front.assets)"))
            }
            body {
                main {
                    if letters.isEmpty { p { "There is nothing to print: what was to be told is done." } }
                    for letter in letters { letter }
                }
            }
        }.bytes
    }
}

/// The reasons of what has to be sent, as they stand on the pages: on paper nothing lies behind a link, and decisions
/// are given in writing with their reasons (NHS (Direct Payments) Regulations 2013).
struct PaperReasons {
    let look: Desk.Look

    /// One or several sentences for each notice that must be sent; nothing for the others, and nothing in copies.
    func list(in bulletin: Bulletin.ID) throws -> [String] {
        var all: [String] = []
        for notice in try look.snapshot.notices.list(in: bulletin) where notice.duty != nil {
            switch notice.source {
            case .plan(let id): all += try reasons(of: id, about: notice.holder)
            case .message(let id):
                if let message = try look.snapshot.outbox.find(id) { all += try reasons(message) }
            case .right, .lapse: break
            }
        }
        return all
    }

    private func reasons(of id: Plans.PlanNotice.ID, about holder: Holder.ID) throws -> [String] {
        for plan in Set(try look.snapshot.plans.list(of: holder).map(\.id)) {
            guard let found = try look.snapshot.planNotices.list(of: plan).first(where: { $0.id == id })
            else { continue }
            return ["It counts from \(found.takesEffect.words).", "The reason: \(found.reason)"]
        }
        return []
    }

    /// What was written with the step that the message tells of.
    private func reasons(_ message: Message) throws -> [String] {
        let step = try look.snapshot.orders.events(of: message.order).map(\.event).last {
            $0.supplierOrder == message.supplierOrder && $0.at == message.at
        }
        let lines = try decision(on: message)?.lines.map(\.text).filter { !$0.isEmpty } ?? []
        // A reason for all of it stands with each line as well.
        let note = step?.note ?? ""
        let said = ([note] + lines.filter { $0 != note }).filter { !$0.isEmpty }
        return said.isEmpty ? [] : ["The reason: \(said.joined(separator: " "))"]
    }

    private func decision(on message: Message) throws -> ApprovalDecision? {
        guard message.kind == .requestPartApproved || message.kind == .requestDeclined else { return nil }
        return try look.snapshot.approvals.find(supplierOrder: message.supplierOrder)
            .flatMap { try look.snapshot.approvals.decision(on: $0.id) }
    }
}
