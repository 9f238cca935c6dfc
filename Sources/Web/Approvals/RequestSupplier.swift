import Catalogue
import Markup
import Values

/// What has been seen of the supplier's papers, and what this request needs of them.
struct RequestSupplier: Component {
    let supplier: Supplier
    let needed: Set<SupplierCheck>
    /// Why this request could not be approved now.
    let obstacles: [OrderObstacle]
    let today: Day

    var html: HTML {
        div(.class("panel")) {
            h3 { bdi { supplier.name } }
            ReachTag(reach)
            SummaryList([
                .init("Status", HTML {
                    if obstacles.isEmpty {
                        StatusTag("Approved for this", tone: .yes)
                    } else {
                        HTML.lines(obstacles.map { $0.words(of: supplier.name) })
                    }
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

extension OrderObstacle {
    /// - Parameter supplier: its name, or “the supplier”.
    func words(of supplier: String) -> String {
        switch self {
        case .takesNoOrders: "Nothing new can be ordered from \(supplier), which is suspended"
        case .notApproved: "For this there is no approval of \(supplier) any more"
        case .insuranceEnded(let until?): "The insurance of \(supplier) ran out on \(until.words)"
        case .insuranceEnded(nil): "No insurance of \(supplier) has been seen"
        case .papersEnded(let until): "Papers of \(supplier) ran out on \(until.words), or have not been seen"
        case .checkMissing(let check): "It is missing, or has run out, at \(supplier): \(check.words)"
        }
    }
}
