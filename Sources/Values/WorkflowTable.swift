/// A workflow without its types, for printing and drawing.
package struct WorkflowTable: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package let from: String
        package let event: String
        package let guards: [String]
        package let effects: [String]
        /// A state, or a fork.
        package let to: String
    }

    /// A place where the way goes on as the facts say.
    package struct Fork: Sendable, Hashable {
        package struct Branch: Sendable, Hashable {
            package let condition: String
            package let to: String
        }

        package let name: String
        package let branches: [Branch]
    }

    package let name: String
    package let starts: [String]
    /// What can happen at all, in the order in which the type declares it.
    package let events: [String]
    /// In the order in which the type declares them.
    package let states: [String]
    /// Edges that lead through a fork are one row, which leads to the fork.
    package let rows: [Row]
    package let forks: [Fork]

    package init<State, Event, Guard>(_ workflow: Workflow<State, Event, Guard>) {
        self.init(workflow, events: Event.allCases.map(\.rawValue))
    }

    /// - Parameter events: those that it is about, where its events are words of something else as well.
    package init<State, Event, Guard>(_ workflow: Workflow<State, Event, Guard>, events: [String]) {
        name = workflow.name
        starts = workflow.starts.map(\.rawValue)
        states = State.allCases.map(\.rawValue)
        self.events = events
        forks = workflow.forks.map { fork in
            Fork(
                name: fork.name,
                branches: fork.branches.map { .init(condition: $0.condition.words, to: $0.to.rawValue) })
        }
        var (begun, seen): (Set<[String]>, Set<Row>) = ([], [])
        rows = workflow.edges.compactMap { edge in
            let (from, event) = (edge.from.rawValue, edge.event.rawValue)
            let guards = (edge.fork == nil ? edge.guards : edge.guards.dropLast()).map(\.words)
            let to = edge.fork ?? edge.to.rawValue
            var row = Row(from: from, event: event, guards: guards, effects: edge.effects, to: to)
            guard edge.fork == nil || seen.insert(row).inserted else { return nil }
            if !begun.insert([from, event]).inserted, guards.isEmpty {
                row = Row(
                    from: from, event: event, guards: [WorkflowTable.otherwise], effects: edge.effects, to: to)
            }
            return row
        }
    }

    /// Of an edge without guards after others that begin alike.
    static let otherwise = "none of the above holds"

    package var start: String { starts[0] }
    package func isEnd(_ state: String) -> Bool { !rows.contains { $0.from == state } }
}
