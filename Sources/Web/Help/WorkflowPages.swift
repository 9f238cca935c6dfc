import Ledger
import Markup
import Outbox
import Values

/// Everything that moves by a table, with what it is about.
struct WorkflowListPage: Sendable {
    var view: View {
        View("How things move on", breadcrumb: [Link("Help and contact", href: "/help")]) {
            h1 { "How things move on" }
            div(.class("text")) {
                p(.class("lead")) {
                    """
                    Each of these moves by one table of rules, the same for everybody. Nothing happens that is not in \
                    the table.
                    """
                }
            }
            div(.class("stack")) {
                for table in Workflows.all {
                    let words = WorkflowWords.of(table.name)
                    section(.class("panel")) {
                        h2 { a(.class("link"), .href("/help/workflows/\(table.name)")) { words.heading } }
                        if !words.summary.isEmpty { p { words.summary } }
                    }
                }
            }
        }
    }
}

/// One state machine: the drawing, and the same as a table with the words for people.
struct WorkflowPage: Sendable {
    let table: WorkflowTable

    private var words: WorkflowWords { WorkflowWords.of(table.name) }
    private var drawing: String { "/workflows/\(table.name).svg" }

    var view: View {
        View(
            words.heading, breadcrumb: [
                Link("Help and contact", href: "/help"), Link("How things move on", href: "/help/workflows"),
            ], width: .wide
        ) {
            h1 { words.heading }
            if !words.summary.isEmpty { div(.class("text")) { p(.class("lead")) { words.summary } } }
            figure(.class("workflow")) {
                a(.href(drawing)) {
                    img(.class("workflow__drawing"), .src(drawing), .alt("Drawing of the table below, as a file"))
                }
                figcaption(.class("quiet")) {
                    """
                    Each box is a state, with what can happen in it. Arcs lead to the next state; dashed ones lead \
                    back up. A box with two lines is an end; one with a dotted line is a place where the facts say how \
                    it goes on.
                    """
                }
            }
            h2 { "The same in words" }
            states
            steps
            for fork in table.forks { branches(fork) }
        }
    }

    private var states: HTML {
        DataTable(
            id: "states", caption: "States", columns: [.init("State"), .init("Means"), .init("Where it stands")],
            rows: table.states.map { state in
                .init(
                    HTML(WorkflowTable.words(state)),
                    [HTML(words.state(state)), HTML(place(of: state))])
            }
        ).html
    }

    private func place(of state: String) -> String {
        if table.starts.contains(state) { return "The beginning" }
        return table.isEnd(state) ? "An end: nothing more happens" : "On the way"
    }

    private var steps: HTML {
        DataTable(
            id: "steps", caption: "What can happen",
            columns: [
                .init("What happens"), .init("In state"), .init("Only if"), .init("Leads to"), .init("In the books"),
            ],
            rows: table.steps.map { step in
                .init(
                    HTML(words.step(step.event)),
                    [
                        HTML(step.from.map(WorkflowTable.words).joined(separator: ", ")),
                        HTML(step.guards.isEmpty ? "Always" : step.guards.joined(separator: ", and ")),
                        HTML(step.to.map(WorkflowTable.words) ?? "No other state"),
                        HTML(step.effects.isEmpty ? "No money moves" : effects(step.effects)),
                    ])
            }
        ).html
    }

    private func branches(_ fork: WorkflowTable.Fork) -> HTML {
        DataTable(
            id: fork.name, caption: "Where “\(WorkflowTable.words(fork.name))” leads",
            columns: [.init("If"), .init("Leads to")],
            rows: fork.branches.map { .init(HTML($0.condition), [HTML(WorkflowTable.words($0.to))]) }
        ).html
    }

    private func effects(_ codes: [String]) -> String {
        codes.map { code in PostingCode(rawValue: code)?.helpWords ?? code }.joined(separator: "; ")
    }
}

extension WorkflowWords {
    var heading: String { thing.prefix(1).uppercased() + thing.dropFirst() }
}
