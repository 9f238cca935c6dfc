import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// The basket by supplier, with a verdict for each line, and what the whole does to each plan line.
struct BasketPage: Sendable {
    struct Line: Sendable {
        let line: BasketLine
        let verdict: Verdict
    }

    /// A quantity that could not be taken, with what is wrong with it.
    struct Typed: Sendable {
        let line: BasketLine.ID
        let quantity: String
        let problem: String
    }

    let lines: [Line]
    let judgement: Judgement
    let hidden: [HiddenField]
    let typed: Typed?

    init(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField], typed: Typed?) throws {
        let basket = try look.snapshot.baskets.current(of: context.holder)
        let wishes = try basket.map { try look.snapshot.facts.wishes(of: $0) } ?? []
        let judgement = Judge.judge(wishes, given: try context.facts(look))
        let verdicts = Dictionary(
            judgement.verdicts.map { ($0.wish.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
        lines = (basket?.lines ?? []).compactMap { line in
            verdicts[line.listing].map { Line(line: line, verdict: $0) }
        }
        self.judgement = judgement
        self.hidden = hidden
        self.typed = typed
    }

    var view: View {
        View("Your basket", place: .basket, problems: problems, width: .wide) {
            h1 { "Your basket" }
            if lines.isEmpty {
                EmptyState(
                    title: "Your basket is empty", text: "What you add in the shop comes here first.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                blocking
                for supplier in suppliers { section(supplier) }
                totals
                goOn
            }
        }
    }

    private var problems: FieldProblems {
        typed.map { FieldProblems(BasketPage.field($0.line), $0.problem) } ?? FieldProblems()
    }

    static func field(_ line: BasketLine.ID) -> String { "quantity-\(line)" }

    private var suppliers: [Supplier] {
        var seen: Set<Supplier.ID> = []
        return lines.map(\.verdict.wish.supplier).filter { seen.insert($0.id).inserted }
    }

    /// What stands in the way of signing, first on the page.
    @HTMLBuilder private var blocking: HTML {
        let blocked = lines.filter { $0.verdict.outcome == .notAllowed }
        if !blocked.isEmpty || !judgement.reasons.isEmpty {
            div(.class("panel panel--marked")) {
                h2 { "Something stands in the way of signing" }
                ul(.class("bullets")) {
                    for line in blocked {
                        li { a(.href("#line-\(line.line.id)")) { bdi { line.verdict.wish.listing.terms.title } } }
                    }
                    for reason in judgement.reasons { li { reason.words } }
                }
            }
        }
    }

    private func section(_ supplier: Supplier) -> HTML {
        Markup.section(.ariaLabelledBy("supplier-\(supplier.id)")) {
            h2(.id("supplier-\(supplier.id)")) { a(.href("/suppliers/\(supplier.id)")) { bdi { supplier.name } } }
            div(.class("stack")) {
                for line in lines where line.verdict.wish.supplier.id == supplier.id {
                    BasketLinePanel(line: line, hidden: hidden, typed: typed?.line == line.line.id ? typed : nil)
                }
            }
        }
    }

    private var totals: HTML {
        HTML {
            h2 { "What it does to your plan" }
            if !judgement.effects.isEmpty {
                DataTable(
                    id: "effects", caption: "Left on each line of your plan, before and after", isCaptionHidden: true,
                    columns: [.init("Plan line"), .init("Left now", align: .end), .init("Left after", align: .end)],
                    rows: judgement.effects.map { effect in
                        .init(
                            HTML("\(effect.title), until \(effect.last.words)"),
                            [HTML(effect.before.description), HTML(effect.after.description)])
                    })
            }
            SummaryList([
                .init("Goes at once", HTML { strong(.class("amount")) { judgement.inPlanTotal.description } }),
                .init("Waits for approval", HTML { strong(.class("amount")) { judgement.askTotal.description } }),
                .init("Total", HTML { strong(.class("amount")) { judgement.total.description } }),
            ])
        }
    }

    private var goOn: HTML {
        ButtonRow {
            if !judgement.isBlocked { ButtonLink("Check and sign", href: "/checkout") }
            ButtonLink("Go on shopping", href: "/shop", kind: .secondary)
        }.html
    }
}

/// One line of the basket with its forms.
struct BasketLinePanel: Component {
    let line: BasketPage.Line
    let hidden: [HiddenField]
    let typed: BasketPage.Typed?

    private var wish: Wish { line.verdict.wish }
    private var title: String { wish.listing.terms.title }
    private var address: String { "/basket/lines/\(line.line.id)" }
    private var field: String { BasketPage.field(line.line.id) }

    var html: HTML {
        div(.class("panel"), .id("line-\(line.line.id)")) {
            h3 { a(.href("/listings/\(wish.listing.id)")) { bdi { title } } }
            p {
                "\(wish.quantity) × \(wish.listing.terms.priceWords): "
                strong(.class("amount")) { wish.total.description }
            }
            if wish.unitPrice < wish.priceSeen {
                p { "The price fell from \(wish.priceSeen) since you looked. You pay the lower one." }
            }
            VerdictBox(verdict: line.verdict)
            if let price = risen {
                PostForm(
                    action: "\(address)/price",
                    hidden: hidden.naming("price-\(line.line.id)")
                        + [HiddenField(name: "price", value: String(price.pence))]
                ) {
                    Button("Accept the new price", about: title)
                }
            }
            div(.class("basket-line")) {
                if wish.listing.terms.quantityMaximum > 1 || typed != nil {
                    PostForm(action: address, hidden: hidden.naming("change-\(line.line.id)")) { quantity }
                }
                PostForm(action: "\(address)/removal", hidden: hidden.naming("remove-\(line.line.id)")) {
                    Button("Remove", kind: .secondary, about: title)
                }
            }
        }
    }

    private var risen: Money? {
        line.verdict.reasons.lazy.compactMap { if case .priceRose(_, let price) = $0 { price } else { nil } }.first
    }

    /// The field is called `quantity` in every line's form; its id tells the lines apart.
    private var quantity: HTML {
        HTML {
            div(.class(typed == nil ? "field" : "field field--problem")) {
                label(.class("field__label"), .for(field)) {
                    "How many?"
                    Hidden(" of \(title)")
                }
                if let typed {
                    p(.class("field__problem"), .id("\(field)-problem")) {
                        Hidden("Error: ")
                        typed.problem
                    }
                }
                input(
                    .class("input input--short"), .type("text"), .inputmode("numeric"), .id(field), .name("quantity"),
                    .value(typed?.quantity ?? String(wish.quantity)),
                    .ariaDescribedBy(typed == nil ? nil : "\(field)-problem"), .ariaInvalid(typed == nil ? nil : "true")
                )
            }
            Button("Change", kind: .secondary, about: "how many of \(title)")
        }
    }
}
