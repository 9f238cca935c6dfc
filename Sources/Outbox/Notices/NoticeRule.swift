import Identity
import Plans

/// How much something concerns somebody.
package enum Hearing: String, Sendable, CaseIterable, Comparable {
    /// They are asked to do something.
    case act
    /// It is theirs to know.
    case know
    /// It is somebody else's, and they get a copy.
    case copy

    package static func < (left: Hearing, right: Hearing) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Who of a holder's side hears of one kind of thing: the holder, and who acts for them.
package struct HolderNoticeRule: Sendable, Hashable {
    package let topic: NoticeTopic
    /// What an authority must allow for doing what is asked; nil where nothing is asked.
    package let asks: Authority.Scope?
    /// Nil where people may do without it.
    package let duty: NoticeDuty?

    init(_ topic: NoticeTopic, asks: Authority.Scope? = nil, duty: NoticeDuty? = nil) {
        self.topic = topic
        self.asks = asks
        self.duty = duty
    }

    /// Why somebody who hears of it so is told whatever they have chosen.
    package func duty(for hearing: Hearing) -> NoticeDuty? { hearing == .copy ? nil : duty }

    /// How somebody with this authority hears of it; nil where they do not.
    ///
    /// The holder in person, a nominee and a representative decide, so they hear of everything. Carers and proxies
    /// hear of what they may do something about and of orders that they signed; copies of the rest only where whoever
    /// decides has allowed them, and of plan and money only where they may see those.
    /// - Parameters:
    ///   - isSigner: they signed the order that it is about.
    ///   - getsCopies: as whoever decides for the holder has said about them.
    package func hearing(of authority: Authority, isSigner: Bool, getsCopies: Bool) -> Hearing? {
        if let asks, authority.allows(asks) { return .act }
        if authority.mayAgree { return .know }
        if isSigner { return .know }
        guard getsCopies else { return nil }
        switch topic {
        case .plan, .money: return authority.allows(.statement) ? .copy : nil
        case .rights: return nil
        case .orders, .deliveries, .requests, .problems: return .copy
        }
    }
}

/// Who of a commissioner's staff hears of one kind of thing.
package struct StaffNoticeRule: Sendable, Hashable {
    package enum Readers: Sendable, Hashable {
        /// Who may decide on the request now; where it was given into somebody's hands, they alone.
        case deciders
        /// Who has one of these roles; everybody where nobody has.
        case roles([StaffRole])
    }

    package let topic: NoticeTopic
    package let readers: Readers
    package let hearing: Hearing

    init(_ topic: NoticeTopic, _ readers: Readers, _ hearing: Hearing = .know) {
        self.topic = topic
        self.readers = readers
        self.hearing = hearing
    }

    /// Those among the staff.
    /// - Parameter deciders: of the request that it is about.
    package func readers(among staff: [StaffMember], deciders: [Person.ID]) -> [Person.ID] {
        switch readers {
        case .deciders: return deciders
        case .roles(let roles):
            let fit = staff.filter { member in member.posts.contains { roles.contains($0.role) } }
            return (fit.isEmpty ? staff : fit).map(\.person)
        }
    }
}

extension NoticeKind {
    /// The rule for the holder's side; nil for what never goes to it.
    package var holderRule: HolderNoticeRule? {
        switch self {
        case .message(let kind): kind.holderRule
        case .plan(let kind): HolderNoticeRule(.plan, duty: kind.takesAway ? .planTakesAway : nil)
        case .right: HolderNoticeRule(.rights, duty: .right)
        }
    }
}

extension Message.Kind {
    fileprivate var holderRule: HolderNoticeRule? {
        switch self {
        case .changeOffered, .answerReminder: HolderNoticeRule(.orders, asks: .sign)
        case .orderAccepted, .orderDeclined, .orderLapsed, .cancelAgreed, .cancelRefused, .cancelOverdue, .putOnHold,
            .goesOn, .stopped, .noteWritten, .supplierReviewPublished, .supplierReviewRefused:
            HolderNoticeRule(.orders)
        case .delivered: HolderNoticeRule(.deliveries, asks: .confirm)
        case .receiptNotice: HolderNoticeRule(.deliveries, asks: .confirm, duty: .silenceCounts)
        case .countedReceived: HolderNoticeRule(.deliveries, duty: .silenceCounts)
        case .closedShort: HolderNoticeRule(.deliveries)
        case .requestQuestion, .questionReminder: HolderNoticeRule(.requests, asks: .sign)
        case .requestApproved, .requestPartApproved, .requestDeclined, .requestVoided, .requestEnded, .reviewUpheld,
            .reviewChanged:
            HolderNoticeRule(.requests, duty: .decision)
        case .requestPaused, .requestResumed, .requestNotNeeded: HolderNoticeRule(.requests)
        case .problemSettled, .problemAnswered, .problemEscalated, .statementAdded: HolderNoticeRule(.problems)
        case .problemDecided: HolderNoticeRule(.problems, duty: .decision)
        case .refunded: HolderNoticeRule(.money)
        case .orderSent, .orderCancelled, .receiptConfirmed, .paid, .requestMade, .requestWithdrawn, .contingencyUsed,
            .requestAnswered, .requestReminder, .requestPassedOn, .reviewAsked, .changeAgreed, .changeRefused,
            .cancelAsked, .problemReported, .problemWithdrawn, .refundLate, .paymentReturned, .invoiceQuestioned,
            .invoiceRejected:
            nil
        }
    }

    /// The rule for the commissioner's staff; nil for what never goes to them.
    package var staffRule: StaffNoticeRule? {
        switch self {
        case .requestMade, .requestAnswered, .requestReminder, .requestPassedOn, .reviewAsked:
            StaffNoticeRule(.requests, .deciders, .act)
        case .requestResumed: StaffNoticeRule(.requests, .deciders)
        case .requestWithdrawn, .requestVoided, .requestEnded, .requestNotNeeded:
            StaffNoticeRule(.requests, .roles([.coordinator]))
        case .cancelOverdue: StaffNoticeRule(.orders, .roles([.coordinator]), .act)
        case .receiptConfirmed: StaffNoticeRule(.money, .roles([.finance]), .act)
        case .refundLate: StaffNoticeRule(.money, .roles([.finance, .coordinator]), .act)
        case .problemEscalated: StaffNoticeRule(.problems, .roles([.approver, .seniorApprover]), .act)
        case .problemReported, .problemAnswered, .problemWithdrawn, .statementAdded:
            StaffNoticeRule(.problems, .roles([.coordinator]))
        case .contingencyUsed: StaffNoticeRule(.plan, .roles([.coordinator]))
        case .orderSent, .orderCancelled, .paid, .requestApproved, .requestDeclined, .orderAccepted, .orderDeclined,
            .delivered, .requestPartApproved, .requestQuestion, .questionReminder, .requestPaused, .reviewUpheld,
            .reviewChanged, .changeOffered, .changeAgreed, .changeRefused, .orderLapsed, .cancelAsked, .cancelAgreed,
            .cancelRefused, .answerReminder, .receiptNotice, .countedReceived, .closedShort, .problemSettled,
            .problemDecided, .paymentReturned, .refunded, .putOnHold, .goesOn, .stopped, .noteWritten,
            .supplierReviewPublished, .supplierReviewRefused, .invoiceQuestioned, .invoiceRejected:
            nil
        }
    }
}
