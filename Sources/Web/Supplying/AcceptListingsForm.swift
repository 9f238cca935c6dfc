import Catalogue
import Markup
import Operations

/// Takes all that one supplier has newly proposed into the shop at once.
struct AcceptListingsForm: Component {
    let supplier: Supplier
    /// New listings that wait.
    let count: Int
    /// The revision of the offers that the page shows.
    let seen: Int
    /// Why whoever looks may not; nil where they may.
    let obstacle: StaffRefusal?
    let hidden: [HiddenField]
    private var problem: String?

    init(supplier: Supplier, count: Int, seen: Int, obstacle: StaffRefusal?, hidden: [HiddenField]) {
        self.supplier = supplier
        self.count = count
        self.seen = seen
        self.obstacle = obstacle
        self.hidden = hidden
    }

    func showing(_ problem: String?) -> Self {
        var form = self
        form.problem = problem
        return form
    }

    private var atOnce: Int { min(count, AcceptListings.most) }

    var html: HTML {
        HTML {
            h2 { "Many at once" }
            if let obstacle { StaffObstacle(obstacle) } else { accepting }
        }
    }

    private var accepting: HTML {
        PostForm(
            action: "/listing-reviews",
            hidden: hidden + [
                HiddenField(name: "supplier", value: supplier.id.text), HiddenField(name: "seen", value: String(seen)),
            ]
        ) {
            p {
                atOnce < count
                    ? "The \(atOnce) that have waited longest of \(count) new listings come into the shop. "
                    : "All \(count) new listings come into the shop. "
                "Decide first about those that should not. Changes of what is in the shop are decided one by one."
            }
            Checkbox(name: "looked", label: "I have looked at enough of them to answer for all", problem: problem)
            Button("Accept \(atOnce) listings", kind: .secondary)
        }.html
    }
}
