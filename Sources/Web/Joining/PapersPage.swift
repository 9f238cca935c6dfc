import Catalogue
import Markup
import Operations
import Outbox
import Storage
import Values

/// A supplier's own checklist: what is asked for, how far each is, and how the application stands.
struct PapersPage {
    let supplier: Supplier
    let profile: SupplierProfile
    let checklist: Checklist
    let moves: [(move: SupplierMove, name: String)]
    let notices: [SupplierNotice]
    let categories: Categories
    let today: Day
    let hidden: [HiddenField]

    /// More stand on the page of what it is approved for.
    static let noticesMaximum = 10

    init(_ id: Supplier.ID, _ look: Desk.Look, hidden: [HiddenField]) throws {
        guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
        self.supplier = supplier
        profile = try look.snapshot.joining.profile(of: id)
        checklist = try look.snapshot.joining.checklist(of: id)
        moves = try look.snapshot.suppliers.moves(of: id)
        notices = try look.snapshot.supplierNotices.latest(for: .supplier(id), count: Self.noticesMaximum)
        categories = look.shelf.categories
        today = look.today
        self.hidden = hidden
    }

    private var isJoining: Bool { !supplier.status.isKnown }

    var view: View {
        let title = isJoining ? "Your application" : "Your organisation"
        return View(title, place: .organisation) {
            h1 { title }
            p { supplier.status.tag }
            standing
            h2 { "About you" }
            TaskList(id: "about", tasks: about)
            h2 { "What we need to see" }
            if checklist.kind == nil {
                p { "Say first what kind of supplier you are: it decides what is in this list." }
            }
            TaskList(id: "papers", tasks: checklist.needed.map(task))
            sending
            more
            told
        }
    }

    // MARK: Where it stands

    @HTMLBuilder private var standing: HTML {
        switch supplier.status {
        case .applying: applying
        case .inReview:
            InsetText {
                p { "We are looking at your application. You hear from us on this page, and can still add to it." }
            }
        case .refused:
            Notice(.warning, "Your application was refused", text: lastReason)
            PostForm(action: "/supplier/papers/again", hidden: hidden.naming("again")) {
                Button("Apply again", kind: .secondary)
            }
        case .approved:
            if !supplier.isApproved(on: today) {
                Notice(
                    .warning, "You are not approved for anything now",
                    text: "Nobody can order from you until a commissioner approves you for something.")
            }
            if let ended { Notice(.warning, "Nothing new can be ordered that needs these", text: ended) }
            if let ending { Notice(.info, "Some of what you have shown is about to run out", text: ending) }
        case .suspended:
            Notice(.warning, "You are suspended", text: lastReason)
        case .ended: InsetText { p { "You do not sell here any more." } }
        }
    }

    @HTMLBuilder private var applying: HTML {
        if moves.first?.move.action == .askForMore {
            Notice(.warning, "We need something more from you", text: lastReason)
        }
        if profile.appliedAt != nil {
            InsetText {
                p {
                    "The number of your application is "
                    strong(.class("amount")) { supplier.id.text.uppercased() }
                    ". Write it down: with it and your password you can come back."
                }
            }
        }
    }

    private var lastReason: String? { moves.first?.move.reason }

    private func titles(_ isMeant: (Checklist.Standing) -> Bool) -> String? {
        let found = checklist.needed.filter { isMeant(checklist.standing(of: $0.code, on: today)) }.map(\.title)
        return found.isEmpty ? nil : found.joined(separator: ", ") + "."
    }

    private var ended: String? { titles { if case .expired = $0 { true } else { false } } }

    private var ending: String? {
        titles { standing in
            switch standing {
            case .accepted(let until?), .waived(let until?): until - today <= Evidence.warningDays[0]
            default: false
            }
        }
    }

    // MARK: What is to be done

    private var about: [TaskList.Task] {
        let done = StatusTag("Done", tone: .yes)
        var tasks = [
            TaskList.Task(
                title: "Who you are", href: "/supplier/papers/details",
                status: profile.details == nil ? StatusTag("Not given yet") : done)
        ]
        if !checklist.asked.isEmpty {
            tasks.append(.init(
                title: "Questions that decide what you have to show", href: "/supplier/papers/questions",
                status: checklist.isDecided ? done : StatusTag("Not given yet")))
        }
        let isNowhere = ([supplier.coverage] + supplier.places.map(\.coverage)).allSatisfy(\.isNowhere)
        tasks.append(.init(
            title: "Where you work", href: "/supplier/places",
            status: isNowhere ? StatusTag("Not given yet") : done))
        return tasks
    }

    private func task(_ row: Requirement) -> TaskList.Task {
        let standing = checklist.standing(of: row.code, on: today)
        return TaskList.Task(
            title: row.title, href: "/supplier/papers/\(row.code.rawValue)", hint: standing.more,
            status: standing.tag(on: today, waits: checklist.waits(row.code)))
    }

    @HTMLBuilder private var sending: HTML {
        if supplier.status == .applying {
            h2 { "Send the application" }
            if SupplierStatus.workflow.allows(.submit, from: supplier.status), canSend {
                p { "Everything is there. We look at it and tell you on this page." }
                PostForm(action: "/supplier/papers/submission", hidden: hidden.naming("submission")) {
                    Button("Send the application")
                }
            } else {
                p { "You can send it when nothing in the two lists is missing or was not accepted." }
            }
        }
    }

    private var canSend: Bool {
        checklist.isComplete(on: today)
            && !([supplier.coverage] + supplier.places.map(\.coverage)).allSatisfy(\.isNowhere)
    }

    @HTMLBuilder private var more: HTML {
        h2 { "More about your organisation" }
        ul(.class("bullets")) {
            li { Link("What you are approved for", href: "/supplier/standing") }
            li { Link("Places and closed days", href: "/supplier/places") }
            li { Link("Your team", href: "/supplier/team") }
            li { Link("How orders reach you", href: "/supplier/channels") }
            li { Link("Keys for programs", href: "/supplier/keys") }
        }
    }

    @HTMLBuilder private var told: HTML {
        if !notices.isEmpty {
            h2 { "What we told you" }
            Timeline(
                notices.map {
                    Timeline.Item(title: $0.words(for: nil, categories), when: $0.at.words, state: .done)
                })
            if notices.count == Self.noticesMaximum { p { Link("All messages", href: "/supplier/standing") } }
        }
    }
}
