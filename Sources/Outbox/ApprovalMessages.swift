import Orders

extension OrderMessages {
    /// - Parameter status: in which the request was before.
    package static func messages(
        for action: ApprovalAction, from status: ApprovalStatus = .pending, _ parties: Parties
    ) -> [(kind: Message.Kind, recipient: Message.Recipient)] {
        let (holder, commissioner) = (
            Message.Recipient.holder(parties.holder), Message.Recipient.commissioner(parties.commissioner)
        )
        return switch action {
        case .approve, .change: [(.requestApproved, holder)]
        case .approvePart, .changePart: [(.requestPartApproved, holder)]
        case .decline: [(.requestDeclined, holder)]
        case .withdraw: [(.requestWithdrawn, commissioner)]
        case .ask: [(.requestQuestion, holder)]
        case .answer, .reopen: [(.requestAnswered, commissioner)]
        case .remind where status == .infoWanted: [(.questionReminder, holder)]
        case .remind: [(.requestReminder, commissioner)]
        case .escalate: [(.requestPassedOn, commissioner)]
        case .void: [(.requestVoided, holder), (.requestVoided, commissioner)]
        case .expire, .closeUnanswered, .lapse, .giveUp: [(.requestEnded, holder), (.requestEnded, commissioner)]
        case .pause: [(.requestPaused, holder)]
        case .resume: [(.requestResumed, holder), (.requestResumed, commissioner)]
        case .askReview: [(.reviewAsked, commissioner)]
        case .uphold: [(.reviewUpheld, holder)]
        case .authorise: [(.reviewChanged, holder)]
        case .findNotNeeded: [(.requestNotNeeded, holder), (.requestNotNeeded, commissioner)]
        case .assign, .vote, .approveTier, .use, .close, .followPlan: []
        }
    }
}
