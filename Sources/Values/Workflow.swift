/// A word of a state machine: stored as it is written, shown through `Web`.
package protocol WorkflowWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// What has to be true for a step, by name: the table says which steps need it, the facts say whether it holds.
package protocol WorkflowGuard: WorkflowWord {
    /// As the help page and the drawings say it.
    var words: String { get }
}

/// A state machine as one table of (from, event, guards, ledger effect, to). Nothing happens that is not in it.
///
/// Where several edges begin alike, the first whose guards all hold is taken.
package struct Workflow<State: WorkflowWord, Event: WorkflowWord, Guard: WorkflowGuard>: Sendable {
    package struct Edge: Sendable, Hashable {
        package let from: State
        package let event: Event
        /// All of them have to hold.
        package let guards: [Guard]
        /// Posting codes that the step may write, and no others; empty where no money moves.
        package let effects: [String]
        package let to: State
        /// Of the fork that leads there, as the edge's last guard says; nil where it leads there itself.
        package let fork: String?

        package init(
            _ from: State, _ event: Event, if guards: [Guard] = [], posts effects: [String] = [], to: State,
            fork: String? = nil
        ) {
            self.from = from
            self.event = event
            self.guards = guards
            self.effects = effects
            self.to = to
            self.fork = fork
        }
    }

    /// As refusals and `holdfast workflow` call it: `supplier-order`.
    package let name: String
    /// Where it begins; several where it begins in one or another.
    package let starts: [State]
    package let edges: [Edge]
    /// The same, by where they begin.
    private let steps: [State: [Event: [Edge]]]
    package let forks: [Fork]

    package init(_ name: String, start: State, orStart other: [State] = [], _ edges: [Edge], forks: [Fork] = []) {
        self.name = name
        self.starts = [start] + other
        self.edges = edges
        steps = Dictionary(grouping: edges, by: \.from).mapValues { Dictionary(grouping: $0, by: \.event) }
        self.forks = forks
    }

    package var start: State { starts[0] }

    /// The edge that an event takes from here.
    /// - Parameter holds: whether a guard is fulfilled by the facts.
    /// - Throws: `WorkflowRefusal`: no such step here, or the first guard that does not hold.
    package func edge(
        from state: State, on event: Event, where holds: (Guard) -> Bool
    ) throws(WorkflowRefusal) -> Edge {
        var unmet: Guard?
        for edge in steps[state]?[event] ?? [] {
            guard let missing = edge.guards.first(where: { !holds($0) }) else { return edge }
            unmet = unmet ?? missing
        }
        throw refusal(of: event, in: state, unmet: unmet)
    }

    /// What is thrown for an event that is not possible here.
    package func refusal(of event: Event, in state: State, unmet: Guard? = nil) -> WorkflowRefusal {
        WorkflowRefusal(
            workflow: name, state: state.rawValue, event: event.rawValue, unmet: unmet?.rawValue,
            unmetWords: unmet?.words, possible: events(from: state).map(\.rawValue))
    }

    /// Where an event leads from here.
    /// - Throws: as `edge(from:on:where:)`.
    package func next(
        from state: State, on event: Event, where holds: (Guard) -> Bool = { _ in true }
    ) throws(WorkflowRefusal) -> State {
        try edge(from: state, on: event, where: holds).to
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step here, whatever the guards say.
    package func must(_ event: Event, from state: State) throws(WorkflowRefusal) {
        guard !allows(event, from: state) else { return }
        throw WorkflowRefusal(
            workflow: name, state: state.rawValue, event: event.rawValue, unmet: nil,
            possible: events(from: state).map(\.rawValue))
    }

    /// What can happen from here, in the order of the table, whatever the guards say.
    package func events(from state: State) -> [Event] {
        var seen: Set<Event> = []
        return edges.filter { $0.from == state }.map(\.event).filter { seen.insert($0).inserted }
    }

    package func allows(_ event: Event, from state: State) -> Bool {
        steps[state]?[event] != nil
    }

    /// Nothing more can happen.
    package func isEnd(_ state: State) -> Bool { !edges.contains { $0.from == state } }
}

/// A workflow without guards is written with `Unguarded`.
package enum Unguarded: String, WorkflowGuard {
    case always

    package var words: String { "always" }
}

/// A step that is not in the table, or whose guard does not hold. Answered with 409 and what is possible now.
package struct WorkflowRefusal: Refusal, Hashable {
    package let workflow: String
    package let state: String
    package let event: String
    /// The guard that does not hold; nil where the table has no such step at all.
    package let unmet: String?
    /// The same guard as the help page and the drawings say it.
    package let unmetWords: String?
    /// The events that the table has for this state.
    package let possible: [String]

    package init(
        workflow: String, state: String, event: String, unmet: String?, unmetWords: String? = nil, possible: [String]
    ) {
        self.workflow = workflow
        self.state = state
        self.event = event
        self.unmet = unmet
        self.unmetWords = unmetWords
        self.possible = possible
    }

    /// `supplier-order.not-possible`, or the guard: `supplier-order.within-terms`.
    package var code: String {
        let problem = unmet?.split(separator: "_").joined(separator: "-")
        return "\(workflow).\(problem ?? "not-possible")"
    }
}
