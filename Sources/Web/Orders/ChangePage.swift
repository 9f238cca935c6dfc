import Baskets
import HTTPTypes
import Identity
import Markup
import Operations
import Orders
import Storage
import Values

/// What a supplier offers in the place of what was ordered: old and new side by side, what it does to the plan, and
/// the holder's answer.
struct ChangePage: Sendable {
    let view: OrderView
    let part: OrderView.Part
    let offer: ChangeOffer
    let judgement: Judgement
    let amendment: Amendment
    let isPossible: Bool
    let carriesApproval: Bool
    let authority: Authority
    let signer: String
    let hidden: [HiddenField]
    var problems = FieldProblems()

    init(
        _ view: OrderView, _ part: OrderView.Part, _ review: ChangeReview, authority: Authority, signer: String,
        hidden: [HiddenField]
    ) {
        self.view = view
        self.part = part
        offer = review.offer
        judgement = review.judgement
        amendment = review.amendment
        isPossible = review.isPossible
        carriesApproval = review.isPossible && review.carriesApproval
        self.authority = authority
        self.signer = signer
        self.hidden = hidden
    }

    var page: View { page(status: .ok, notice: nil) }

    /// The page as it is now, for somebody who was about to sign an older one.
    var changedPage: View {
        page(
            status: .conflict,
            notice: Notice(
                .warning, "Something changed since you looked",
                text: "This is the change as it is now. Check it again before you sign. Nothing has been agreed."))
    }

    private var address: String { "/orders/\(view.order.id)" }
    private var supplier: String { part.supplier.name }
    private var seesMoney: Bool { authority.allows(.statement) }

    private func page(status: HTTPResponse.Status, notice: Notice?) -> View {
        View(
            "A change to order \(view.order.number)", status: status, place: .orders,
            breadcrumb: [Link("Orders", href: "/orders"), Link("Order \(view.order.number)", href: address)],
            notice: notice, problems: problems, width: .wide
        ) {
            h1 { "\(supplier) offers a change" }
            p(.class("lead")) { bdi { "“\(offer.note)”" } }
            if let until = part.part.expiresAt {
                p {
                    "Answer by \(until.words). Nothing of this comes before you agree, and nobody agrees for you."
                }
            }
            for (exchange, verdict) in zip(amendment.exchanges, judgement.verdicts) { compare(exchange, verdict) }
            if seesMoney { difference }
            for reason in judgement.reasons { p { reason.words } }
            if carriesApproval {
                InsetText {
                    p { strong { "This was approved already, and the approval goes on for it." } }
                    p { "It is of the same kind, it costs no more, and nothing new stands against it." }
                }
            }
            if authority.allows(.sign) { answer } else {
                InsetText { p { "\(AuthorityRefusal.notInScope(.sign).reason) So you can’t answer." } }
            }
        }
    }

    private func compare(_ exchange: Amendment.Exchange, _ verdict: Verdict) -> HTML {
        let (old, new) = (exchange.old, exchange.new)
        return div(.class("panel")) {
            h2 { bdi { old.title } }
            DataTable(
                id: "change-\(old.position)", caption: "What was ordered, and what is offered", isCaptionHidden: true,
                columns: [.init("What"), .init("You ordered"), .init("They offer")],
                rows: [
                    same("Thing", old.title, new.title),
                    same(
                        "How many", exchange.units == old.quantity * old.times
                            ? old.amountWords : Unit.count(exchange.units, old.unit), new.amountWords),
                    same("Price for one", "\(old.unitPrice)", "\(new.unitPrice)"),
                    same("Together", "\(exchange.before)", "\(new.total)"),
                    same("When", when(old), when(new)),
                    same("Delivery or visits", old.delivery, new.delivery),
                    same("Cancelling", cancelling(old), cancelling(new)),
                ])
            verdict.badge
            for sentence in verdict.sentences { p { sentence } }
        }
    }

    private func same(_ name: String, _ old: String, _ new: String) -> DataTable.Row {
        .init(
            HTML(name),
            [HTML { bdi { old } }, HTML { if old == new { bdi { new } } else { strong { bdi { new } } } }],
            isMarked: old != new)
    }

    private func when(_ line: OrderLine) -> String {
        guard let schedule = line.schedule else {
            return line.leadDays == 0 ? "As soon as possible" : "Within \(line.leadDays) days"
        }
        return schedule.times > 1
            ? "From \(schedule.first.words) to \(schedule.last.words), \(schedule.every.words)"
            : "On \(schedule.first.words)"
    }

    private func cancelling(_ line: OrderLine) -> String { "\(line.cancellation) \(line.cancelling.words)" }

    private var difference: HTML {
        let (before, after) = (amendment.before, amendment.after)
        return p(.class("lead")) {
            if after == before {
                "It costs the same: \(after)."
            } else if after < before {
                "It costs "
                strong(.class("amount")) { "\(before - after) less" }
                ": \(after) and not \(before)."
            } else {
                "It costs "
                strong(.class("amount")) { "\(after - before) more" }
                ": \(after) and not \(before)."
            }
        }
    }

    private func fields(_ form: String) -> [HiddenField] {
        hidden.naming("\(form)-\(part.part.id)") + [
            SeenVersion.field(part.part.version), HiddenField(name: "shown", value: amendment.digest.text),
        ]
    }

    private var answer: HTML {
        HTML {
            if isPossible { agreeing } else { impossible }
            div(.class("panel")) {
                h2 { "No, thank you" }
                p { "What the change is about is then not ordered, and its money is free again. The rest stays." }
                PostForm(action: "\(address)/parts/\(part.part.id)/change", hidden: fields("refuse")) {
                    Button("I don’t want this change", kind: .secondary, name: "answer", value: "refuse")
                }
            }
        }
    }

    private var agreeing: HTML {
        div(.class("panel panel--marked")) {
            h2 { "Sign" }
            p {
                "I, "
                bdi { signer }
                ", agree that this comes in the place of what was ordered"
                if authority.kind != .holder {
                    " for "
                    bdi { view.holder }
                }
                ", for "
                strong(.class("amount")) { "\(amendment.after)" }
                ", on the terms shown. It is paid from the personal health budget."
            }
            PostForm(action: "\(address)/parts/\(part.part.id)/change", hidden: fields("agree")) {
                TextField(
                    name: "password", label: "Your password",
                    hint: "We ask again, so that nobody else can sign for you.", problem: problems["password"],
                    type: "password", autocomplete: "current-password", width: .long)
                Button("Agree and sign", name: "answer", value: "agree")
            }
        }
    }

    /// The way forward where it cannot simply be agreed.
    private var impossible: HTML {
        InsetText {
            p { strong { "You can’t agree to this as it is. What stands against it is said above." } }
            p {
                """
                Say no to it below: then the money is free again. After that you can put what you want in your \
                basket, and ask for it there.
                """
            }
            ul(.class("bullets")) {
                for exchange in amendment.exchanges {
                    li {
                        a(.href("/listings/\(exchange.new.listing)")) { "Look at “\(exchange.new.title)” in the shop" }
                    }
                }
            }
        }.html
    }
}
