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
    let held: [HeldNotice]
    /// Text messages are written down.
    let hasTextLog: Bool
    let hidden: [HiddenField]
    var note = ""
    var problems = FieldProblems()

    init(
        of commissioner: Commissioner.ID, _ number: PageNumber, hasTextLog: Bool, hidden: [HiddenField],
        _ look: Desk.Look
    ) throws {
        let store = look.snapshot.deliveries
        (page, pageCount) = number.of(try store.toPostCount(for: commissioner), most: Self.most)
        letters = try store.toPost(for: commissioner, skipping: (page - 1) * Self.most, most: Self.most)
            .map { ($0, try look.snapshot.name(of: $0.addressee)) }
        held = try look.snapshot.notices.held(of: commissioner, most: Self.most).map { try HeldNotice($0, look) }
        self.hasTextLog = hasTextLog
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
            if !held.isEmpty { HeldNotices(notices: held, note: note, hidden: hidden, problems: problems) }
            if hasTextLog { p { Link("Text messages", href: "/text-messages") } }
        }
    }

    private func hint(_ item: BulletinItem) -> String {
        let failed = item.failed.map { " The \($0.words) did not arrive: is the address right?" } ?? ""
        return "Written on \(item.madeAt.words).\(failed)"
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
                                hint: hint(letter.item))
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

/// What has to be told and could not be, to anybody: for staff to find out whom to tell.
struct HeldNotice: Sendable {
    let notice: PersonalNotice
    let holder: Holder
    /// Whom it could not reach; nil where nobody may know it.
    let name: String?
    let orderNumber: String?

    init(_ notice: PersonalNotice, _ look: Desk.Look) throws {
        guard let found = try look.snapshot.holders.find(notice.holder) else { throw NotFound() }
        self.notice = notice
        holder = found
        if case .person = notice.addressee {
            name = try look.snapshot.name(of: notice.addressee)
        } else {
            name = nil
        }
        guard case .message(let id) = notice.source else {
            orderNumber = nil
            return
        }
        orderNumber = try look.snapshot.outbox.find(id).flatMap { try look.snapshot.orders.find($0.order)?.number }
    }

    var label: String { name ?? "For whoever acts after or for \(holder.name)" }

    var hint: String {
        let about = orderNumber.map { "order \($0)" } ?? "the plan"
        let why = name == nil
            ? "Nobody is on record who may know it." : "There is no e-mail and no postal address that reaches them."
        return "About \(about) of \(holder.name), \(notice.at.words). \(why)"
    }
}

/// All of them, with one note for those that are chosen.
struct HeldNotices: Component {
    let notices: [HeldNotice]
    let note: String
    let hidden: [HiddenField]
    let problems: FieldProblems

    var html: HTML {
        h2 { "What nobody could be told" }
        p {
            "We have to tell these, and no letter can be written. What each is about stands with the holder and the "
            "order. Find out who has to know, and tell them."
        }
        PostForm(action: "/letters/held", hidden: hidden.naming("held")) {
            FieldGroup(
                name: "held", legend: "Which have you seen to?", hint: nil, problem: problems["held"],
                control: div(.class("choices"), .id("held"), .tabindex(-1)) {
                    for held in notices {
                        Checkbox(name: "held:\(held.notice.id)", label: held.label, hint: held.hint)
                    }
                })
            TextArea(
                name: "note", label: "Whom did you tell, or why nobody?", value: note, problem: problems["note"])
            Button("Note it", kind: .secondary)
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
    /// Lines of the address.
    let address: String
    let board: Commissioner
    let day: Day

    var html: HTML {
        article(.lang(letter.language.rawValue)) {
            // In the window of a DL envelope, when the page is folded twice.
            Markup.address {
                p(.class("to")) { bdi { letter.reader } }
                for line in address.split(separator: "\n") { p(.class("to")) { bdi { String(line) } } }
            }
            p(.class("from")) { board.name; br(); board.telephone; br(); letter.written(on: day) }
            h1 { letter.subject }
            p { letter.greeting }
            for item in letter.shown {
                if letter.items.count > 1 { h2 { letter.heading(of: item) } }
                for paragraph in letter.paperParagraphs(of: item) { p { bdi { paragraph } } }
            }
            if let more = letter.more { p { more } }
            for paragraph in letter.paperClose(telephone: board.telephone) { p { paragraph } }
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
                Markup.title { "Letters to print – \(Header().service)" }
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
