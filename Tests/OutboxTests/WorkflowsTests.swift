import Ledger
import Orders
import Outbox
import Testing
import Values

/// What holds for every state machine of the product.
@Suite("All workflows") struct WorkflowsTests {
    @Test(arguments: Workflows.all) func `every state is reached from the beginning`(table: WorkflowTable) {
        let forks = table.forks.flatMap { fork in fork.branches.map { (from: fork.name, to: $0.to) } }
        let ways = table.rows.map { (from: $0.from, to: $0.to) } + forks
        var reached = Set(table.starts)
        for _ in ways { reached.formUnion(ways.filter { reached.contains($0.from) }.map(\.to)) }
        #expect(reached == Set(table.states).union(table.forks.map(\.name)))
    }

    @Test(arguments: Workflows.all) func `every event happens somewhere, and no edge is there twice`(
        table: WorkflowTable
    ) {
        #expect(Set(table.rows.map(\.event)) == Set(table.events))
        let keys = table.rows.map { [$0.from, $0.event] + $0.guards }
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: Workflows.all) func `every posting it names is one of the books`(table: WorkflowTable) {
        let known = Set(PostingCode.allCases.map(\.rawValue))
        #expect(Set(table.rows.flatMap(\.effects)).subtracting(known) == [])
    }

    /// Behind an edge that asks nothing, another that begins alike would never be taken.
    @Test(arguments: Workflows.all) func `no edge stands behind one that is always taken`(table: WorkflowTable) {
        for (number, row) in table.rows.enumerated() where row.guards.isEmpty {
            let later = table.rows.dropFirst(number + 1).filter { $0.from == row.from && $0.event == row.event }
            #expect(later == [])
        }
    }

    @Test func `they have names of their own, in the order of the alphabet`() {
        #expect(Workflows.all.map(\.name) == Set(Workflows.all.map(\.name)).sorted())
        for table in Workflows.all { #expect(Workflows.named(table.name) == table) }
        #expect(Workflows.named("ladder") == nil)
    }
}

extension WorkflowTable: CustomTestStringConvertible {
    package var testDescription: String { name }
}
