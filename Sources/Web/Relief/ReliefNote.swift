import Baskets
import Catalogue
import Markup
import Plans
import Values

/// Beside an offer that needs no VAT with a declaration: its price with and without, and who the buyer would be.
struct ReliefNote: Component, Sendable {
    enum Standing: Sendable, Hashable {
        /// A declaration is on file, and the holder is the buyer.
        case applied
        /// The holder is the buyer, and has not declared.
        case possible
        case otherBuyer(ContractingPrincipal)
        /// Nothing pays for it, so nobody buys.
        case noBuyer
    }

    let listing: Listing
    let supplier: String
    let standing: Standing

    /// Nil where a declaration changes nothing.
    init?(_ verdict: Verdict, _ facts: Facts) {
        guard verdict.wish.listing.terms.vat == .zeroWithDeclaration else { return nil }
        listing = verdict.wish.listing
        supplier = verdict.wish.supplier.name
        let budget = verdict.funding.flatMap { facts.plan?[budget: $0.budget] }
        standing =
            switch budget?.management.contractingPrincipal {
            case nil: .noBuyer
            case .holder: facts.isRelieved(listing) ? .applied : .possible
            case .commissioner: .otherBuyer(.commissioner)
            case .thirdParty: .otherBuyer(.thirdParty)
            }
    }

    private var unit: String { Unit.words(listing.terms.unit) }
    private var with: String { "\(listing.terms.unitPrice) \(unit) with VAT" }
    private var without: String { "\(listing.terms.price) \(unit) without VAT" }

    var words: String {
        switch standing {
        case .applied:
            "\(without), because you declared to \(supplier) that none is due. It would be \(with)."
        case .possible:
            "\(with), or \(without). You would be the buyer, so you may be able to declare that no VAT is due."
        case .otherBuyer(let principal):
            """
            \(with). VAT relief does not apply, because \(principal.buyerWords) would be the buyer and not you. \
            It would be \(without).
            """
        case .noBuyer: "\(with), or \(without) where VAT relief applies."
        }
    }

    var html: HTML {
        p { words }
        switch standing {
        case .applied: p { Link("See what you declared", href: "/relief") }
        case .possible:
            p { Link("Read about VAT relief", href: "/relief/new?listing=\(listing.id)", about: listing.terms.title) }
        case .otherBuyer, .noBuyer: HTML.empty
        }
    }
}

extension ContractingPrincipal {
    var buyerWords: String {
        switch self {
        case .commissioner: "your commissioner"
        case .thirdParty: "the organisation that holds your budget"
        case .holder: "you"
        }
    }
}
