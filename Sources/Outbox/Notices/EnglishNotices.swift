import Plans
import Values

extension NoticeTexts {
    package static let english = NoticeTexts(
        holder: EnglishNotices.holder, staff: EnglishNotices.staff, frame: EnglishNotices.frame)
}

/// The words of notices in English, in one place.
private enum EnglishNotices {
    static let frame = NoticeFrame(
        ownOrder: "Your order", order: "Order", ownPlan: "Your plan", plan: "A plan", account: "Your account",
        answerNeeded: "an answer is needed", answerBy: "Please answer by", greeting: "Dear",
        read: "Read it and see what you can do. You will be asked to sign in",
        daily: "Your daily summary", dailyWaiting: "waiting for an answer",
        why: [
            .act: "You get this because you can do something about it.",
            .know: "You get this because it concerns something you decide, signed or look after.",
            .copy: "You get this as a copy, because you help somebody and they have agreed to it.",
        ],
        change: "Choose what we tell you, and how", unsubscribe: "Stop e-mails like this one",
        duty: "We have to send you this, whatever you have chosen.", more: "more are on your pages.",
        news: NoticeText("there is news", "There is news."), sender: "Holdfast", day: \.words, moment: \.words,
        aboutWhom: "This is about", countsFrom: "It counts from", reason: "The reason:",
        paperRead: "To read more, sign in, or call us on", paperAloud: "We can read it to you.",
        paperChange: "To choose what we tell you, and how, sign in at")

    static let holder = orders.merging(requests) { first, _ in first }.merging(problems) { first, _ in first }
        .merging(plans) { first, _ in first }

    private static let orders: [NoticeKind: NoticeText] = [
        .message(.orderAccepted): NoticeText("accepted", "Order {order} was accepted and will be delivered."),
        .message(.orderDeclined): NoticeText(
            "not accepted", "The supplier cannot take order {order}. Its money is in the budget again.",
            "Sign in to see the reason, and who else offers the same."),
        .message(.changeOffered): NoticeText(
            "a change was offered", "The supplier offers a change to order {order}.",
            "Sign in to compare, and agree or say no. Nothing changes without your answer."),
        .message(.answerReminder): NoticeText(
            "a reminder", "The change that the supplier offered for order {order} still waits for an answer.",
            "Sign in to agree or say no. Without an answer the order ends."),
        .message(.orderLapsed): NoticeText(
            "not answered in time", "Order {order} was not answered in time and has ended. Its money is in the budget "
                + "again.", "Sign in to order it again, or somewhere else."),
        .message(.cancelAgreed): NoticeText("cancelled", "The supplier agreed to cancel what you asked for."),
        .message(.cancelRefused): NoticeText(
            "not cancelled", "The supplier did not agree to cancel. The order goes on.", "Sign in to see the reason."),
        .message(.cancelOverdue): NoticeText(
            "no answer about cancelling",
            "The supplier has not said whether order {order} can be cancelled. {commissioner} has been told."),
        .message(.putOnHold): NoticeText(
            "on hold", "Order {order} is on hold. {commissioner} looks at how it goes on.",
            "Sign in to see the reason."),
        .message(.goesOn): NoticeText("goes on", "Order {order} goes on as before."),
        .message(.stopped): NoticeText("stopped", "Order {order} was stopped.", "Sign in to see the reason."),
        .message(.noteWritten): NoticeText(
            "a new message", "Somebody has written to you about order {order}.", "Sign in to read it and to answer."),
        .message(.supplierReviewPublished): NoticeText(
            "your review", "What you wrote about a supplier can be read by others now."),
        .message(.supplierReviewRefused): NoticeText(
            "your review", "What you wrote about a supplier was not published.", "Sign in to see the reason."),
        .message(.delivered): NoticeText(
            "delivered", "The supplier says that order {order} was delivered.",
            "Sign in to say that all is well, or to report a problem."),
        .message(.receiptNotice): NoticeText(
            "did it come?", "The supplier has shown that order {order} was delivered. If nobody says otherwise after "
                + "two notices, it counts as received and is paid.",
            "Sign in to say that it came, or to report a problem."),
        .message(.countedReceived): NoticeText(
            "counted as received", "After two notices without an objection, order {order} counts as received.",
            "If something is wrong, sign in and report a problem."),
        .message(.closedShort): NoticeText(
            "less will come", "The supplier will not deliver the rest of order {order}. You do not pay for it.",
            "Sign in to see the reason."),
        .message(.refunded): NoticeText("money came back", "A refund for order {order} is back in the budget."),
    ]

    private static let requests: [NoticeKind: NoticeText] = [
        .message(.requestApproved): NoticeText(
            "there is a decision", "{commissioner} has approved what you asked for with order {order}."),
        .message(.requestPartApproved): NoticeText(
            "there is a decision", "{commissioner} has approved a part of what you asked for with order {order}.",
            "Sign in to read the reasons. You can ask for the decision to be looked at again."),
        .message(.requestDeclined): NoticeText(
            "there is a decision", "{commissioner} has not approved what you asked for with order {order}.",
            "Sign in to read the reasons. You can ask for the decision to be looked at again."),
        .message(.requestQuestion): NoticeText(
            "there is a question", "{commissioner} has a question before it decides about order {order}.",
            "Sign in to read and answer it. The decision waits for your answer."),
        .message(.questionReminder): NoticeText(
            "a reminder", "The question from {commissioner} about order {order} still waits for an answer.",
            "Sign in to answer it. Without an answer the request is closed."),
        .message(.requestVoided): NoticeText(
            "the request ended", "The request about order {order} is void, because the plan or the order has changed.",
            "Sign in to see what changed, and to ask again."),
        .message(.requestEnded): NoticeText(
            "the request ended", "The request about order {order} has ended without a decision.",
            "Sign in to see why, and to ask again."),
        .message(.requestPaused): NoticeText(
            "the request waits", "The request about order {order} waits, because the supplier cannot take orders now."),
        .message(.requestResumed): NoticeText("the request goes on", "The request about order {order} goes on."),
        .message(.requestNotNeeded): NoticeText(
            "no request is needed", "The plan pays for order {order} after all, so nobody has to approve it."),
        .message(.reviewUpheld): NoticeText(
            "there is a decision", "The decision about order {order} was looked at again, and stays as it was.",
            "Sign in to read the reasons, and what you can do if you do not agree."),
        .message(.reviewChanged): NoticeText(
            "there is a decision", "The decision about order {order} was looked at again, and was changed.",
            "Sign in to read the reasons, and to order it."),
    ]

