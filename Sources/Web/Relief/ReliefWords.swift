import Catalogue
import Orders
import Values

extension ReliefRefusal {
    /// Title, explanation, and where to go next.
    var words: (String, String, Link?) {
        let own = Link("Your VAT relief declarations", href: "/relief")
        return switch self {
        case .notForThis:
            ("VAT relief does not apply to this", "Nothing has to be declared for it: the price stays as it is.", nil)
        case .notTheBuyer:
            (
                "You can’t declare VAT relief for this",
                """
                VAT relief is for what a disabled person buys themselves. With your budgets your commissioner, or an \
                organisation, is the buyer and not you. So VAT is charged, and your budget pays it.
                """, nil
            )
        case .declaredAlready(let id):
            (
                "You have declared this already",
                "One declaration to this supplier counts for all goods of this kind, until you take it back.",
                Link("See the declaration", href: "/relief/\(id)")
            )
        case .revokedAlready:
            ("This declaration has been taken back already", "VAT is charged. Nothing more has to be done.", own)
        }
    }
}

/// The statement that is made: what the tax authority asks for, in plain words (reference, D5).
struct ReliefStatement {
    let supplier: Supplier
    /// The class of goods.
    let goods: String
    let name: String
    let address: [String]
    /// The person declares for somebody else.
    let isForOther: Bool

    var opening: String {
        isForOther
            ? "I declare for \(name) that they are chronically sick or have a disabling condition, by reason of:"
            : "I declare that I am chronically sick or have a disabling condition, by reason of:"
    }

    var claim: String {
        let whose = isForOther ? "their" : "my"
        return """
            The goods of the kind “\(goods)” from \(supplier.name) are for \(whose) personal or domestic use. I claim \
            relief from value added tax under group 12 of schedule 8 to the Value Added Tax Act 1994.
            """
    }

    var supplierLines: [String] {
        [supplier.name] + (supplier.basePostcode.map { [$0.description] } ?? [])
            + [supplier.email.text, supplier.telephone]
    }
}
