import Catalogue
import Markup
import Values

/// What has been seen of the supplier's papers, and what this request needs of them.
struct RequestSupplier: Component {
    let supplier: Supplier
    let needed: Set<SupplierCheck>
    let today: Day

    var html: HTML {
        div(.class("panel")) {
            h3 { bdi { supplier.name } }
            ReachTag(reach)
            SummaryList([
                .init("Status", HTML {
                    supplier.takesOrders
                        ? StatusTag("Approved", tone: .yes) : StatusTag("Suspended", tone: .no)
                }),
                .init("Care Quality Commission", paper(supplier.checks.cqc, .cqc)),
                .init("Professional register", paper(supplier.checks.register, .professional)),
                .init("Insurance", HTML(insurance)),
                .init("Telephone", HTML(supplier.telephone)),
                .init("E-mail", HTML { bdi { supplier.email.text } }),
            ])
        }
    }

    private func paper(_ entry: String?, _ check: SupplierCheck) -> HTML {
        let need = needed.contains(check) ? "needed for this request" : "not needed for this request"
        return HTML {
            if let entry { bdi { entry } } else { "None on file" }
            " ("; need; ")"
        }
    }

    private var insurance: String {
        guard let until = supplier.checks.insuredUntil else { return "None on file" }
        return until < today ? "Ran out on \(until.words)" : "Runs until \(until.words)"
    }

    private var reach: ReachTag.Reach {
        switch supplier.reach {
        case .local: .local
        case .regional: .regional
        case .national: .national
        }
    }
}
