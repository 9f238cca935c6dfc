import Catalogue
import Markup
import Orders
import Values

/// The declarations of VAT relief that are on file, and those that were taken back.
struct ReliefListPage: Sendable {
    struct Item: Sendable {
        let declaration: ReliefDeclaration
        let supplier: String
        let goods: String
        /// Who declared.
        let by: String
    }

    let items: [Item]
    let hidden: [HiddenField]

    var view: View {
        View("VAT relief", place: .plan, width: .wide) {
            h1 { "VAT relief" }
            p(.class("lead measure")) {
                """
                Some things for disabled people carry no VAT when the person who buys them declares that to the \
                supplier. Here is what was declared.
                """
            }
            if live.isEmpty {
                EmptyState(
                    title: "Nothing is declared now",
                    text: "Where it is possible, the page of a thing in the shop says so and leads to the declaration.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                for item in live { panel(item) }
            }
            if !past.isEmpty { history }
        }
    }

    private var live: [Item] { items.filter { $0.declaration.revokedAt == nil } }
    private var past: [Item] { items.filter { $0.declaration.revokedAt != nil } }

    private func panel(_ item: Item) -> HTML {
        let id = item.declaration.id
        return Markup.section(.class("panel"), .ariaLabelledBy("relief-\(id)")) {
            h2(.id("relief-\(id)")) { bdi { item.supplier } }
            SummaryList([
                .init("Kind of goods", HTML(item.goods)),
                .init("Since", HTML(item.declaration.declaredAt.day.words)),
                .init("Declared by", HTML { bdi { item.by } }),
            ])
            p { Link("See and print the declaration", href: "/relief/\(id)", about: "to \(item.supplier)") }
            PostForm(action: "/relief/\(id)/revocation", hidden: hidden.naming("revoke-\(id)")) {
                Button("Take it back", kind: .warning, about: "the declaration to \(item.supplier)")
            }
            p(.class("quiet")) { "Then VAT is charged from that day on. Orders that are signed stay as they are." }
        }
    }

    private var history: HTML {
        DataTable(
            id: "past", caption: "Taken back",
            columns: [.init("Supplier"), .init("Kind of goods"), .init("From"), .init("Until")],
            rows: past.map { item in
                .init(
                    HTML { a(.href("/relief/\(item.declaration.id)")) { bdi { item.supplier } } },
                    [
                        HTML(item.goods), HTML(item.declaration.declaredAt.day.words),
                        HTML(item.declaration.revokedAt?.day.words ?? ""),
                    ])
            }
        ).html
    }
}

/// One declaration, as it was made: for keeping and printing.
struct ReliefPage: Sendable {
    let declaration: ReliefDeclaration
    let statement: ReliefStatement
    /// Who declared.
    let by: String

    var view: View {
        View("Declaration of VAT relief", place: .plan, breadcrumb: [Link("VAT relief", href: "/relief")]) {
            h1 { "Declaration of VAT relief" }
            if let revoked = declaration.revokedAt {
                InsetText { p { "Taken back on \(revoked.day.words). VAT is charged for what is ordered after that." } }
            }
            div(.class("panel text")) {
                ReliefParties(statement: statement)
                p { statement.opening }
                InsetText { p { bdi { declaration.condition } } }
                p { statement.claim }
                p {
                    "Declared by "
                    bdi { by }
                    " on \(declaration.declaredAt.words)."
                }
            }
            p(.class("quiet")) { "The supplier keeps this for the tax authority. It is in no order and no message." }
        }
    }
}

/// Whom the declaration is from and to.
struct ReliefParties: Component {
    let statement: ReliefStatement

    var html: HTML {
        SummaryList([
            .init("Supplier", HTML.lines(statement.supplierLines)),
            .init("Customer", HTML.lines([statement.name] + statement.address)),
            .init("Kind of goods", HTML(statement.goods)),
        ])
    }
}

extension HTML {
    /// One below the other.
    static func lines(_ lines: [String]) -> HTML {
        HTML {
            for (position, line) in lines.enumerated() {
                if position > 0 { br() }
                bdi { line }
            }
        }
    }
}
