import Identity
import Ledger
import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

/// Does what belongs to every step of a supplier order: state, units, event, money and messages, in one transaction.
/// No other code moves an order or its money.
struct OrderClerk {
    let tx: Transaction
    /// Nil when time alone acts.
    let person: Person.ID?
    let tools: Tools
    let holder: Holder
    /// While a plan changes, the plans' clerk sees to what comes free.
    var isWithinPlanChange = false
    /// An operation of many steps works out once how its order stands, when all are taken.
    var keepsStanding = true

    init(tx: Transaction, principal: Principal, tools: Tools, holder: Holder, isWithinPlanChange: Bool = false) {
        self.init(
            tx: tx, person: principal.person.id, tools: tools, holder: holder, isWithinPlanChange: isWithinPlanChange)
    }

    init(tx: Transaction, person: Person.ID?, tools: Tools, holder: Holder, isWithinPlanChange: Bool = false) {
        self.tx = tx
        self.person = person
        self.tools = tools
        self.holder = holder
        self.isWithinPlanChange = isWithinPlanChange
    }

    var books: Books { Books(commissioner: holder.commissioner.text) }
    var recording: Recording {
        Recording(actor: person?.text ?? OrderClerk.clock, now: tools.now, identifiers: tools.identifiers)
    }

    /// Who acts in the journal when time alone does.
    static let clock = "clock"

    /// Takes one step of the table, with everything it entails.
    /// - Parameter seen: the version that the person was looking at; nil where they were not shown one.
    /// - Throws: `WorkflowRefusal`, `OrderRefusal`.
    func advance(
        _ part: inout SupplierOrder, _ step: SupplierOrderStep, seen: Int? = nil, reference: String? = nil,
        settling settlement: Settlement? = nil
    ) throws {
        let (read, before) = (part.version, part.status)
        let event = try part.take(step, by: person, at: tools.now)
        guard seen.map({ $0 == read }) ?? true else { throw OrderRefusal.changedMeanwhile }
        if step.action.isOnlyTold { return try tell(part, event, from: before) }
        try tx.supplierOrders.save(part)
        if before == .changeOffered { try tx.changeOffers.close(of: part.id, as: .init(after: step.action)) }
        for position in Set(step.lines.map(\.position)).sorted() {
            if let tally = part.tally(position) { try tx.supplierOrders.save(tally, of: part.id) }
        }
        try tx.orders.append(event)
        try moveMoney(of: part, step, reference: reference, settling: settlement)
        try tx.settleStock(of: part, after: step, at: tools.now)
        try settleProofs(of: part, after: step)
        try document(part, after: step.action, from: before)
        try InvoiceClerk(tx: tx, person: person, tools: tools).follow(part, after: step.action)
        try send(
            OrderMessages.messages(for: step.action, from: before, parties(of: part)), about: part,
            occasion: "\(part.version)")
        if try isPaidUp(part) {
            return try byTime.advance(
                &part, SupplierOrderStep(.close, part.all(.received, .pay), holding: [.nothingOwed]))
        }
        if keepsStanding { try tx.orders.refreshStanding(of: part.order) }
    }

    /// The same clerk where nobody acts.
    private var byTime: OrderClerk {
        var clerk = OrderClerk(
            tx: tx, person: nil, tools: tools, holder: holder, isWithinPlanChange: isWithinPlanChange)
        clerk.keepsStanding = keepsStanding
        return clerk
    }

    /// All that came is confirmed, and the public purse owes nothing for it: the holder paid it themselves, or it cost
    /// nothing, or was credited. Nobody would ever pay it, so it is finished.
    private func isPaidUp(_ part: SupplierOrder) throws -> Bool {
        guard part.status == .received, part.count(.received) > 0 else { return false }
        return try tx.holds.list(of: part.id).allSatisfy { !$0[.owed].isPositive }
    }

    /// Writes down that somebody was told something, and tells them.
    private func tell(_ part: SupplierOrder, _ event: OrderEvent, from status: SupplierOrderStatus) throws {
        guard case .supplierOrder(let action) = event.what else { return }
        try tx.supplierOrders.saveTold(part)
        try tx.orders.append(event)
        try send(
            OrderMessages.messages(for: action, from: status, parties(of: part)), about: part,
            occasion: "\(part.version)/\(tools.now.milliseconds)")
    }

    /// The same, for a step that concerns no units.
    func advance(_ part: inout SupplierOrder, _ action: SupplierOrderAction, note: String? = nil) throws {
        try advance(&part, SupplierOrderStep(action, note: note))
    }

    /// Takes one step of a request, with everything it entails but what becomes of the supplier order.
    func advance(
        _ approval: inout Approval, of part: SupplierOrder, _ action: ApprovalAction, note: String?,
        holding: Set<ApprovalGuard> = []
    ) throws {
        let before = approval.status
        if action.bindsAnew, let plan = try tx.plans.current(of: holder.id) {
            approval.bind(to: part.content(under: plan), planVersion: plan.version)
        }
        let event = try approval.perform(action, by: person, note: note, at: tools.now, holding: holding)
        try tx.approvals.save(approval)
        try tx.orders.append(event)
        try send(
            OrderMessages.messages(for: action, from: before, parties(of: part)), about: part,
            occasion: "request \(approval.version)")
        if keepsStanding { try tx.orders.refreshStanding(of: part.order) }
    }

    /// Asks the commissioner about a part.
    func ask(_ part: SupplierOrder, under plan: Plan) throws {
        guard let person, let order = try tx.orders.find(part.order) else { throw NotFound() }
        let approval = Approval(
            id: tools.new(), order: part.order, supplierOrder: part.id, content: part.content(under: plan),
            requestedBy: person, requestedAt: tools.now, planVersion: plan.version,
            terms: try tx.terms(for: part, of: order, holder: holder, tools))
        try tx.approvals.insert(approval, commissioner: holder.commissioner)
        try send([(.requestMade, .commissioner(holder.commissioner))], about: part)
    }

    /// R10: the coordinator is told when emergency money is used.
    func tellOfContingency(_ part: SupplierOrder) throws {
        try send([(.contingencyUsed, .commissioner(holder.commissioner))], about: part)
    }

    func parties(of part: SupplierOrder) -> OrderMessages.Parties {
        .init(holder: holder.id, supplier: part.supplier, commissioner: holder.commissioner)
    }

    /// - Parameter occasion: tells apart what can happen again.
    func send(
        _ messages: [(kind: Message.Kind, recipient: Message.Recipient)], about part: SupplierOrder,
        occasion: String = ""
    ) throws {
        for message in messages {
            try tx.outbox.insert(
                Message(
                    id: tools.new(), order: part.order, supplierOrder: part.id, kind: message.kind,
                    recipient: message.recipient, occasion: occasion, at: tools.now))
        }
    }
}
