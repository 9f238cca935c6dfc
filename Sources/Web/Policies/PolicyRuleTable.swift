import Catalogue
import Markup
import Policies
import Values

/// The rules of one version, in their order.
struct PolicyRuleTable: Component {
    let policy: CommissionerPolicy
    let shelf: Shelf
    /// What can be done with each rule of a draft; nil for a version that can't be changed.
    var steps: (@Sendable (PolicyRule) -> HTML)?

    var html: HTML {
        DataTable(
            id: "rules", caption: "Rules of version \(policy.version)", isCaptionHidden: true,
            columns: [.init("About"), .init("What it does"), .init("When"), .init("What the holder reads")]
                + (steps == nil ? [] : [.init("Change or remove")]),
            rows: policy.rules.map(row), empty: "There are no rules.")
    }

    private func row(_ rule: PolicyRule) -> DataTable.Row {
        .init(
            PolicySubject(subject: rule.subject, shelf: shelf).html,
            [
                rule.effect.tag.html, HTML(rule.condition.words),
                HTML {
                    bdi { rule.words }
                    if let clause = rule.clause {
                        p(.class("quiet")) { "Follows \(clause.rawValue): \(clause.words)." }
                    }
                },
            ] + (steps.map { [$0(rule)] } ?? []))
    }
}
