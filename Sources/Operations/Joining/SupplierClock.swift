import Catalogue
import Outbox
import Relational
import Storage
import Values

/// Tells suppliers, and the commissioners that approved them by name, when a paper is about to run out and when it has.
///
/// Late or never is no harm: that nothing new is ordered after the last day, and no request approved, follows from the
/// day alone.
package enum SupplierClock {
    /// - Returns: how many papers came to a new stage.
    static func strike(_ due: [EndingPaper], in tx: Transaction, with tools: Tools) throws -> Int {
        for paper in due {
            let stage = SupplierClock.stage(of: paper.until, on: tools.today)
            let clerk = try SupplierClerk(paper.supplier, tx, tools)
            let (kind, occasion) = (SupplierNotice.Kind.warning(stage), "\(paper.evidence).\(paper.until)")
            try clerk.tell(kind, paper.requirement.rawValue, occasion: occasion, to: .supplier)
            if try !tx.joining.approvers(of: paper.supplier).isEmpty {
                try clerk.tell(kind, paper.requirement.rawValue, occasion: occasion, to: .staff)
            }
            try tx.joining.note(paper.evidence, warned: stage)
        }
        return due.count
    }

    /// The last of the warnings whose day has come: 60, 30, 7, or nought for after the end.
    package static func stage(of until: Day, on today: Day) -> Int {
        guard today <= until else { return 0 }
        return Evidence.warningDays.last { until - today <= $0 } ?? Evidence.warningDays[0]
    }
}

extension Desk {
    private static let papersAtOnce = 50

    /// Lets the clock of papers strike, a bounded number at a time.
    /// - Returns: how many papers came to a new stage.
    @discardableResult
    package func strikeSupplierClock() async throws -> Int {
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        var count = 0
        while true {
            let due = try await database.read { try $0.joining.due(on: now.day, most: Desk.papersAtOnce) }
            guard !due.isEmpty else { return count }
            count += try await database.write { [identifiers, sealer] tx in
                let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
                return try SupplierClock.strike(due, in: tx, with: tools)
            }
        }
    }
}
