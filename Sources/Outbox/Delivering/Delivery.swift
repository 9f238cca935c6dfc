import Values

/// One message on its way to one endpoint.
package struct Delivery: Sendable, Hashable {
    package typealias ID = Identifier<Delivery>

    package let id: ID
    package let message: Message.ID
    package let endpoint: Endpoint.ID
    package private(set) var status: DeliveryStatus
    /// How often it has been tried since it was last set going.
    package private(set) var attempts: Int
    /// When it is tried next.
    package private(set) var dueAt: Moment
    /// Nobody tries after this.
    package private(set) var deadline: Moment
    /// Since when somebody should telephone because of what attempts came to; nil while there is no need.
    package private(set) var callSince: Moment?
    package private(set) var deliveredAt: Moment?
    package private(set) var version: Int

    /// A message sets out.
    package init(id: ID, message: Message.ID, endpoint: Endpoint.ID, at now: Moment, minutes: Int) {
        self.init(
            id: id, message: message, endpoint: endpoint, status: .waiting, attempts: 0, dueAt: now,
            deadline: now.adding(minutes: minutes), callSince: nil, deliveredAt: nil, version: 1)
    }

    package init(
        id: ID, message: Message.ID, endpoint: Endpoint.ID, status: DeliveryStatus, attempts: Int, dueAt: Moment,
        deadline: Moment, callSince: Moment?, deliveredAt: Moment?, version: Int
    ) {
        self.id = id
        self.message = message
        self.endpoint = endpoint
        self.status = status
        self.attempts = attempts
        self.dueAt = dueAt
        self.deadline = deadline
        self.callSince = callSince
        self.deliveredAt = deliveredAt
        self.version = version
    }

    /// After so many failures in a row a person is told to telephone (workflow 4.4).
    package static let failuresBeforeCall = 5

    /// What an attempt came to.
    /// - Parameter thousandths: chance from 0 to 999, for the jitter.
    /// - Throws: `WorkflowRefusal` where it does not wait to be tried.
    package mutating func note(
        _ outcome: AttemptOutcome, schedule: RetrySchedule, thousandths: Int, at now: Moment
    ) throws(WorkflowRefusal) {
        attempts += 1
        switch outcome.verdict {
        case .arrived:
            try move(.deliver)
            (deliveredAt, callSince) = (now, nil)
        case .refusedForGood:
            try move(.refuse)
            callSince = callSince ?? now
        case .again(let seconds):
            let next = schedule.pause(after: attempts, thousandths: thousandths).map {
                Moment(milliseconds: now.milliseconds + max($0, seconds * 1_000))
            }
            try fail(next, callsNow: attempts >= Delivery.failuresBeforeCall, at: now)
        }
    }

    /// - Parameter next: nil where the schedule has no further attempt.
    private mutating func fail(_ next: Moment?, callsNow: Bool, at now: Moment) throws(WorkflowRefusal) {
        let next = next.flatMap { $0 <= deadline ? $0 : nil }
        try move(.fail, holding: next == nil ? [] : [.timeLeft])
        if let next { dueAt = next }
        if callsNow || status == .dead { callSince = callSince ?? now }
    }

    /// Its endpoint is no more, or its time is over: nobody tries again, and somebody has to telephone.
    package mutating func giveUp(at now: Moment) throws(WorkflowRefusal) {
        try move(.refuse)
        callSince = callSince ?? now
    }

    /// It is tried again from the beginning: also what has arrived, for a program that lost it.
    package mutating func retry(at now: Moment, minutes: Int) throws(WorkflowRefusal) {
        try move(.retry)
        (attempts, dueAt, deadline, callSince) = (0, now, now.adding(minutes: minutes), nil)
    }

    /// Somebody told them otherwise, or there is nothing to tell any more.
    package mutating func settle() throws(WorkflowRefusal) {
        try move(.settle)
        callSince = nil
    }

    private mutating func move(
        _ event: DeliveryEvent, holding: Set<DeliveryGuard> = []
    ) throws(WorkflowRefusal) {
        status = try DeliveryStatus.workflow.next(from: status, on: event, where: holding.contains)
        version += 1
    }
}

/// How far a message has come on its way to one endpoint.
package enum DeliveryStatus: String, WorkflowWord {
    case waiting, delivered
    /// Nobody tries any more, and nobody has told them otherwise.
    case dead
    /// Somebody telephoned, it went another way, or it came to nothing before it was sent.
    case settled
}

package enum DeliveryEvent: String, WorkflowWord {
    case deliver, fail, refuse, retry, settle
}

package enum DeliveryGuard: String, WorkflowGuard {
    case timeLeft = "time_left"

    package var words: String { "the schedule and the deadline leave another attempt" }
}

extension DeliveryStatus {
    package static let workflow = Workflow<DeliveryStatus, DeliveryEvent, DeliveryGuard>(
        "delivery", start: .waiting,
        [
            .init(.waiting, .deliver, to: .delivered),
            .init(.waiting, .fail, if: [.timeLeft], to: .waiting),
            .init(.waiting, .fail, to: .dead),
            .init(.waiting, .refuse, to: .dead),
            .init(.waiting, .settle, to: .settled),
            .init(.dead, .retry, to: .waiting),
            .init(.dead, .settle, to: .settled),
            .init(.delivered, .retry, to: .waiting),
        ])
}
