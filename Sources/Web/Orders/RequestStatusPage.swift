import Identity
import Markup
import Orders
import Storage
import Values

/// How one request stands, for the holder: who has it, by when, what was asked, what was decided and why, and what can
/// be done now.
struct RequestStatusPage: Sendable {
    let approval: Approval
    let part: OrderView.Part
    let order: Order
    let questions: [ApprovalQuestion]
    let decision: ApprovalDecision?
    let authority: Authority
    let now: Moment
    let hidden: [HiddenField]
    /// The field that was wrong, with what was typed in it.
    var typed = ""
    var problems = FieldProblems()

    private var status: ApprovalStatus { approval.status(at: now) }
    private var address: String { "/orders/\(order.id)/requests/\(approval.id)" }

    var view: View {
        View(
            "Request for \(part.supplier.name)", place: .orders,
            breadcrumb: [
                Link("Orders", href: "/orders"), Link("Order \(order.number)", href: "/orders/\(order.id)"),
            ], problems: problems
        ) {
            h1 { "Request for "; bdi { part.supplier.name } }
            p { status.tag }
            p(.class("lead")) { status.nextForHolder }
            SummaryList(facts)
            if let decision { decided(decision) }
            if !questions.isEmpty {
                h2 { "Questions and answers" }
                for question in questions { QuestionPanel(question: question) }
            }
            answering
            reviewing
            askingAgain
            outside
        }
    }

    private var facts: [SummaryList.Row] {
        let hours = approval.hours
        let asked = SummaryList.Row("Asked for on", HTML(approval.requestedAt.words))
        let what = SummaryList.Row("What", HTML.lines(part.part.lines.map { "\($0.title), \($0.amountWords)" }))
        guard status.isWaiting else { return [asked, what] + days }
        return [
            asked, what,
            .init("Who decides", HTML("At your commissioner: \(StaffRole.words(approval.currentTier.roles))")),
            .init("Decision due", HTML(status.rests ? "Time stands still for now" : hours.dueAt.words)),
            .init(
                "If nobody decides",
                HTML("It ends on \(hours.expiresAt.day.words). Silence is never a yes or a no.")),
        ] + (hours.answerBy.map { [.init("Answer by", HTML($0.words))] } ?? [])
    }

    private var days: [SummaryList.Row] {
        approval.hours.windowEndsAt.map {
            [
                .init(
                    status == .closedNoAnswer ? "You can still answer until" : "You can have it looked at until",
                    HTML($0.day.words))
            ]
        } ?? []
    }

    @HTMLBuilder private func decided(_ decision: ApprovalDecision) -> HTML {
        h2 { "What was decided" }
        DecisionList(lines: part.part.lines, decision: decision)
    }

    @HTMLBuilder private var answering: HTML {
        if status == .infoWanted || status == .closedNoAnswer && isInWindow && order.together == .sendNow {
            if authority.allows(.sign) {
                PostForm(action: "\(address)/answer", hidden: hidden.naming("answer")) {
                    TextArea(
                        name: "answer", label: "Your answer", value: typed, problem: problems["answer"], rows: 5,
                        maximum: Approval.reasonCharactersMaximum)
                    Button("Send the answer")
                }
            } else {
                InsetText { p { AuthorityRefusal.notInScope(.sign).reason } }
            }
        }
        if status.isOpen || status == .reconsideration, authority.allows(.sign) {
            PostForm(
                action: "/orders/\(order.id)/parts/\(part.part.id)/withdrawal", hidden: hidden.naming("withdrawal")
            ) {
                Button("Withdraw this request", kind: .warning, about: part.supplier.name)
            }
        }
    }

    private var isInWindow: Bool { approval.hours.windowEndsAt.map { now < $0 } ?? false }
    private var canBeReviewed: Bool { Approval.workflow.allows(.askReview, from: status) && isInWindow }

    @HTMLBuilder private var reviewing: HTML {
        if canBeReviewed {
            h2 { "Have it looked at by somebody else" }
            p { "Somebody who did not decide before looks at it. No money is set aside meanwhile." }
            if authority.mayAgree, authority.allows(.sign) {
                PostForm(action: "\(address)/review", hidden: hidden.naming("review")) {
                    TextArea(
                        name: "reason", label: "Why it should be looked at again", value: typed,
                        problem: problems["reason"], rows: 5, maximum: Approval.reasonCharactersMaximum)
                    Button("Ask for it")
                }
            } else {
                InsetText { p { "The holder, their nominee or their representative can ask for it." } }
            }
        }
    }

    @HTMLBuilder private var askingAgain: HTML {
        if status.canBeAskedAgain {
            h2 { status == .changed ? "Order it" : "Ask again" }
            p {
                "The same things go into your basket. You look at them and sign. Or "
                Link("see who else offers the same", href: "/orders/\(order.id)")
                "."
            }
            PostForm(action: "\(address)/again", hidden: hidden.naming("again")) {
                Button("Put it into my basket again")
            }
        }
    }

    @HTMLBuilder private var outside: HTML {
        if status == .upheld || status == .declined || status == .usedPart || status == .expired {
            h2 { "Outside Holdfast" }
            p {
                "You can complain to your commissioner within 12 months, and after that to the Parliamentary and "
                "Health Service Ombudsman. "
                Link("How to complain", href: "/help")
            }
        }
    }
}
