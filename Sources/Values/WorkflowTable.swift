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

    /// Rows that differ only in where they begin, as one: for people, who ask what can happen and not from where.
    package struct Step: Sendable, Hashable {
        package private(set) var from: [String]
        package let event: String
        package let guards: [String]
        package let effects: [String]
        /// Nil where it leaves things in the state that they are in.
        package let to: String?

        fileprivate init(_ row: Row) {
            (from, event, guards, effects) = ([row.from], row.event, row.guards, row.effects)
            to = row.to == row.from ? nil : row.to
        }

        fileprivate mutating func join(_ other: Step) -> Bool {
            guard (event, guards, effects, to) == (other.event, other.guards, other.effects, other.to)
            else { return false }
            from += other.from
            return true
        }
    }

    package var steps: [Step] {
        var steps: [Step] = []
        for step in rows.map(Step.init) where !steps.indices.contains(where: { steps[$0].join(step) }) {
            steps.append(step)
        }
        return steps
    }

    package var start: String { starts[0] }
    package func isEnd(_ state: String) -> Bool { !rows.contains { $0.from == state } }
}
