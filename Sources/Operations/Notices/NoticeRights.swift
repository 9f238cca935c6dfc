import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

extension Reading {
    /// Why a notice is not to go out now; nil where nothing is against it. Asked when it sets out and again before
    /// each attempt: rights end, and what was asked is done.
    func obstacle(to notice: PersonalNotice, at now: Moment) throws -> PersonalNotice.Dropped? {
        // Whoever would get a copy now need not be told; whoever has to be, is told anew.
        guard let hearing = try hearing(of: notice, on: now.day), notice.duty == nil || hearing != .copy
        else { return .noRight }
        switch notice.source {
        case .message(let id):
            guard let message = try outbox.find(id), try isOpen(message, at: now) else { return .overtaken }
        case .plan(let id):
            guard try notices.hasPlanNotice(id) else { return .overtaken }
        case .right, .lapse: break
        }
        guard notice.duty == nil, case .person(let id) = notice.addressee, let person = try people.find(id)
        else { return nil }
        let settings = try noticeSettings.find(person)
        return settings.way == .pages || settings[notice.topic] == .off ? .notWanted : nil
    }

    /// How its addressee hears of a notice, by their rights on a day; nil where they may not know of it.
    func hearing(of notice: PersonalNotice, on day: Day) throws -> Hearing? {
        guard case .person(let id) = notice.addressee else {
            return try holders.find(notice.holder)?.standing.diedOn == nil ? notice.hearing : nil
        }
        guard let person = try people.find(id), try !hasDied(id) else { return nil }
        if notice.isForStaff { return try mayHear(notice, person, on: day) ? notice.hearing : nil }
        // Whoever may do nothing any more is told that.
        if case .right = notice.kind { return notice.hearing }
        guard let authority = try holders.authority(of: id, for: notice.holder), authority.isInForce(on: day)
        else { return nil }
        var signer: Person.ID?
        if case .message(let message) = notice.source {
            signer = try outbox.find(message).flatMap { try orders.find($0.order) }?.signer
        }
        let copies = try noticeSettings.copies(about: notice.holder)
        return notice.kind.holderRule?
            .hearing(of: authority, isSigner: signer == id, getsCopies: copies.contains(id))
    }

    /// Nobody writes to the dead: the person is a holder who has died.
    func hasDied(_ person: Person.ID) throws -> Bool { try ownHolder(of: person)?.standing.diedOn != nil }

    /// As which holder somebody is known, whether or not they act in person now.
    func ownHolder(of person: Person.ID) throws -> Holder? {
        let own = try holders.authorities(of: person).first { $0.authority.kind == .holder }
        return try own.flatMap { try holders.find($0.authority.holder) }
    }

    /// Whether somebody is of the holder's commissioner's staff, and has what is told for their work.
    private func mayHear(_ notice: PersonalNotice, _ person: Person, on day: Day) throws -> Bool {
        guard case .message(let id) = notice.source, let message = try outbox.find(id),
            let holder = try holders.find(notice.holder), person.role == .commissioner,
            person.organisation?.text == holder.commissioner.text
        else { return false }
        return try staffReaders(of: message, about: holder, on: day).contains(person.id)
    }

    /// Who of the staff of a holder's commissioner hears of a message now.
    func staffReaders(of message: Message, about holder: Holder, on day: Day) throws -> [Person.ID] {
        guard let rule = message.kind.staffRule else { return [] }
        return rule.readers(
            among: try staff.list(of: holder.commissioner), deciders: try deciders(of: message, rule, holder, on: day))
    }

    private func deciders(
        of message: Message, _ rule: StaffNoticeRule, _ holder: Holder, on day: Day
    ) throws -> [Person.ID] {
        guard rule.readers == .deciders, let part = try supplierOrders.find(message.supplierOrder),
            let approval = try approvals.find(supplierOrder: part.id)
        else { return [] }
        let all = try deciders(of: approval, for: part, holder: holder, on: day).all.map(\.person)
        if let assigned = approval.assignee, all.contains(assigned) { return [assigned] }
        return all
    }
}
