import Markup
import Operations
import Orders
import Storage
import Values

/// The decision, about exactly the content that the page shows.
struct RequestDecisionForm: Component {
    let request: ApprovalView
    let hidden: [HiddenField]
    let typed: DecisionForm
    let problems: FieldProblems

    var html: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Your decision" }
            PostForm(
                action: "/requests/\(request.approval.id)/decision",
                hidden: hidden + [HiddenField(name: "content", value: request.approval.content.text)]
            ) {
                Radios(
                    name: "decision", legend: "Do you approve \(request.part.charge) for this?",
                    choices: [
                        Choice(DecideApproval.Decision.approve.rawValue, "Approve"),
                        Choice(DecideApproval.Decision.decline.rawValue, "Decline"),
                    ],
                    value: typed.decision, problem: problems["decision"])
                TextArea(
                    name: "reason", label: "Reason",
                    hint: "The holder reads it. Needed to decline: name what was weighed, and what they can do next.",
                    value: typed.reason, problem: problems["reason"], rows: 5,
                    maximum: Approval.reasonCharactersMaximum)
                Button("Record the decision")
            }
            p(.class("quiet")) {
                "Questions first? "; bdi { request.plan.coordinator.name }
                " coordinates this plan: \(request.plan.coordinator.telephone)."
            }
        }
    }
}

/// How a request ended: by whom, when, why.
struct RequestOutcome: Component {
    let request: ApprovalView

    var html: HTML {
        div(.class("panel panel--marked")) {
            h2 { "How it ended" }
            p { request.approval.status.tag }
            if let (event, name) = ending {
                p { "By "; bdi { name }; " on \(event.at.words)." }
                if let reason = event.note {
                    InsetText { p { bdi { reason } } }
                } else {
                    p { "No reason was given." }
                }
            }
            p { "The order now: "; request.part.status.tag }
        }
    }

    private var ending: (event: OrderEvent, name: String?)? {
        request.order.events.last { event, _ in
            guard event.supplierOrder == request.part.id, case .approval = event.what else { return false }
            return true
        }
    }
}
