import Catalogue
import Identity
import Markup
import Operations
import Orders
import Plans
import Storage
import Values

/// One request with everything that is needed to decide it and to defend the decision.
struct RequestPage: Sendable {
    let request: ApprovalView
    let deciders: Deciders
    let names: [Person.ID: String]
    /// Who looks.
    let person: Person.ID
    let categories: Categories
    let now: Moment
    let hidden: [HiddenField]
    var typed = DecisionForm()
    var question = ""
    var problems = FieldProblems()

    private var status: ApprovalStatus { request.approval.status(at: now) }
    private var mayDecide: Bool {
        if case .may = deciders.standing(of: person) { status == .pending || status == .reconsideration } else { false }
    }

    /// With what was typed, as long as the request still waits.
    var viewWithForm: View {
        get throws(WorkflowRefusal) {
            guard status == .pending || status == .reconsideration else {
                throw WorkflowRefusal(
                    workflow: Approval.workflow.name, state: status.rawValue,
                    event: ApprovalAction.approve.rawValue, unmet: nil,
                    possible: Approval.workflow.events(from: status).map(\.rawValue))
            }
            return view
        }
    }

    var view: View {
        View(
            "Request of \(request.holder.name)", place: .requests,
            breadcrumb: [Link("Requests", href: "/requests")], problems: problems, width: .wide
        ) {
            h1 { "Request of "; bdi { request.holder.name } }
            p { status.tag }
            p(.class("lead")) {
                "\(request.part.charge) to "; bdi { request.supplier.name }
                ", asked for by "; bdi { request.requester }; " on \(request.approval.requestedAt.words)."
            }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) { main }
                div(.class("with-side__side stack")) { side }
            }
        }
    }

    @HTMLBuilder private var main: HTML {
        SectionHeading("What is asked for")
        for line in request.part.lines {
            RequestLinePanel(line: line, plan: request.plan, category: title(of: line))
        }
        RequestTalk(request: request, names: names)
        RequestMoney(request: request)
        RequestOffers(request: request)
        SectionHeading("The supplier")
        RequestSupplier(
            supplier: request.supplier, needed: checks,
            obstacles: request.part.obstacles(
                with: request.supplier, for: request.holder, in: categories, on: now.day),
            today: now.day)
        SectionHeading("What has happened")
        timeline
    }

    @HTMLBuilder private var side: HTML {
        if status.isWaiting {
            RequestPeople(
                request: request, deciders: deciders, person: person, now: now, hidden: hidden, question: question,
                problems: problems)
            if status.isOpen { RequestConsequences(request: request, categories: categories, today: now.day) }
            if mayDecide {
                RequestDecisionForm(request: request, hidden: hidden, typed: typed, problems: problems)
            }
        } else {
            RequestOutcome(request: request)
        }
        p {
            Link(
                "Authorise something like this once and for all",
                href: "/authorisations/new?request=\(request.approval.id)")
        }
    }

    private func title(of line: OrderLine) -> String { categories[line.category]?.title ?? line.category.text }

    private var checks: Set<SupplierCheck> {
        Set(request.part.lines.flatMap { categories[$0.category]?.item?.checks ?? [] })
    }

    private var timeline: Timeline {
        let events = request.order.events.filter {
            $0.event.supplierOrder == nil || $0.event.supplierOrder == request.part.id
        }
        let past = events.map { event, name in
            Timeline.Item(
                title: event.what.words(supplier: request.supplier.name), who: name,
                when: event.at.words, detail: event.note.map { note in HTML { p { bdi { note } } } }, state: .done)
        }
        guard status.isWaiting else { return Timeline(past) }
        return Timeline(past + [
            .init(
                title: status.rests ? status.words : "A decision", who: StaffRole.words(deciders.roles),
                when: status.rests ? nil : "by \(request.approval.hours.dueAt.words)",
                detail: HTML { p { "Time alone decides nothing: the request waits until somebody answers." } },
                state: .now),
        ])
    }
}

/// One line: what it is, why the holder wants it, which rule sent it here, and the terms that were signed.
struct RequestLinePanel: Component {
    let line: OrderLine
    let plan: Plan
    let category: String

    var html: HTML {
        div(.class("panel")) {
            h3 { bdi { line.title } }
            SummaryList([
                .init("Why it is here", HTML {
                    for rule in rules {
                        p { RuleWords.sentence(rule, about: line, category: category, plan: plan) }
                    }
                }),
                .init("The holder’s reason", HTML { bdi { line.request?.reason ?? "None was given" } }),
                .init("Outcome in the plan", HTML(outcome)),
                .init("Cost", HTML {
                    strong(.class("amount")) { "\(line.total)" }
                    ": \(line.amountWords) at \(line.unitPrice)"
                    if line.tax.isPositive {
                        ", with \(line.tax) VAT in all"
                    } else {
                        line.isRelieved ? ", no VAT, as declared to the supplier" : ", no VAT"
                    }
                }),
                .init("Who pays", HTML.lines(payers)),
                .init("Category", HTML(category)),
            ])
            Details("Terms that were signed") {
                SummaryList([
                    .init("When", HTML(lead)),
                    .init("Delivery or visit", HTML { bdi { line.delivery } }),
                    .init("Cancelling", HTML { bdi { line.cancellation } }),
                ])
            }
        }
    }

    /// Each once: one rule may have spoken twice.
    private var rules: [String] {
        var seen: Set<String> = []
        return line.rules.filter { seen.insert($0).inserted }
    }

    private var payers: [String] {
        line.lineSums(plan).map(\.words) + (line.extra.isPositive ? ["\(line.extra) of extra money"] : [])
            + (line.contribution.isPositive ? ["\(line.contribution) by the holder"] : [])
    }

    private var outcome: String {
        guard let id = line.request?.outcome else { return "The holder says that none of them fits" }
        return plan.outcomes.first { $0.id == id }.map { "“\($0.text)”" } ?? "It is not in this plan any more"
    }

    private var lead: String {
        if let schedule = line.schedule { return schedule.words(line.quantity, line.unit) }
        switch line.leadDays {
        case 0: return "On the same day"
        case 1: return "Within 1 day"
        default: return "Within \(line.leadDays) days"
        }
    }
}
