import Catalogue
import Markup
import Operations
import Orders
import Values

/// What VAT relief means, who may declare it, and the declaration: a page and an act of its own.
struct ReliefFormPage: Sendable {
    let offer: ReliefOffer
    let isForOther: Bool
    let hidden: [HiddenField]
    var typed = ReliefForm()
    var problems = FieldProblems()

    private var title: String { offer.listing.terms.title }

    var view: View {
        View(
            "VAT relief", place: .shop, breadcrumb: [Link(title, href: "/listings/\(offer.listing.id)")],
            problems: problems
        ) {
            h1 { "VAT relief" }
            p(.class("lead")) { bdi { title }; " from "; bdi { offer.supplier.name } }
            if let refusal = offer.refusal { refused(refusal) } else { explained }
        }
    }

    private func refused(_ refusal: ReliefRefusal) -> HTML {
        let (title, text, link) = refusal.words
        return div(.class("panel")) {
            h2 { title }
            p { text }
            if let link { p { link } }
            p { Link("Back to the thing in the shop", href: "/listings/\(offer.listing.id)") }
        }
    }

    @HTMLBuilder private var explained: HTML {
        let terms = offer.listing.terms
        div(.class("text")) {
            h2 { "What it means" }
            p {
                """
                This costs \(terms.unitPrice) \(Unit.words(terms.unit)) with VAT, and \(terms.price) without. VAT need \
                not be paid when a disabled person buys it for their own use and declares that to the supplier.
                """
            }
            p {
                """
                One declaration counts for everything of the kind “\(offer.goods.title)” that needs one, from \
                \(offer.supplier.name), until you take it back. You do not have to declare anything: your budget can \
                pay the VAT.
                """
            }
            h2 { "Who may declare" }
            ul {
                li { "Somebody who is chronically sick or disabled, about themselves." }
                li { "A parent, carer or somebody else, for a child or a person who can’t sign." }
                li { "Not somebody who is frail but otherwise able, or disabled for a short time, as by a broken leg." }
            }
            p { "Nobody may ask you for proof of your condition. A declaration must be true." }
            p {
                """
                What you write is for \(offer.supplier.name) only, with an order that you get without VAT. Those who \
                may shop for you can read it too. It is in no order and in no message.
                """
            }
        }
        declaration
    }

    private var statement: ReliefStatement {
        ReliefStatement(
            supplier: offer.supplier, goods: offer.goods.title, name: offer.holder.name,
            address: offer.holder.address.allLines, isForOther: isForOther)
    }

    private var declaration: HTML {
        div(.class("panel panel--marked")) {
            h2 { "The declaration" }
            ReliefParties(statement: statement)
            p { statement.opening }
            PostForm(
                action: "/relief", hidden: hidden + [HiddenField(name: "listing", value: offer.listing.id.text)]
            ) {
                TextArea(
                    name: "condition", label: "The nature of the condition",
                    hint: "In your own words, such as: multiple sclerosis.", value: typed.condition,
                    problem: problems["condition"], rows: 3, maximum: ReliefDeclaration.conditionCharactersMaximum)
                Checkbox(
                    name: "use", label: "The goods are for \(isForOther ? "their" : "my") personal or domestic use",
                    isChecked: typed.isOwnUse, problem: problems["use"])
                p { statement.claim }
                Checkbox(
                    name: "declared", label: "I make this declaration", isChecked: typed.isDeclared,
                    problem: problems["declared"])
                ButtonRow {
                    Button("Declare")
                    ButtonLink("Go back without declaring", href: "/listings/\(offer.listing.id)", kind: .secondary)
                }
            }
        }
    }
}

/// What was typed on the declaration's page.
struct ReliefForm: Sendable {
    var listing = Listing.ID("")
    var condition = ""
    var isOwnUse = false
    var isDeclared = false

    init() {}

    init(_ form: Form) {
        listing = Listing.ID(form["listing"])
        condition = form["condition"]
        isOwnUse = form["use"] == "yes"
        isDeclared = form["declared"] == "yes"
    }

    var operation: DeclareRelief {
        DeclareRelief(listing: listing, condition: condition, isOwnUse: isOwnUse, isDeclared: isDeclared)
    }
}
