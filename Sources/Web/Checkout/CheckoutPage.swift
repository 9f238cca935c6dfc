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
    /// What the holder pays to suppliers themselves.
    let contribution: Money
    let outcomes: [Outcome]
    let declaration: Digest
    let signer: String
    let actsInPerson: Bool
    let hidden: [HiddenField]
    let form: SignForm?
    /// The person has one.
    let offersPasskey: Bool
    var problems = FieldProblems()

    init(checkout: Checkout, signer: String, hidden: [HiddenField], form: SignForm?, offersPasskey: Bool) {
        holder = checkout.holder.name
        address = checkout.holder.address.allLines
        verdicts = checkout.judgement.verdicts
        total = checkout.judgement.total
        inPlanTotal = checkout.judgement.inPlanTotal
        askTotal = checkout.judgement.askTotal
        contribution = checkout.judgement.contribution
        outcomes = checkout.plan.outcomes
        declaration = checkout.declaration.digest
        actsInPerson = checkout.declaration.authority.kind == .holder
        self.signer = signer
        self.hidden = hidden
        self.form = form
        self.offersPasskey = offersPasskey
    }

    func with(_ problems: FieldProblems) -> CheckoutPage {
        var page = self
        page.problems = problems
        return page
    }

    /// What the person has to say why for: what is asked for, and what emergency money pays.
    var asked: [(id: Listing.ID, title: String)] {
        verdicts.filter(\.needsWhy)
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
        var view = View(
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
        if offersPasskey { view.script = Front.passkeyScript }
        return view
    }

    /// Whether there is anything to keep together: something is asked for, and it is not all that is ordered.
    var hasChoice: Bool {
        verdicts.contains { $0.outcome == .needsApproval }
            && (suppliers.count > 1 || verdicts.contains { $0.outcome == .inPlan })
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
                    .init("What"), .init("How many"), .init("Each", align: .end), .init("Total", align: .end),
                    .init("Who pays"),
                ],
                rows: own.map(CheckoutPage.row))
            Details("Delivery and cancelling: \(supplier.name)") {
                for verdict in own {
                    h3 { bdi { verdict.wish.listing.terms.title } }
                    p { "Lead time: \(verdict.wish.listing.terms.leadWords)." }
                    p { verdict.wish.listing.terms.delivery }
                    p { verdict.wish.listing.terms.cancellation }
                    p { verdict.wish.listing.terms.cancelling.words }
                }
            }
        }
    }

    private static func row(_ verdict: Verdict) -> DataTable.Row {
        let (wish, terms) = (verdict.wish, verdict.wish.listing.terms)
        return .init(
            HTML {
                bdi { terms.title }
                for warning in verdict.warnings {
                    br()
                    span(.class("quiet")) { warning.words }
                }
            },
            [
                HTML(wish.schedule?.words(wish.quantity, terms.unit) ?? Unit.count(wish.quantity, terms.unit)),
                HTML {
                    verdict.unitPrice.description
                    if verdict.funding?.isRelieved ?? false { ", no VAT, as you declared" }
                },
                HTML(verdict.price.description),
                HTML.lines(verdict.payers),
            ])
    }

    /// Why each thing outside the plan is asked for.
    @HTMLBuilder private var requests: HTML {
        if !asked.isEmpty {
            h2 { "What you ask your commissioner" }
            p {
                """
                Your commissioner decides what needs approval, and the money is set aside until then. For emergency \
                money your coordinator is told why. Suppliers do not read what you write here.
                """
            }
            for verdict in verdicts where verdict.needsWhy { request(verdict) }
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
        ] + own + [
            .init("Total", HTML { strong(.class("amount")) { (total + contribution).description } }),
        ]).html
    }

    private var own: [SummaryList.Row] {
        guard contribution.isPositive else { return [] }
        return [
            .init("The budget pays", HTML { strong(.class("amount")) { total.description } }),
            .init(
                actsInPerson ? "You pay yourself" : "\(holder) pays",
                HTML { strong(.class("amount")) { contribution.description } }),
        ]
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
                strong(.class("amount")) { (total + contribution).description }
                ", on the terms shown. "
                whoPays
            }
            TextField(
                name: "password", label: "Your password",
                hint: "We ask again, so that nobody else can sign for you.", problem: problems["password"],
                type: "password", autocomplete: "current-password", width: .long)
            ButtonRow {
                Button("Sign and order")
                if offersPasskey { passkey }
                ButtonLink("Back to the basket", href: "/basket", kind: .secondary)
            }
        }
    }

    /// Seen only where the browser has passkeys.
    private var passkey: HTML {
        var button = Button("Sign with your passkey", kind: .secondary)
        button.formaction = "/checkout/passkey"
        return span(.attribute("data-passkey-needed", ""), .hidden) { button }
    }

    /// What the budget pays, and apart from it what the holder pays.
    @HTMLBuilder private var whoPays: HTML {
        if contribution.isPositive {
            strong(.class("amount")) { total.description }
            " of it is paid from the personal health budget. "
            strong(.class("amount")) { contribution.description }
            if actsInPerson {
                " of it I pay to the supplier myself."
            } else {
                " of it "
                bdi { holder }
                " pays to the supplier."
            }
        } else {
            "It is paid from the personal health budget."
        }
    }
}
