import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// What somebody does about one delivery: their own supplier's, or one about an order of their commissioner's holders.
package struct StepDelivery: Operation {
    package enum Step: Sendable, Hashable, Encodable {
        /// From the beginning, to the same endpoint.
        case tryAgain
        /// To another endpoint of the same recipient.
        case sendElsewhere(Endpoint.ID)
        /// Somebody telephoned, and this is what was said.
        case called(String)
    }

    package let delivery: Delivery.ID
    package let version: Int
    package let step: Step

    package init(delivery: Delivery.ID, version: Int, step: Step) {
        self.delivery = delivery
        self.version = version
        self.step = step
    }

    /// - Throws: `NotFound`; `FieldProblems`; `WorkflowRefusal`; `DeliveryRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Delivery.ID {
        guard var found = try tx.deliveries.find(delivery), let endpoint = try tx.endpoints.find(found.endpoint)
        else { throw NotFound() }
        let minutes = try mustConcern(principal, found, tx)
        // Whoever has telephoned has done so, however often it was tried meanwhile.
        if case .called = step {} else if found.version != version { throw DeliveryRefusal.changedMeanwhile }
        let person = principal.person.id
        switch step {
        case .tryAgain:
            guard endpoint.status == .active else { throw DeliveryRefusal.notInUse }
            try found.retry(at: tools.now, minutes: minutes)
            try tx.deliveries.append(DeliveryNote(.retried, by: person, at: tools.now), to: delivery)
        case .called(let words):
            let words = Text.tidy(words)
            guard !words.isEmpty else { throw FieldProblems("note", "Say whom you spoke to, and what they said") }
            try mustFit(words)
            try tx.deliveries.append(DeliveryNote(.called, by: person, words, at: tools.now), to: delivery)
            // It may have arrived while they spoke.
            guard found.status == .waiting || found.status == .dead else { return delivery }
            try found.settle()
        case .sendElsewhere(let other):
            try send(found.cargo, to: other, of: endpoint.owner, minutes, tx, tools)
            try found.settle()
            try tx.deliveries.append(DeliveryNote(.rerouted, by: person, at: tools.now), to: delivery)
        }
        try tx.deliveries.save(found)
        return delivery
    }

    /// Suppliers see to their own; telephoning and choosing another way is the commissioner's.
    /// - Returns: for how many minutes it is tried.
    private func mustConcern(_ principal: Principal, _ delivery: Delivery, _ tx: Transaction) throws -> Int {
        if let bulletin = delivery.bulletin {
            let commissioner = try principal.actingForCommissioner()
            try tx.mustSeeLetters(principal.person.id, of: commissioner)
            let told = try tx.notices.list(in: bulletin)
            guard let holder = try told.first.flatMap({ try tx.holders.find($0.holder) }),
                holder.commissioner == commissioner
            else { throw NotFound() }
            return Bulletin.minutes(for: told.map(\.kind))
        }
        guard let message = try delivery.message.flatMap({ try tx.outbox.find($0) }) else { throw NotFound() }
        try mustConcern(principal, message, tx)
        return message.kind.deliveryMinutes
    }

    private func mustConcern(_ principal: Principal, _ message: Message, _ tx: Transaction) throws {
        if case .supplier(let id) = message.recipient, case .supplier(let own, _) = principal.capacity {
            _ = try principal.actingForSupplier(to: .orders)
            guard own.text == id.text, step == .tryAgain else { throw NotFound() }
            return
        }
        let commissioner = try principal.actingForCommissioner()
        guard let order = try tx.orders.find(message.order), let holder = try tx.holders.find(order.holder),
            holder.commissioner == commissioner
        else { throw NotFound() }
    }

    private func send(
        _ cargo: Delivery.Cargo, to other: Endpoint.ID, of owner: Message.Recipient, _ minutes: Int,
        _ tx: Transaction, _ tools: Tools
    ) throws {
        guard let endpoint = try tx.endpoints.find(other, of: owner), endpoint.status == .active
        else { throw NotFound() }
        guard try !tx.deliveries.list(of: cargo).contains(where: { $0.endpoint == other })
        else { throw DeliveryRefusal.noOtherWay }
        try tx.deliveries.insert(
            Delivery(id: tools.new(), cargo: cargo, endpoint: other, at: tools.now, minutes: minutes))
    }
}
