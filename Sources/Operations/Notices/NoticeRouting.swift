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
    let identifiers: Identifiers
    let now: Moment

    func route(_ message: Message) throws {
        switch message.recipient {
        case .holder(let id): try tell(sideOf: id, about: message)
        case .commissioner: try tellStaff(about: message)
        case .supplier, .person: break
        }
    }

    /// What was done to a plan.
    func route(_ id: PlanNotice.ID, _ kind: PlanNotice.Kind, of holder: Holder.ID) throws {
        try tell(sideOf: holder, .plan(kind), from: .plan(id), signer: nil, deadline: nil)
    }

    /// A notice does not go out. Where only its addressee has lost the right to know, what has to be told is told to
    /// those who have it now: whoever knows it already is not told twice.
    func drop(_ notice: PersonalNotice, _ why: PersonalNotice.Dropped) throws {
        var notice = notice
        notice.drop(why)
        try tx.notices.save(notice)
        guard why == .noRight, notice.duty != nil || notice.isForStaff else { return }
        switch (notice.source, notice.kind) {
        case (.message(let id), _):
            guard let message = try tx.outbox.find(id) else { return }
            guard notice.isForStaff else { return try tell(sideOf: notice.holder, about: message) }
            try tellStaff(about: message)
        case (.plan(let id), .plan(let kind)): try route(id, kind, of: notice.holder)
        case (.plan, _), (.right, _), (.lapse, _): return
        }
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
        for (authority, person) in try tx.holders.authorities(for: id) where authority.isInForce(on: now.day) {
            guard try !tx.hasDied(person.id) else { continue }
            isToldToDecider = isToldToDecider || authority.mayAgree
            let hearing = rule.hearing(
                of: authority, isSigner: signer == person.id, getsCopies: copies.contains(person.id))
            guard let hearing else { continue }
            let due = try tx.noticeSettings.find(person).dueAt(
                topic: rule.topic, hearing: hearing, duty: rule.duty(for: hearing), deadline: deadline, at: now)
            guard let due else { continue }
            try tx.notices.insert(
                notice(kind, to: .person(person.id), hearing, rule.topic, about: id, from: source, due: due))
        }
        guard rule.duty != nil, !isToldToDecider else { return }
        // Nobody who decides for them signs in: what has to be said is posted to them.
        let own = notice(kind, to: .holder(id), .know, rule.topic, about: id, from: source, due: now)
        guard try tx.holders.find(id)?.standing.diedOn == nil else { return try hold(own) }
        try tx.notices.insert(own)
    }

    /// There is nobody who may know it: the staff find out whom to tell.
    private func hold(_ notice: PersonalNotice) throws {
        var kept = try tx.notices.find(from: notice.source, to: notice.addressee) ?? notice
        // It has gone out, or is going to be looked at again before it does.
        if kept.id != notice.id, kept.dropped == nil { return }
        try tx.notices.insert(notice)
        kept.drop(.held)
        try tx.notices.save(kept)
    }

    // MARK: - The commissioner's staff

    private func tellStaff(about message: Message) throws {
        guard let rule = message.kind.staffRule, let order = try tx.orders.find(message.order),
            let holder = try tx.holders.find(order.holder)
        else { return }
        for id in try tx.staffReaders(of: message, about: holder, on: now.day) {
            guard let person = try tx.people.find(id) else { continue }
            let due = try tx.noticeSettings.find(person).dueAt(
                topic: rule.topic, hearing: rule.hearing, duty: nil, deadline: try tx.deadline(of: message), at: now)
            guard let due else { continue }
            try tx.notices.insert(
                notice(
                    .message(message.kind), to: .person(id), rule.hearing, rule.topic, isForStaff: true,
                    about: holder.id, from: .message(message.id), due: due))
        }
    }

    private func notice(
        _ kind: NoticeKind, to addressee: Message.Recipient, _ hearing: Hearing, _ topic: NoticeTopic,
        isForStaff: Bool = false, about holder: Holder.ID, from source: PersonalNotice.Source, due: Moment
    ) -> PersonalNotice {
        PersonalNotice(
            id: identifiers.new(at: now), addressee: addressee, source: source, kind: kind, hearing: hearing,
            topic: topic, isForStaff: isForStaff, holder: holder, at: now, dueAt: due, isDaily: due > now)
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
