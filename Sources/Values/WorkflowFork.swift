extension Workflow {
    /// Where several steps lead that go wherever the facts say: declared once, and drawn once.
    package struct Fork: Sendable, Hashable {
        package struct Branch: Sendable, Hashable {
            package let condition: Guard
            package let to: State

            package init(_ condition: Guard, to: State) {
                self.condition = condition
                self.to = to
            }
        }

        /// As it is printed: `as-its-units-stand`.
        package let name: String
        /// The first whose guard holds is taken.
        package let branches: [Branch]

        package init(_ name: String, _ branches: [Branch]) {
            self.name = name
            self.branches = branches
        }

        /// The edges that lead through it, one for each branch.
        package func edges(
            _ from: State, _ event: Event, if guards: [Guard] = [], posts effects: [String] = []
        ) -> [Edge] {
            branches.map { Edge(from, event, if: guards + [$0.condition], posts: effects, to: $0.to, fork: name) }
        }

        /// Where the facts lead; nil where none of its guards holds.
        package func leads(where holds: (Guard) -> Bool) -> State? { branches.first { holds($0.condition) }?.to }
    }
}
