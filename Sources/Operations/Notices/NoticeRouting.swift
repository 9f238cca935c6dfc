import Identity
import Orders
import Outbox
import Plans
import Relational
import Storage
import Values

/// Passes on what happened to the people who must act or want to know: one notice for each, in the transaction that
/// marks the message as set out, so that none is lost and none told twice.
struct NoticeRouter {
    let tx: Transaction
    let tools: Tools
    /// What a message is about is often the same for several of them.
    private var staff: [Commissioner.ID: [StaffMember]] = [:]

    init(tx: Transaction, tools: Tools) {
        self.tx = tx
        self.tools = tools
    }

    mutating func route(_ message: Message) throws {
        switch message.recipient {
        case .holder(let id): try tell(sideOf: id, about: message)
        case .commissioner(let id): try tell(staffOf: id, about: message)
        case .supplier, .person: break
        }
    }

    /// What was done to a plan.
    func route(_ id: PlanNotice.ID, _ kind: PlanNotice.Kind, of holder: Holder.ID) throws {
        try tell(sideOf: holder, .plan(kind), from: .plan(id), signer: nil, deadline: nil)
    }

    // MARK: - The holder's side

    private func tell(sideOf holder: Holder.ID, about message: Message) throws {
        let order = try tx.orders.find(message.order)
        try tell(
            sideOf: holder, .message(message.kind), from: .message(message.id), signer: order?.signer,
            deadline: try tx.deadline(of: message))
    }

    private func tell(
        sideOf id: Holder.ID, _ kind: NoticeKind, from source: PersonalNotice.Source, signer: Person.ID?,
        deadline: Moment?
    ) throws {
        guard let rule = kind.holderRule else { return }
        let copies = try tx.noticeSettings.copies(about: id)
        var isToldToDecider = false
        for (authority, person) in try tx.holders.authorities(for: id) where authority.isInForce(on: tools.today) {
            isToldToDecider = isToldToDecider || authority.mayAgree
            let hearing = rule.hearing(
                of: authority, isSigner: signer == person.id, getsCopies: copies.contains(person.id))
            guard let hearing else { continue }
            let due = try tx.noticeSettings.find(person).dueAt(
                topic: rule.topic, hearing: hearing, duty: rule.duty(for: hearing), deadline: deadline, at: tools.now)
            guard let due else { continue }
            try insert(kind, to: .person(person.id), hearing, rule.topic, about: id, from: source, due: due)
        }
        // Nobody who decides for them signs in: what has to be said is posted to them.
        guard rule.duty != nil, !isToldToDecider else { return }
        try insert(kind, to: .holder(id), .know, rule.topic, about: id, from: source, due: tools.now)
    }

    // MARK: - The commissioner's staff

    private mutating func tell(staffOf commissioner: Commissioner.ID, about message: Message) throws {
        guard let rule = message.kind.staffRule, let order = try tx.orders.find(message.order),
            let holder = try tx.holders.find(order.holder)
        else { return }
        let members = try staff[commissioner] ?? tx.staff.list(of: commissioner)
        staff[commissioner] = members
        let readers = rule.readers(among: members, deciders: try deciders(of: message, rule, holder))
        for id in readers {
            guard let person = try tx.people.find(id) else { continue }
            let due = try tx.noticeSettings.find(person).dueAt(
                topic: rule.topic, hearing: rule.hearing, duty: nil, deadline: try tx.deadline(of: message),
                at: tools.now)
            guard let due else { continue }
            try insert(
                .message(message.kind), to: .person(id), rule.hearing, rule.topic, isForStaff: true, about: holder.id,
                from: .message(message.id), due: due)
        }
    }

    private func deciders(of message: Message, _ rule: StaffNoticeRule, _ holder: Holder) throws -> [Person.ID] {
        guard rule.readers == .deciders, let part = try tx.supplierOrders.find(message.supplierOrder),
            let approval = try tx.approvals.find(supplierOrder: part.id)
        else { return [] }
        let all = try tx.deciders(of: approval, for: part, holder: holder, on: tools.today).all.map(\.person)
        if let assigned = approval.assignee, all.contains(assigned) { return [assigned] }
        return all
    }

    private func insert(
        _ kind: NoticeKind, to addressee: Message.Recipient, _ hearing: Hearing, _ topic: NoticeTopic,
        isForStaff: Bool = false, about holder: Holder.ID, from source: PersonalNotice.Source, due: Moment
    ) throws {
        try tx.notices.insert(
            PersonalNotice(
                id: tools.new(), addressee: addressee, source: source, kind: kind, hearing: hearing, topic: topic,
                isForStaff: isForStaff, holder: holder, at: tools.now, dueAt: due, isDaily: due > tools.now))
    }
}

extension Reading {
    /// Until when somebody has to answer what a message asks, as things stand now; nil where nobody has.
    func deadline(of message: Message) throws -> Moment? {
        switch message.kind {
        case .changeOffered, .answerReminder, .cancelOverdue:
            return try supplierOrders.find(message.supplierOrder)?.expiresAt
        case .requestQuestion, .questionReminder:
            return try approvals.find(supplierOrder: message.supplierOrder)?.hours.answerBy
        case .requestMade, .requestAnswered, .requestReminder, .requestPassedOn, .reviewAsked:
            return try approvals.find(supplierOrder: message.supplierOrder)?.hours.dueAt
        default: return nil
        }
    }

    /// Whether what a message asks is still to be done. What only tells is never overtaken.
    func isOpen(_ message: Message, at now: Moment) throws -> Bool {
        switch message.kind {
        case .changeOffered:
            return try supplierOrders.find(message.supplierOrder)?.status == .changeOffered
        case .answerReminder:
            guard let part = try supplierOrders.find(message.supplierOrder) else { return false }
            return part.status == .changeOffered && part.expiresAt.map { now < $0 } ?? true
        case .requestQuestion, .questionReminder:
            return try approvals.find(supplierOrder: message.supplierOrder)?.status(at: now) == .infoWanted
        case .requestMade, .requestAnswered, .requestReminder, .requestPassedOn:
            let status = try approvals.find(supplierOrder: message.supplierOrder)?.status(at: now)
            return status == .pending || status == .reconsideration
        case .reviewAsked:
            return try approvals.find(supplierOrder: message.supplierOrder)?.status(at: now) == .reconsideration
        default: return true
        }
    }
}
