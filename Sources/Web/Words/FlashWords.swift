// What has just been done about an order after it was signed, about problems, and what commissioners' staff have just
// done to policies, plans and people.

extension Flash {
    /// What somebody has just done about a problem, a refund or a payment; nil for everything else.
    var problemNotice: Notice? {
        switch self {
        case .problemReported: Notice(.success, "Reported", text: "The supplier has been told. Its money waits.")
        case .problemAnswered: Notice(.success, "Answered", text: "The others have been told.")
        case .problemEscalated: Notice(.success, "Your commissioner has been asked to decide")
        case .problemWithdrawn: Notice(.success, "Problem withdrawn", text: "It counts as received.")
        case .problemDecided: Notice(.success, "Decided", text: "Both sides have been told, with your reasons.")
        case .statementAdded: Notice(.success, "Added to the record")
        case .refundRecorded: Notice(.success, "Recorded")
        case .writeOffProposed: Notice(.success, "Proposed", text: "Somebody else has to agree.")
        case .paymentReturned: Notice(.success, "Recorded", text: "What it paid is owed again.")
        default: nil
        }
    }

    /// Nil for what is about something else.
    var orderNotice: Notice? {
        switch self {
        case .messageSent: Notice(.success, "Message sent")
        case .cancelAsked: Notice(.success, "You asked to cancel", text: "Until the supplier answers, nothing changes.")
        case .cancelAnswered: Notice(.success, "Answered", text: "The customer has been told.")
        case .changeOffered:
            Notice(.success, "Change offered", text: "The customer is asked. Deliver nothing of it before they agree.")
        case .changeAgreed: Notice(.success, "You agreed and signed", text: "The supplier can now deliver.")
        case .changeRefused:
            Notice(.success, "You said no to the change", text: "Its money is back in your budget.")
        case .closedShort: Notice(.success, "Noted", text: "The customer has been told, with your reason.")
        case .putOnHold: Notice(.success, "Put on hold", text: "The holder and the supplier have been told why.")
        case .passwordChanged: Notice(.success, "Password changed", text: "Everywhere else you are signed out.")
        case .sessionEnded: Notice(.success, "Signed out there")
        case .noticesSaved: Notice(.success, "Saved", text: "It holds from the next thing that happens.")
        case .lettersPosted: Notice(.success, "Marked as posted")
        case .supplierMoved: Notice(.success, "The supplier’s standing is changed", text: "Your reason is kept.")
        case .reviewed: Notice(.success, "Decided", text: "Everybody concerned has been told, with your reason.")
        default: nil
        }
    }

    /// Nil for what others do.
    var staffNotice: Notice? {
        switch self {
        case .policyStarted: Notice(.success, "Draft begun", text: "Nobody is judged by it before you publish it.")
        case .policyPublished: Notice(.success, "Published", text: "It holds from its first day on.")
        case .policyDraftDiscarded: Notice(.success, "Draft thrown away")
        case .policySettingsSaved: Notice(.success, "Days and weeks saved in the draft")
        case .policyRuleSaved: Notice(.success, "Rule saved in the draft")
        case .policyRuleRemoved: Notice(.success, "Rule removed from the draft")
        case .categorySaved: Notice(.success, "Category saved")
        case .itemTypeAdded:
            Notice(.success, "Item type added", text: "Suppliers can offer it, and plans can cover it.")
        case .draftStarted: Notice(.success, "Draft begun", text: "Nothing counts before both sides have agreed.")
        case .draftSaved: Notice(.success, "Saved in the draft")
        case .planProposed: Notice(.success, "Proposed", text: "The person is asked to agree.")
        case .planTakenBack: Notice(.success, "Taken back", text: "It is a draft again.")
        case .planDiscarded: Notice(.success, "Thrown away", text: "The plan stays as it was.")
        case .planAgreementRecorded: Notice(.success, "Agreement recorded")
        case .planStopped: Notice(.success, "Recorded", text: "The person is told, with your reason.")
        case .planResumed: Notice(.success, "The plan goes on", text: "The person is told, with your reason.")
        case .planMoneyMoved: Notice(.success, "Money moved")
        case .planMoneyAdded: Notice(.success, "Money added")
        case .authoritySaved: Notice(.success, "Right saved", text: "It holds from its first day on.")
        case .standingSaved: Notice(.success, "Saved")
        case .requestAnswered: Notice(.success, "Answered", text: "The person reads it on their plan’s page.")
        default: nil
        }
    }
}

extension Flash {
    /// What a supplier, or staff about it, have just done; nil for everything else.
    var joiningNotice: Notice? {
        switch self {
        case .applicationBegun: Notice(.success, "Your application has begun", text: "Nothing is lost if you leave.")
        case .applicationSent: Notice(.success, "Application sent", text: "We tell you on this page how it goes on.")
        case .detailsSaved: Notice(.success, "Saved")
        case .answersSaved: Notice(.success, "Answers saved", text: "The list below is what they lead to.")
        case .evidenceGiven: Notice(.success, "Saved", text: "What counted before goes on counting meanwhile.")
        case .accountGiven: Notice(.success, "Account saved", text: "It counts once we have called you back.")
        case .evidenceDecided: Notice(.success, "Decision saved")
        case .approvalsSaved: Notice(.success, "Approvals saved", text: "They hold at once. Open orders go on.")
        case .teamSaved: Notice(.success, "Team saved")
        case .placeSaved: Notice(.success, "Place saved")
        case .closedDaysSaved: Notice(.success, "Closed days saved")
        default: nil
        }
    }
}
