import Catalogue
import Identity
import Markup
import Operations
import Storage
import Values

/// What the pages of one supplier's review have in common.
struct PaperReviewLook {
    let supplier: Supplier
    let profile: SupplierProfile
    let checklist: Checklist
    /// What keeps whoever looks from which step.
    let obstacles: StaffObstacles
    let today: Day
    let hidden: [HiddenField]

    init(_ id: Supplier.ID, for context: CommissionerContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
        self.supplier = supplier
        profile = try look.snapshot.joining.profile(of: id)
        checklist = try look.snapshot.joining.checklist(of: id)
        obstacles = try look.snapshot.obstacles(
            to: context.principal.person.id, of: context.commissioner, about: id)
        today = look.today
        self.hidden = hidden
    }

    var address: String { "/supplier-book/\(supplier.id)" }

    var way: [Link] {
        [Link("Suppliers", href: "/supplier-book"), Link(supplier.name, href: address)]
    }
}

/// A supplier's checklist as staff go through it.
struct PaperReviewPage {
    let look: PaperReviewLook

    private var checklist: Checklist { look.checklist }

    var view: View {
        View("Papers of \(look.supplier.name)", place: .suppliers, breadcrumb: look.way) {
            h1 { "Papers of "; bdi { look.supplier.name } }
            p { look.supplier.status.tag }
            p(.class("lead")) { summary }
            if let details = look.profile.details { about(details) } else { unknown }
            h2 { "Checklist" }
            TaskList(
                id: "review",
                tasks: checklist.needed.map { row in
                    let standing = checklist.standing(of: row.code, on: look.today)
                    return .init(
                        title: row.title, href: "\(look.address)/papers/\(row.code.rawValue)", hint: standing.more,
                        status: standing.tag(on: look.today, waits: checklist.waits(row.code)))
                })
            if !checklist.asked.isEmpty { answers }
            p { Link("Where it stands, and what you can do", href: look.address) }
        }
    }

    private var summary: String {
        let open = checklist.needed.count { checklist.waits($0.code) }
        let missing = checklist.needed.count { !checklist.standing(of: $0.code, on: look.today).isGiven }
        if !checklist.isDecided { return "It has not said yet what decides which papers are needed." }
        if checklist.isSettled(on: look.today), open == 0 { return "Everything is settled and in date." }
        return "\(open) to be decided, \(missing) not given or run out."
    }

    private var unknown: HTML {
        InsetText { p { "It was brought along from before, and has not said yet who it is in law." } }.html
    }

    private func about(_ details: SupplierDetails) -> HTML {
        SummaryList([
            .init("What it is", HTML(details.kind.words)), .init("Legal form", HTML(details.legalForm.words)),
            .init("Number in its register", HTML(details.number.isEmpty ? "None" : details.number)),
            .init("VAT number", HTML(details.vatNumber.isEmpty ? "None" : details.vatNumber)),
            .init("Address", HTML { bdi { HTML.lines(details.address.split(separator: "\n").map(String.init)) }; br();
                details.postcode.description }),
            .init("Contact", HTML { bdi { details.contact } }),
            .init("Telephone", HTML(look.supplier.telephone)),
            .init("E-mail", HTML { bdi { look.supplier.email.text } }),
        ]).html
    }

    @HTMLBuilder private var answers: HTML {
        h2 { "What it answered" }
        SummaryList(
            checklist.asked.map { question in
                .init(
                    question.words,
                    HTML(checklist.answers[question].map { $0 ? "Yes" : "No" } ?? "Not answered yet"))
            })
        for question in checklist.asked where checklist.wishes.contains(question) { wish(question) }
    }

    private func wish(_ question: Question) -> HTML {
        let less = Requirement.table.filter { $0.needed == question }.map(\.title.midSentence)
        return div(.class("panel panel--marked"), .id("wish-\(question.rawValue)")) {
            h3 { question.words }
            p {
                "It said yes, and says no now. If you agree, this is no longer asked of it: "
                less.joined(separator: ", "); "."
            }
            if let obstacle = look.obstacles[.agree] {
                StaffObstacle(obstacle)
            } else {
                PostForm(
                    action: "\(look.address)/answers/\(question.rawValue)",
                    hidden: look.hidden.naming(question.rawValue)
                ) {
                    ButtonRow {
                        Button("Agree to the no", name: "agrees", value: "yes", about: question.words)
                        Button("Keep the yes", kind: .secondary, name: "agrees", value: "no", about: question.words)
                    }
                }
            }
        }
    }
}

/// One requirement: what was given, and what staff make of it.
struct RequirementReviewPage {
    let look: PaperReviewLook
    let requirement: Requirement
    var typed = (event: "", reason: "")
    var until = TypedDay()
    var problems = FieldProblems()

    private var given: [Evidence] {
        look.checklist.evidence.filter { $0.requirement == requirement.code }.reversed()
    }

    /// What can be decided about now: what was offered last, or else what counts.
    var current: Evidence? { given.first { $0.status == .offered } ?? given.first { $0.status.counts } }

