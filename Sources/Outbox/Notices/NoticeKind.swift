import Plans

/// What somebody is told about: a step of an order or a request, something done to a plan, or a right to act.
package enum NoticeKind: Sendable, Hashable {
    case message(Message.Kind)
    case plan(PlanNotice.Kind)
    case right(RightChange)

    /// What became of somebody's right to act for a holder.
    package enum RightChange: String, Sendable, CaseIterable {
        case given, changed, ended
    }

    /// As it is stored: `message/order-accepted`.
    package var code: String {
        switch self {
        case .message(let kind): "message/\(kind.rawValue)"
        case .plan(let kind): "plan/\(kind.rawValue)"
        case .right(let change): "right/\(change.rawValue)"
        }
    }

    /// From the same; nil where it is none.
    package init?(code: String) {
        guard let slash = code.firstIndex(of: "/") else { return nil }
        let word = String(code[slash...].dropFirst())
        let found: NoticeKind? =
            switch code[..<slash] {
            case "message": Message.Kind(rawValue: word).map(NoticeKind.message)
            case "plan": PlanNotice.Kind(rawValue: word).map(NoticeKind.plan)
            case "right": RightChange(rawValue: word).map(NoticeKind.right)
            default: nil
            }
        guard let found else { return nil }
        self = found
    }

    package static let all: [NoticeKind] =
        Message.Kind.allCases.map(message) + PlanNotice.Kind.allCases.map(plan) + RightChange.allCases.map(right)
}

/// What notices are about, as people choose them.
package enum NoticeTopic: String, Sendable, CaseIterable, Codable {
    case orders, deliveries, requests, problems, money, plan, rights
}

/// Why a notice goes out whatever somebody has chosen: the whole list, in one place.
package enum NoticeDuty: String, Sendable, CaseIterable {
    /// What was decided on a request, on a review of it, or on a problem, with reasons.
    case decision
    /// Something is taken from a plan.
    case planTakesAway = "plan-takes-away"
    /// Silence would count as an answer.
    case silenceCounts = "silence-counts"
    /// Somebody can act for a holder no more, or otherwise than before.
    case right

    /// Where the duty comes from.
    package var source: String {
        switch self {
        case .decision, .planTakesAway:
            "National Health Service (Direct Payments) Regulations 2013: decisions are given in writing, with reasons, "
                + "and can be looked at again"
        case .silenceCounts:
            "A rule of ours: silence counts as receipt only where two notices came before it"
        case .right:
            "National Health Service (Direct Payments) Regulations 2013: nominees and representatives are told when "
                + "their part begins and ends"
        }
    }
}
