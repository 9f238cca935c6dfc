import Orders
import Relational
import Storage
import Values

// What becomes of goods that were delivered with proof: their notices, and what counts as received in the end.

extension OrderClerk {
    /// Takes down the proof of what was just delivered, as far as it is goods; the holder is told with it for the first
    /// time what silence will mean.
    func prove(_ part: SupplierOrder, _ lines: [LineStep], by proof: String) throws {
        let goods = lines.filter { step in
            guard let line = part.line(step.position) else { return false }
            let traits = tools.shelf.categories[line.category]?.item?.traits ?? []
            return OrderLimits.mayCountAsReceived(line, traits: traits)
        }
        guard !goods.isEmpty else { throw OrderRefusal.proofOfNoGoods }
        for step in goods {
            try tx.provedDeliveries.insert(ProvedDelivery(of: part, step, proof: proof, at: tools.now))
        }
        // While the commissioner looks into the order, silence says nothing.
        guard part.status != .onHold else { return try rest(part) }
        try send([(.receiptNotice, .holder(holder.id))], about: part, occasion: "\(part.version)")
    }

    /// Takes what was confirmed, or what something is wrong with, out of what counts as received by silence.
    func settleProofs(of part: SupplierOrder, after step: SupplierOrderStep) throws {
        switch step.action {
        case .putOnHold: return try rest(part)
        case .goOn, .finish, .stop: return try begin(part)
        default: break
        }
        let gone = step.lines.filter { $0.from == .unconfirmed && $0.event != nil }
        guard !gone.isEmpty else { return }
        let open = Dictionary(grouping: try tx.provedDeliveries.open(of: part.id), by: \.position)
        for (position, before) in open.sorted(by: { $0.key < $1.key }) {
            let units = gone.filter { $0.position == position }.map(\.units).reduce(0, +)
            for left in ProvedDelivery.take(units, from: before) where !before.contains(left) {
                try tx.provedDeliveries.save(left)
            }
        }
    }

    private func rest(_ part: SupplierOrder) throws {
        for var delivery in try tx.provedDeliveries.open(of: part.id) {
            delivery.rest()
            try tx.provedDeliveries.save(delivery)
        }
    }

    /// A dead person cannot object: what came for them waits for whoever acts after them.
    private func begin(_ part: SupplierOrder) throws {
        guard holder.standing.diedOn == nil else { return }
        for var delivery in try tx.provedDeliveries.open(of: part.id) {
            delivery.begin(at: tools.now)
            try tx.provedDeliveries.save(delivery)
        }
    }

    /// Gives the notices that are due, or counts as received what nobody objected to.
    func strikeProofs(of part: inout SupplierOrder) throws {
        guard holder.standing.diedOn == nil else { return try rest(part) }
        let due = try tx.provedDeliveries.open(of: part.id).filter { $0.isDue(at: tools.now) }
        let silent = due.filter { $0.countsAsReceived(at: tools.now) }
        if !silent.isEmpty {
            let lines = silent.map { LineStep($0.position, .unconfirmed, .confirm, $0.units) }
            try advance(&part, SupplierOrderStep(.countReceived, lines, holding: [.proved, .noObjection]))
        }
        let noticed = due.filter { !$0.isNoticed }
        guard !noticed.isEmpty else { return }
        for var delivery in noticed {
            delivery.giveNotice(at: tools.now)
            try tx.provedDeliveries.save(delivery)
        }
        try advance(&part, SupplierOrderStep(.notice, holding: [.proved, .noticeDue]))
    }
}