    var view: View {
        View(
            "\(requirement.title): \(look.supplier.name)", place: .suppliers,
            breadcrumb: look.way + [Link("Papers", href: "\(look.address)/papers")], problems: problems
        ) {
            h1 { requirement.title }
            p {
                look.checklist.standing(of: requirement.code, on: look.today)
                    .tag(on: look.today, waits: look.checklist.waits(requirement.code))
            }
            div(.class("text")) {
                p { requirement.text }
                if let laws = requirement.laws { p(.class("quiet")) { "Source: \(laws)." } }
            }
            if requirement.code == .bankAccount { bank } else { papers }
        }
    }

    // MARK: Papers

    @HTMLBuilder private var papers: HTML {
        h2 { "What was given" }
        if given.isEmpty { p { "Nothing yet." } }
        div(.class("stack")) { for one in given { EvidencePanel(requirement: requirement, evidence: one) } }
        deciding
    }

    /// As radio values: an event of the table, or `waive`.
    private var choices: [(step: StaffStep, choice: Choice)] {
        let events = current.map { EvidenceStatus.workflow.events(from: $0.status) } ?? []
        let words: [EvidenceEvent: String] = [
            .accept: "Accept it", .reject: "Do not accept it", .revoke: "It does not count any more",
        ]
        var found: [(step: StaffStep, choice: Choice)] = []
        for event in events {
            if let text = words[event] { found.append((.decide(event), Choice(event.rawValue, text))) }
        }
        if requirement.mayBeWaived { found.append((.waive, Choice("waive", "Do without it for a time"))) }
        return found
    }

    @HTMLBuilder private var deciding: HTML {
        let possible = choices.filter { look.obstacles[$0.step] == nil }.map(\.choice)
        if possible.isEmpty {
            if let first = choices.first, let obstacle = look.obstacles[first.step] { StaffObstacle(obstacle) }
        } else {
            div(.class("panel panel--marked")) {
                h2 { "Decide" }
                PostForm(
                    action: "\(look.address)/papers/\(requirement.code.rawValue)",
                    hidden: look.hidden + [HiddenField(name: "evidence", value: current?.id.text ?? "")]
                ) {
                    Radios(
                        name: "event", legend: "What do you decide?", choices: possible, value: typed.event,
                        problem: problems["event"])
                    until.field(
                        "until", "Last day for which it counts",
                        hint: longest.map { "Empty when accepted: until \($0.words)." } ?? "Empty: without an end.",
                        problem: problems["until"])
                    TextArea(
                        name: "reason", label: "Why", hint: "Needed unless you accept. The supplier reads it.",
                        value: typed.reason, problem: problems["reason"], rows: 3,
                        maximum: Evidence.reasonCharactersMaximum)
                    Button("Save decision")
                }
            }
        }
    }

    private var longest: Day? { requirement.lastDay(from: look.today, expires: current?.content.expires) }

    // MARK: The bank account

    @HTMLBuilder private var bank: HTML {
        if look.checklist.accounts.isEmpty {
            p { "No account has been given yet." }
        } else {
            BankTable(accounts: look.checklist.accounts)
        }
        if let account = look.checklist.accounts.last(where: { $0.status == .proposed }) {
            let choices: [(event: BankAccountEvent, choice: Choice)] = [
                (.confirm, Choice("confirm", "It is right: pay into it")),
                (.refuse, Choice("refuse", "It is not to be used")),
            ]
            let possible = choices.filter { look.obstacles[.callBack($0.event)] == nil }.map(\.choice)
            if let obstacle = look.obstacles[.callBack(.refuse)] {
                StaffObstacle(obstacle)
            } else {
                calling(account, possible)
            }
        }
    }

    private func calling(_ account: BankAccount, _ choices: [Choice]) -> HTML {
        div(.class("panel panel--marked")) {
            h2 { "Call back" }
            p {
                "Call a number that you know from elsewhere, not one that came with the account. Let them read you the "
                "account: "
                strong { "sort code \(account.sortCodeWords), account \(account.number)" }
                ", in the name of "; bdi { account.holder }; "."
            }
            PostForm(
                action: "\(look.address)/bank",
                hidden: look.hidden + [HiddenField(name: "account", value: account.id.text)]
            ) {
                Radios(
                    name: "event", legend: "What came of it?", choices: choices, value: typed.event,
                    problem: problems["event"])
                TextArea(
                    name: "words", label: "Whom you called, on which number, and what they said",
                    value: typed.reason, problem: problems["words"], rows: 3,
                    maximum: Evidence.reasonCharactersMaximum)
                Button("Save")
            }
        }
    }
}

/// Why somebody of the staff cannot do something here.
struct StaffObstacle: Component {
    let obstacle: StaffRefusal

    init(_ obstacle: StaffRefusal) {
        self.obstacle = obstacle
    }

    var html: HTML { InsetText { p { obstacle.words.0 + ". " + obstacle.words.1 } }.html }
}

extension BankAccount {
    /// In full, for the call back and for paying only: `30-99-21`.
    var sortCodeWords: String {
        let bytes = Array(sortCode.utf8)
        return stride(from: 0, to: bytes.count, by: 2)
            .map { String(decoding: bytes[$0..<min($0 + 2, bytes.count)], as: UTF8.self) }.joined(separator: "-")
    }
}
