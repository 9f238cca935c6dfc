import Baskets
import Catalogue
import HTTPTypes
import Markup
import Operations
import Orders
import Plans
import Values

/// Everything on one page: what, from whom, to where, what it costs, what pays, what is asked, and the act of signing.
struct CheckoutPage: Sendable {
    let holder: String
    let address: [String]
    let verdicts: [Verdict]
    let total: Money
    let inPlanTotal: Money
    let askTotal: Money
    let outcomes: [Outcome]
    let declaration: Digest
    let signer: String
    let actsInPerson: Bool
    let hidden: [HiddenField]
    let form: SignForm?
    var problems = FieldProblems()

    init(checkout: Checkout, signer: String, hidden: [HiddenField], form: SignForm?) {
        holder = checkout.holder.name
        address = checkout.holder.address.allLines
        verdicts = checkout.judgement.verdicts
        total = checkout.judgement.total
        inPlanTotal = checkout.judgement.inPlanTotal
        askTotal = checkout.judgement.askTotal
        outcomes = checkout.plan.outcomes
        declaration = checkout.declaration.digest
        actsInPerson = checkout.declaration.authority.kind == .holder
        self.signer = signer
        self.hidden = hidden
        self.form = form
    }

    func with(_ problems: FieldProblems) -> CheckoutPage {
        var page = self
        page.problems = problems
        return page
    }

    /// What is outside the plan.
    var asked: [(id: Listing.ID, title: String)] {
        verdicts.filter { $0.outcome == .needsApproval }
            .map { ($0.wish.listing.id, $0.wish.listing.terms.title) }
    }

    var view: View { view(status: .ok, notice: nil) }

    /// The page as it is now, for somebody who was about to sign an older one.
    var changedView: View {
        view(
            status: .conflict,
            notice: Notice(
                .warning, "Something changed since you looked",
                text: "This is the order as it is now. Check it again before you sign. Nothing has been ordered."))
    }

    private func view(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            "Check and sign", status: status, place: .basket, breadcrumb: [Link("Basket", href: "/basket")],
            notice: notice, problems: problems, width: .wide
        ) {
            h1 { "Check and sign" }
            PostForm(
                action: "/checkout/signature",
                hidden: hidden + [HiddenField(name: "declaration", value: declaration.text)]
            ) {
                for supplier in suppliers { section(supplier) }
                requests
                if hasChoice { choice }
                summary
                signing
            }
        }
    }

    /// Whether there is anything to keep together: something is asked for, and it is not all that is ordered.
    var hasChoice: Bool {
        !asked.isEmpty && (suppliers.count > 1 || verdicts.contains { $0.outcome == .inPlan })
    }

    private var suppliers: [Supplier] {
        var seen: Set<Supplier.ID> = []
        return verdicts.map(\.wish.supplier).filter { seen.insert($0.id).inserted }
    }

    private func section(_ supplier: Supplier) -> HTML {
        let own = verdicts.filter { $0.wish.supplier.id == supplier.id }
        return HTML {
            h2 { bdi { supplier.name } }
            DataTable(
                id: "from-\(supplier.id)", caption: "From \(supplier.name)", isCaptionHidden: true,
                columns: [
                    .init("What"), .init("How many", align: .end), .init("Each", align: .end),
                    .init("Total", align: .end), .init("Who pays"),
                ],
                rows: own.map { verdict in
                    .init(
                        HTML { bdi { verdict.wish.listing.terms.title } },
                        [
                            HTML("\(verdict.wish.quantity)"), HTML(verdict.wish.unitPrice.description),
                            HTML(verdict.wish.total.description), HTML(CheckoutPage.payer(verdict)),
                        ])
                })
            Details("Delivery and cancelling: \(supplier.name)") {
                for verdict in own {
                    h3 { bdi { verdict.wish.listing.terms.title } }
                    p { "Lead time: \(verdict.wish.listing.terms.leadWords)." }
                    p { verdict.wish.listing.terms.delivery }
                    p { verdict.wish.listing.terms.cancellation }
                }
            }
        }
    }

    private static func payer(_ verdict: Verdict) -> String {
        switch (verdict.funding, verdict.outcome) {
        case (.line(_, let title, _, _, _), .inPlan): "“\(title)”"
        case (.line(_, let title, _, _, _), _): "“\(title)”, if approved"
        case (.extra, _), (nil, _): "Extra money, if approved"
        }
    }

    /// Why each thing outside the plan is asked for.
    @HTMLBuilder private var requests: HTML {
        if !asked.isEmpty {
            h2 { "What you ask your commissioner" }
            p {
                """
                Your commissioner decides these. The money is set aside until then. Only your commissioner reads \
                what you write here, not the supplier.
                """
            }
            for verdict in verdicts where verdict.outcome == .needsApproval { request(verdict) }
        }
    }

    private func request(_ verdict: Verdict) -> HTML {
        let listing = verdict.wish.listing
        let (reason, outcome) = ("reason-\(listing.id)", "outcome-\(listing.id)")
        return div(.class("panel")) {
            h3 { bdi { listing.terms.title } }
            for sentence in verdict.sentences { p { sentence } }
            Select(
                name: outcome, label: "What is it for?",
                choices: [Choice("", "Choose one")] + outcomes.map { Choice($0.id.text, $0.text) }
                    + [Choice(SignForm.noOutcome, "None of these")],
                value: form?.outcomes[listing.id.text] ?? "", problem: problems[outcome])
            TextArea(
                name: reason, label: "Why do you need it?", hint: "A sentence or two is enough.",
                value: form?.reasons[listing.id.text] ?? "", problem: problems[reason], rows: 3,
                maximum: LineRequest.reasonCharactersMaximum)
        }
    }

    private var choice: HTML {
        Radios(
            name: "together", legend: "What may go before everything is decided?",
            choices: [
                Choice(
                    Order.Together.sendNow.rawValue, "Send each thing as soon as it can go",
                    hint: "\(inPlanTotal) goes at once. The rest goes when it is approved."),
                Choice(
                    Order.Together.keepTogether.rawValue, "Keep everything together",
                    hint: "Nothing goes until everything is approved. If something is not, none of it goes."),
            ], value: form?.together ?? Order.Together.sendNow.rawValue,
            problem: problems["together"]
        ).html
    }

    private var summary: HTML {
        SummaryList([
            .init("For", HTML { bdi { holder } }),
            .init(
                "Delivered to",
                HTML {
                    for (position, line) in address.enumerated() {
                        if position > 0 { br() }
                        line
                    }
                }),
            .init("In your plan", HTML { strong(.class("amount")) { inPlanTotal.description } }),
            .init("If approved", HTML { strong(.class("amount")) { askTotal.description } }),
            .init("Total", HTML { strong(.class("amount")) { total.description } }),
        ]).html
    }

    private var signing: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Sign" }
            p {
                "I, "
                bdi { signer }
                ", order what is listed above"
                if !actsInPerson {
                    " for "
                    bdi { holder }
                }
                " for "
                strong(.class("amount")) { total.description }
                ", on the terms shown. It is paid from the personal health budget."
            }
            TextField(
                name: "password", label: "Your password",
                hint: "We ask again, so that nobody else can sign for you.", problem: problems["password"],
                type: "password", autocomplete: "current-password", width: .long)
            ButtonRow {
                Button("Sign and order")
                ButtonLink("Back to the basket", href: "/basket", kind: .secondary)
            }
        }
    }
}