    private static let problems: [NoticeKind: NoticeText] = [
        .message(.problemSettled): NoticeText("the problem is settled", "The problem with order {order} is settled."),
        .message(.problemAnswered): NoticeText(
            "an answer to your problem", "The supplier has answered about the problem with order {order}.",
            "Sign in to read it, and to say if you do not agree."),
        .message(.problemEscalated): NoticeText(
            "your problem was passed on", "{commissioner} looks at the problem with order {order} now."),
        .message(.problemDecided): NoticeText(
            "there is a decision", "{commissioner} has decided about the problem with order {order}.",
            "Sign in to read the reasons."),
        .message(.statementAdded): NoticeText(
            "something new about your problem", "Somebody has added to the record of the problem with order {order}.",
            "Sign in to read it."),
    ]

    private static let plans: [NoticeKind: NoticeText] = [
        .plan(.cut): NoticeText(
            "it will give less", "{commissioner} has decided that the plan will give less.",
            "Sign in to read the reasons, and from when. You can ask for the decision to be looked at again."),
        .plan(.suspend): NoticeText(
            "it will be suspended", "{commissioner} has decided to suspend the plan.",
            "Sign in to read the reasons, and from when. You can ask for the decision to be looked at again."),
        .plan(.end): NoticeText(
            "it will end", "{commissioner} has decided to end the plan.",
            "Sign in to read the reasons, and from when. You can ask for the decision to be looked at again."),
        .plan(.resume): NoticeText("it goes on", "The plan goes on."),
        .plan(.transfer): NoticeText("money was moved", "Money was moved from one line of the plan to another."),
        .plan(.addition): NoticeText("money was added", "A line of the plan has got more money, once."),
        .right(.given): NoticeText(
            "you can act for somebody", "{commissioner} has recorded that you can act for somebody.",
            "Sign in to see for whom, from when, and what you can do."),
        .right(.changed): NoticeText(
            "what you can do has changed", "{commissioner} has changed what you can do for somebody.",
            "Sign in to see what you can do now."),
        .right(.ended): NoticeText(
            "you cannot act for somebody any more",
            "{commissioner} has recorded that your right to act for somebody has ended.",
            "If that is wrong, call {commissioner}."),
    ]

    static let staff: [NoticeKind: NoticeText] = [
        .message(.requestMade): NoticeText(
            "a request", "Somebody asks for order {order} to be approved.", "Sign in to decide."),
        .message(.requestAnswered): NoticeText(
            "a question was answered", "The question about order {order} was answered.", "Sign in to decide."),
        .message(.requestReminder): NoticeText(
            "a decision is due soon", "The request about order {order} still waits for a decision.",
            "Sign in to decide."),
        .message(.requestPassedOn): NoticeText(
            "a decision was passed on", "The request about order {order} was not decided in time, and was passed on.",
            "Sign in to decide."),
        .message(.reviewAsked): NoticeText(
            "a decision is to be looked at again", "A review of the decision about order {order} was asked for.",
            "Sign in to decide. Whoever decided before cannot."),
        .message(.requestResumed): NoticeText("a request goes on", "The request about order {order} goes on."),
        .message(.requestWithdrawn): NoticeText(
            "a request was withdrawn", "The request about order {order} was withdrawn."),
        .message(.requestVoided): NoticeText("a request is void", "The request about order {order} is void."),
        .message(.requestEnded): NoticeText(
            "a request ended", "The request about order {order} ended without a decision."),
        .message(.requestNotNeeded): NoticeText(
            "a request is not needed", "The plan pays for order {order}: the request is not needed any more."),
        .message(.cancelOverdue): NoticeText(
            "no answer about cancelling", "The supplier has not said whether order {order} can be cancelled.",
            "Sign in to decide how it goes on."),
        .message(.receiptConfirmed): NoticeText(
            "to be paid", "Receipt of order {order} was confirmed.", "Sign in to pay it."),
        .message(.refundLate): NoticeText(
            "a refund is overdue", "A refund for order {order} is overdue.", "Sign in to see to it."),
        .message(.problemEscalated): NoticeText(
            "a problem is to be decided", "A problem with order {order} was passed to you.", "Sign in to decide."),
        .message(.problemReported): NoticeText("a problem was reported", "A problem with order {order} was reported."),
        .message(.problemAnswered): NoticeText("a problem was answered", "A problem with order {order} was answered."),
        .message(.problemWithdrawn): NoticeText(
            "a problem was withdrawn", "A problem with order {order} was withdrawn."),
        .message(.statementAdded): NoticeText(
            "something new about a problem", "The record of a problem with order {order} was added to."),
        .message(.contingencyUsed): NoticeText(
            "emergency money was used", "Emergency money of a plan was used for order {order}."),
    ]
}
