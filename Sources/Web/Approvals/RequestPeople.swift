import Identity
import Markup
import Orders
import Storage
import Values

/// Who decides, by when, and what else can be done than deciding.
struct RequestPeople: Component {
    let request: ApprovalView
    let deciders: Deciders
    let person: Person.ID
    let now: Moment
    let hidden: [HiddenField]
    let question: String
    let problems: FieldProblems

    private var approval: Approval { request.approval }
    private var address: String { "/requests/\(approval.id)" }

    var html: HTML {
        div(.class("panel")) {
            h2 { "Who decides, and by when" }
            SummaryList(facts)
            if approval.terms.route.people > 1 {
                p(.class("quiet")) { "\(approval.terms.route.people) different people are needed." }
            }
            if let obstacle = deciders.standing(of: person).obstacle(deciders.roles) {
                InsetText { p { strong { "You can’t decide this." }; " "; obstacle } }
            }
        }
        if approval.status == .pending { asking; giving }
        declaring
    }

    private var facts: [SummaryList.Row] {
        let hours = approval.hours
        return [
            .init("Route", HTML { bdi { approval.terms.route.title } }),
            .init(
                "Decided by",
                HTML(StaffRole.words(deciders.roles, approval.currentTier.needs == .all ? "and" : "or"))),
            .init("They can", HTML { people }),
            .init("In the hands of", HTML { bdi { name(approval.assignee) ?? "Nobody in particular" } }),
            .init("Due", HTML(approval.status.rests ? "Time stands still" : hours.dueAt.words)),
            .init("Ends", HTML("\(hours.expiresAt.words), if nobody decides")),
        ]
    }

    @HTMLBuilder private var people: HTML {
        let names = deciders.all.map(\.name)
        if names.isEmpty {
            strong { "Nobody. Give somebody the role, or name a deputy." }
        } else {
            bdi { names.prefix(RequestPeople.shown).joined(separator: ", ") }
            if names.count > RequestPeople.shown { " and \(names.count - RequestPeople.shown) more" }
        }
    }

    private static let shown = 8

    private func name(_ id: Person.ID?) -> String? { deciders.all.first { $0.person == id }?.name }

    @HTMLBuilder private var asking: HTML {
        Details("Ask the holder first", isOpen: problems["question"] != nil) {
            PostForm(action: "\(address)/questions", hidden: hidden.naming("question")) {
                TextArea(
                    name: "question", label: "Your question",
                    hint: "The holder reads and answers it. Time stands still meanwhile.", value: question,
                    problem: problems["question"], rows: 3, maximum: Approval.reasonCharactersMaximum)
                Button("Send the question", kind: .secondary)
            }
        }
    }

    private var declaring: HTML {
        Details("I am not neutral about this person") {
            PostForm(
                action: "/staff/interests",
                hidden: hidden.naming("interest") + [HiddenField(name: "holder", value: request.holder.id.text)]
            ) {
                TextField(
                    name: "words", label: "Why", hint: "You can decide nothing about this person from then on.",
                    problem: problems["words"])
                Button("Declare it", kind: .warning)
            }
        }.html
    }

    @HTMLBuilder private var giving: HTML {
        if !deciders.all.isEmpty {
            Details("Give it to somebody") {
                PostForm(action: "\(address)/assignment", hidden: hidden.naming("assignment")) {
                    Select(
                        name: "to", label: "Who is to decide",
                        choices: deciders.all.map { Choice($0.person.text, $0.name) },
                        value: approval.assignee?.text ?? "")
                    Button("Give it to them", kind: .secondary)
                }
            }
        }
    }
}

/// What has been said about it so far: questions with their answers, and who has decided what.
struct RequestTalk: Component {
    let request: ApprovalView
    let names: [Person.ID: String]

    var html: HTML {
        if !request.questions.isEmpty {
            SectionHeading("Questions and answers")
            for question in request.questions { QuestionPanel(question: question) }
        }
        if !request.votes.isEmpty {
            SectionHeading("Who has decided what")
            DataTable(
                id: "votes", caption: "Decisions, oldest first", isCaptionHidden: true,
                columns: [.init("Who"), .init("As"), .init("What"), .init("When")],
                rows: request.votes.map(row))
        }
    }

    private func row(_ vote: ApprovalVote) -> DataTable.Row {
        let role = vote.role?.words ?? "Staff"
        let extent: String =
            switch vote.decision.extent(of: request.part.lines) {
            case .whole: "Approved"
            case .part: "Approved in part"
            case .none: "Declined"
            }
        return .init(
            HTML { bdi { names[vote.person] ?? "Somebody" } },
            [
                HTML(vote.onBehalfOf.flatMap { names[$0] }.map { "\(role), for \($0)" } ?? role),
                HTML(extent), HTML(vote.at.words),
            ])
    }
}

/// One question with its answer.
struct QuestionPanel: Component {
    let question: ApprovalQuestion

    var html: HTML {
        div(.class("panel")) {
            p { strong { "Question, \(question.askedAt.words):" }; " "; bdi { question.question } }
            if let answer = question.answer, let at = question.answeredAt {
                p { strong { "Answer, \(at.words):" }; " "; bdi { answer } }
            } else {
                p(.class("quiet")) { "Not answered yet." }
            }
        }
    }
}

/// The same kind of things from others, with what they cost.
struct RequestOffers: Component {
    let request: ApprovalView

    var html: HTML {
        SectionHeading("What others ask for the same kind of thing")
        DataTable(
            id: "offers", caption: "The cheapest of the same item type, with VAT", isCaptionHidden: false,
            columns: [.init("Offer"), .init("Supplier"), .init("For one", align: .end), .init("Against this")],
            rows: request.part.lines.flatMap(rows), empty: "Nobody else offers this kind of thing.")
    }

    private func rows(_ line: OrderLine) -> [DataTable.Row] {
        (request.others[line.position] ?? []).map { other in
            let price = other.listing.terms.unitPrice
            let difference = price - line.unitPrice
            let words =
                difference == .zero
                ? "Costs the same"
                : difference.isPositive ? "\(difference) more for one" : "\(-difference) less for one"
            return .init(
                HTML {
                    bdi { other.listing.terms.title }
                    br()
                    span(.class("quiet")) { "instead of “\(line.title)”" }
                },
                [HTML { bdi { other.supplier } }, HTML { span(.class("amount")) { "\(price)" } }, HTML(words)],
                isMarked: !difference.isPositive && difference != .zero)
        }
    }
}
