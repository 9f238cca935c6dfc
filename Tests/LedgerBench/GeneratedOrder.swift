import Catalogue
import Ledger
import Orders
import Relational
import Storage
import Values

/// An order of five lines over three suppliers, taken through its steps as far as its turn says: most are paid, some
/// have come, some are still to come or not even answered. Steps and money are the product's own.
struct GeneratedOrder {
    let number: Int
    let commissioner: String

    private static let linesOfParts = [2, 2, 1]

    /// Of ten orders, how many steps each takes after it was sent.
    private static let stepsOfTurns = [0, 1, 2, 3, 4, 4, 4, 4, 4, 4]
    private static let steps: [(SupplierOrderAction, UnitState, UnitEvent)] = [
        (.accept, .open, .accept), (.deliver, .toCome, .deliver), (.confirm, .unconfirmed, .confirm),
        (.pay, .received, .pay),
    ]

    func write(to books: inout GeneratedBooks, in tx: Transaction) throws {
        let id = Order.ID(books.identifier("0193a1c2", number))
        var parts = try parts(of: id, books)
        try insert(id, total: parts.map(\.total).total, at: books.now, in: tx)
        for (place, part) in parts.enumerated() { try tx.supplierOrders.insert(part, position: place) }
        try tx.orders.append(
            OrderEvent(order: id, supplierOrder: nil, what: .signed, by: .init(commissioner), note: nil, at: books.now))
        var holds: [[Hold]] = []
        for part in parts { holds.append(try hold(part, &books, in: tx)) }
        let turn = GeneratedOrder.stepsOfTurns[number % GeneratedOrder.stepsOfTurns.count]
        for index in parts.indices {
            try advance(&parts[index], SupplierOrderStep(.send), &holds[index], &books, in: tx)
            for (action, state, event) in GeneratedOrder.steps.prefix(turn) {
                let step = SupplierOrderStep(
                    action, parts[index].all(state, event), holding: [.inTime, .somethingOwed, .withinTerms])
                try advance(&parts[index], step, &holds[index], &books, in: tx)
            }
        }
        try tx.orders.refreshStanding(of: id)
    }

    private func parts(of order: Order.ID, _ books: GeneratedBooks) throws -> [SupplierOrder] {
        var position = 0
        return try zip(GeneratedTown.suppliers, GeneratedOrder.linesOfParts).enumerated().map { place, part in
            let lines = try (0..<part.1).map { _ in
                position += 1
                return try line(position, of: part.0, books)
            }
            return SupplierOrder(
                id: .init(books.identifier("0193a1c3", number * 4 + place)), order: order, supplier: .init(part.0),
                route: .direct, payer: .init(budget: .init("budget"), management: .notional), lines: lines,
                status: .awaitingApproval, version: 1)
        }
    }

    private func line(_ position: Int, of supplier: String, _ books: GeneratedBooks) throws -> OrderLine {
        let price = Money(pence: 1_000 + (number * 7 + position) % 5_000)
        let quantity = 1 + (number + position) % 3
        let pot = books.pot(number * 5 + position)
        return OrderLine(
            position: position,
            offer: .init(
                listing: .init(supplier), category: .init("01"), title: "A thing", unit: "each", unitNet: price,
                vat: .exempt, unitPrice: price, leadDays: 3, delivery: "To the door.", cancellation: "As stated.",
                cancelling: CancellationTerms(freeDays: 0, feePercent: 0)),
            quantity: quantity, schedule: nil,
            sources: [
                .init(
                    planLine: .init(pot.planLine), period: try Day(pot.period), amount: price.times(quantity),
                    units: quantity)
            ], rules: [], request: nil)
    }

    private func insert(_ id: Order.ID, total: Money, at now: Moment, in tx: Transaction) throws {
        try tx.connection.run(
            """
            INSERT INTO baskets (id, holder_id, status, version, touched_at)
            VALUES (\(id), \(commissioner), 'converted', 1, \(now))
            """)
        try tx.orders.insert(
            Order(
                id: id, number: id.text, holder: .init(commissioner), basket: .init(id.text), plan: .init(commissioner),
                planVersion: 1, signer: .init(commissioner), authority: .init(commissioner), together: .sendNow,
                total: total, signedAt: now,
                signature: Signature(
                    document: String(repeating: "What was signed. ", count: 120), seal: "seal", keyID: "key"),
                standing: OrderStanding(parts: [], approvals: [], pence: [:])))
    }

    private func hold(_ part: SupplierOrder, _ books: inout GeneratedBooks, in tx: Transaction) throws -> [Hold] {
        try part.lines.map { line in
            let hold = Hold(
                id: .init(books.identifier("0193a1c5", number * 8 + line.position)), supplierOrder: part.id.text,
                position: line.position, pot: books.pot(number * 5 + line.position), source: .line, amount: line.total)
            try tx.holds.insert(hold)
            try books.write(
                books.books.hold(hold.pot, hold.amount),
                about: EntryReferences(order: part.order.text, supplierOrder: part.id.text, hold: hold.id.text), in: tx)
            return hold
        }
    }

    private func advance(
        _ part: inout SupplierOrder, _ step: SupplierOrderStep, _ holds: inout [Hold], _ books: inout GeneratedBooks,
        in tx: Transaction
    ) throws {
        try tx.orders.append(try part.take(step, by: .init(commissioner), at: books.now))
        try tx.supplierOrders.save(part)
        for tally in part.tallies {
            try tx.supplierOrders.save(tally, of: part.id)
            guard let index = holds.firstIndex(where: { $0.position == tally.position }) else { continue }
            var money = LineMoney(tally: tally, charge: holds[index].amount, holds: [holds[index]])
            if step.action == .pay { try money.pay() } else { try money.follow() }
            guard let after = money.holds.first, after != holds[index] else { continue }
            try tx.holds.save(after, from: holds[index])
            holds[index] = after
            for moved in money.steps {
                let about = EntryReferences(
                    order: part.order.text, supplierOrder: part.id.text, hold: moved.hold.text,
                    external: step.action == .pay ? "BACS" : nil)
                for move in books.books.moves(for: moved, supplier: part.supplier.text, part: part.id.text) {
                    try books.write(move, about: about, in: tx)
                }
            }
        }
    }
}
