import Baskets
import Markup
import Policies
import Values

/// The dry run: what the draft would have made of the last quarter's orders. Shown, and nothing else.
struct PolicyTrialPage: Sendable {
    let version: Int
    let trial: PolicyTrial
    let period: Period
    let page: Int

    static let pageSize = 100
    /// No quarter has so many; a larger number in an address is none of ours.
    static let pagesMaximum = 1_000_000

    /// Which changes a page shows.
    static func shown(on page: Int) -> Range<Int> { (page - 1) * pageSize..<page * pageSize }

    var pageCount: Int { max(1, (trial.changeCount + Self.pageSize - 1) / Self.pageSize) }

    var view: View {
        View(
            "Dry run of version \(version)", place: .policy,
            breadcrumb: [Link("Policy", href: "/policy"), Link("Draft", href: "/policy/draft")], width: .wide
        ) {
            h1 { "Dry run of version \(version)" }
            if trial.lineCount == 0 {
                EmptyState(
                    title: "There is nothing to try it on",
                    text: "Your holders signed no orders from \(period.first.words) to \(period.last.words).",
                    next: Link("Back to the draft", href: "/policy/draft"))
            } else {
                p(.class("lead")) { looked }
                sums
                limits
                if trial.changeCount > 0 { table }
                ButtonRow { ButtonLink("Back to the draft", href: "/policy/draft", kind: .secondary) }
            }
        }
    }

    private var looked: String {
        """
        \(Count.words(trial.orderCount, "order", "orders")) with \(lines(trial.lineCount)), \(trial.money) in all, \
        signed from \(period.first.words) to \(period.last.words).
        """
    }

    private func lines(_ count: Int) -> String { Count.words(count, "line", "lines") }

    @HTMLBuilder private var sums: HTML {
        if trial.changeCount == 0 {
            p { strong { "No verdict would have been another." } }
        } else {
            p {
                strong {
                    """
                    For \(lines(trial.changeCount)) of \(Count.words(trial.holderCount, "person", "people")) the \
                    verdict would have been another: \(trial.changedMoney) in all.
                    """
                }
            }
            ul(.class("bullets")) {
                for kind in PolicyTrial.Kind.all {
                    if let sum = trial.sums[kind] { li { "\(lines(sum.lines)), \(sum.money): \(kind.words)." } }
                }
            }
        }
        if trial.told.lines > 0 {
            p {
                """
                For \(lines(trial.told.lines)), \(trial.told.money), the verdict would have been the same, but the \
                person would have read something that they did not read then.
                """
            }
        }
    }

    private var limits: InsetText {
        InsetText {
            p {
                "What could not be ordered at all was never signed, so rules that would now allow more show less here "
                "than they would do. Days and weeks are not tried. Signed orders stay as they are."
            }
        }
    }

    @HTMLBuilder private var table: HTML {
        h2 { "Verdicts that would have been others" }
        DataTable(
            id: "changes", caption: "Verdicts that would have been others, newest orders first", isCaptionHidden: true,
            columns: [
                .init("Holder"), .init("Order"), .init("What"), .init("Cost", align: .end), .init("Then"),
                .init("With the draft"), .init("Because"),
            ],
            rows: trial.changes.map(row))
        Pagination(page: page, pageCount: pageCount, address: "/policy/draft/trial?page=", subject: "Changed verdicts")
    }

    private func row(_ change: PolicyTrial.Change) -> DataTable.Row {
        let line = change.line
        return .init(
            HTML { bdi { line.holderName } },
            [
                HTML {
                    span {
                        span(.class("amount")) { line.number }
                        ", \(line.signedAt.day.words)"
                    }
                },
                HTML {
                    span {
                        bdi { line.title }
                        " from "
                        bdi { line.supplier }
                    }
                },
                HTML { span(.class("amount")) { "\(line.charge)" } }, change.kind.from.policyTag.html,
                change.kind.to.policyTag.html,
                HTML {
                    if change.kind.to == .inPlan { "No longer: " }
                    for rule in change.because {
                        bdi { rule.words }
                        " "
                    }
                },
            ])
    }
}

extension PolicyTrial.Kind {
    /// After a count of lines and their money.
    fileprivate var words: String {
        switch (from, to) {
        case (.inPlan, .notAllowed): "in the plan then, and could not have been signed"
        case (.needsApproval, .notAllowed): "needed approval then, and could not have been signed"
        case (.inPlan, .needsApproval): "in the plan then, and would have needed approval"
        case (.needsApproval, .inPlan): "needed approval then, and would have been in the plan"
        default: "as it was"
        }
    }
}

extension Verdict.Outcome {
    fileprivate var policyTag: StatusTag {
        switch self {
        case .inPlan: StatusTag("In the plan", tone: .yes)
        case .needsApproval: StatusTag("Needs approval", tone: .ask)
        case .notAllowed: StatusTag("Not allowed", tone: .no)
        }
    }
}
