import Hummingbird
import Markup
import Values

/// What a handler answers with.
enum Answer: Sendable {
    case page(View)
    /// 303: the browser fetches the address next, so that a reload repeats nothing.
    case redirect(String, Flash?)
    /// A file to keep.
    case file(bytes: [UInt8], type: String, name: String)
    /// Sheets to print: a whole page of its own, without the frame.
    case sheet([UInt8])
    /// What is for everybody, and may be kept for so long.
    case published(bytes: [UInt8], type: String, seconds: Int)
    /// A picture as JPEG, whose address never means another one: whoever has fetched it need not ask again.
    case picture([UInt8])
    /// A file that is read piece by piece while it is sent; nothing at its end.
    case stream(type: String, name: String, @Sendable () throws -> [UInt8])
    /// A CSV file that is read page by page while it is sent, so that its length does not matter.
    case lines(name: String, @Sendable () async throws -> [String]?)

    static func redirect(_ address: String) -> Answer { .redirect(address, nil) }

    /// - Parameter read: the lines after the last that was read, and which is the last of them; nil at the end.
    static func pages<Place: Sendable>(
        name: String, head: String,
        _ read: @escaping @Sendable (_ after: Place?) async throws -> (lines: [String], last: Place?)
    ) -> Answer {
        let pages = FilePages(head: head, read: read)
        return .lines(name: name) { try await pages.next() }
    }
}

/// A file as it is read: where the next page begins.
private actor FilePages<Place: Sendable> {
    private let head: String
    private let read: @Sendable (Place?) async throws -> (lines: [String], last: Place?)
    private var place: Place?
    private var isBegun = false
    private var isDone = false

    init(head: String, read: @escaping @Sendable (Place?) async throws -> (lines: [String], last: Place?)) {
        self.head = head
        self.read = read
    }

    /// Nil at the end.
    func next() async throws -> [String]? {
        if isDone { return nil }
        let (lines, last) = try await read(place)
        place = last
        isDone = last == nil
        defer { isBegun = true }
        return isBegun ? lines : [head] + lines
    }
}

/// A page's own part; the frame around it is made from the visit.
struct View: Sendable {
    let title: String
    var status = HTTPResponse.Status.ok
    var place: Place?
    var breadcrumb: [Link] = []
    var notice: Notice?
    var problems = FieldProblems()
    var width = Page.Width.reading
    /// The address of the page's script: pages do without wherever they can.
    var script: String?
    let body: HTML

    init(
        _ title: String, status: HTTPResponse.Status = .ok, place: Place? = nil, breadcrumb: [Link] = [],
        notice: Notice? = nil, problems: FieldProblems = FieldProblems(), width: Page.Width = .reading,
        @HTMLBuilder body: () -> HTML
    ) {
        self.title = title
        self.status = problems.isEmpty ? status : .unprocessableContent
        self.place = place
        self.breadcrumb = breadcrumb
        self.notice = notice
        self.problems = problems
        self.width = width
        self.body = body()
    }

    /// The main places of the three workspaces, as the header shows them.
    enum Place: String, Sendable {
        case home, shop, lists, basket, orders, plan
        case inbox, listings, organisation
        case requests, payments, problems, orderBook, books, statement
        case policy, people, suppliers, listingReviews
        case today, reviews, ownReviews
    }
}

/// What has just been done, said on the next page. A closed list: an address cannot put words on a page.
enum Flash: String, Sendable, CaseIterable {
    case signed
    case passwordChanged = "password-changed", sessionEnded = "session-ended"
    case passkeyAdded = "passkey-added", passkeyRemoved = "passkey-removed"
    case added, changed, removed, priceAccepted = "price-accepted"
    case arranged, listTakenUp = "list-taken-up"
    case reliefDeclared = "relief-declared", reliefRevoked = "relief-revoked"
    case cancelled, withdrawn, confirmed
    case accepted, declined, delivered
    case messageSent = "message-sent", cancelAsked = "cancel-asked", cancelAnswered = "cancel-answered"
    case changeOffered = "change-offered", changeAgreed = "change-agreed", changeRefused = "change-refused"
    case supplierMoved = "supplier-moved"
    case applicationBegun = "application-begun", applicationSent = "application-sent"
    case detailsSaved = "details-saved", answersSaved = "answers-saved", evidenceGiven = "evidence-given"
    case accountGiven = "account-given", evidenceDecided = "evidence-decided", approvalsSaved = "approvals-saved"
    case teamSaved = "team-saved", placeSaved = "place-saved", closedDaysSaved = "closed-days-saved"
    case closedShort = "closed-short", putOnHold = "put-on-hold", reviewed
    case listingAdded = "listing-added", listingSaved = "listing-saved", listingMoved = "listing-moved"
    case listingProposed = "listing-proposed", listingReviewed = "listing-reviewed", priceSet = "price-set"
    case listingsAccepted = "listings-accepted"
    case priceRecalled = "price-recalled", runStarted = "run-started", keyRevoked = "key-revoked"
    case addressSaved = "address-saved", deliverySettled = "delivery-settled", deliveryRetried = "delivery-retried"
    case requestApproved = "request-approved", requestDeclined = "request-declined"
    case paymentRecorded = "payment-recorded", paymentReturned = "payment-returned"
    case problemReported = "problem-reported", problemAnswered = "problem-answered"
    case problemEscalated = "problem-escalated", problemWithdrawn = "problem-withdrawn"
    case problemDecided = "problem-decided", statementAdded = "statement-added"
    case refundRecorded = "refund-recorded", writeOffProposed = "write-off-proposed"
    case requestVoted = "request-voted", requestAsked = "request-asked", requestAssigned = "request-assigned"
    case questionAnswered = "question-answered", reviewAsked = "review-asked", askedAgain = "asked-again"
    case routeSaved = "route-saved", routeRemoved = "route-removed", timesSaved = "times-saved"
    case rolesSaved = "roles-saved", deputySaved = "deputy-saved", deputyRemoved = "deputy-removed"
    case interestSaved = "interest-saved", interestWithdrawn = "interest-withdrawn"
    case authorisationSaved = "authorisation-saved"
    case policyStarted = "policy-started", policyPublished = "policy-published"
    case policyDraftDiscarded = "policy-draft-discarded", policySettingsSaved = "policy-settings-saved"
    case policyRuleSaved = "policy-rule-saved", policyRuleRemoved = "policy-rule-removed"
    case categorySaved = "category-saved", itemTypeAdded = "item-type-added"
    case planAgreed = "plan-agreed", planChangeAsked = "plan-change-asked"
    case draftStarted = "draft-started", draftSaved = "draft-saved"
    case planProposed = "plan-proposed", planTakenBack = "plan-taken-back", planDiscarded = "plan-discarded"
    case planAgreementRecorded = "plan-agreement-recorded"
    case planStopped = "plan-stopped", planResumed = "plan-resumed"
    case planMoneyMoved = "plan-money-moved", planMoneyAdded = "plan-money-added"
    case authoritySaved = "authority-saved", standingSaved = "standing-saved", requestAnswered = "request-answered"
    case kept, listBegun = "list-begun", listSaved = "list-saved", listRemoved = "list-removed"
    case listShared = "list-shared", listUnshared = "list-unshared"
    case lineRemoved = "line-removed", lineMoved = "line-moved", lineCopied = "line-copied"
    case refilled, searchSaved = "search-saved", searchRemoved = "search-removed"
    case signedOut = "signed-out"
    case supplierReviewSent = "review-sent", supplierReviewTakenBack = "review-taken-back"
    case supplierReviewDecided = "review-decided"
    case documentTaken = "document-taken", exchangeSaved = "exchange-saved"
    case invoiceSent = "invoice-sent", invoiceRejected = "invoice-rejected"
    case noticesSaved = "notices-saved", lettersPosted = "letters-posted"
    case pictureAdded = "picture-added", pictureSaved = "picture-saved"

    var notice: Notice {
        customerNotice ?? listNotice ?? listingNotice ?? reviewNotice ?? orderNotice ?? joiningNotice ?? problemNotice
            ?? documentNotice
            ?? staffNotice
            ?? requestNotice
            ?? Notice(.success, "Done")
    }

    private var customerNotice: Notice? {
        switch self {
        case .signed: Notice(.success, "Signed and ordered", text: "You can follow it on this page.")
        case .added: Notice(.success, "Added to your basket", link: Link("Go to your basket", href: "/basket"))
        case .changed: Notice(.success, "Quantity changed")
        case .removed: Notice(.success, "Removed from your basket")
        case .priceAccepted: Notice(.success, "New price accepted")
        case .arranged: Notice(.success, "Saved", text: "The basket shows what it does to your plan.")
        case .listTakenUp: Notice(.success, "It is in your basket", text: "Prices and your plan are as of today.")
        case .reliefDeclared:
            Notice(.success, "You have declared VAT relief", text: "Prices are without VAT from now on.")
        case .reliefRevoked:
            Notice(
                .success, "Declaration taken back", text: "VAT is charged from now on. Signed orders stay as they are.")
        case .cancelled: Notice(.success, "Cancelled", text: "The money is back in your budget.")
        case .withdrawn: Notice(.success, "Request withdrawn", text: "The money that was held is free again.")
        case .confirmed: Notice(.success, "Thank you", text: "The supplier can now be paid.")
        case .accepted: Notice(.success, "Order accepted")
        case .declined: Notice(.success, "Order declined", text: "The customer has been told, with your reason.")
        case .delivered: Notice(.success, "Marked as delivered", text: "The customer is asked to confirm it.")
        case .requestApproved: Notice(.success, "Approved", text: "The holder has been told.")
        case .requestDeclined:
            Notice(.success, "Declined", text: "The money is free again, and the holder has been told why.")
        case .paymentRecorded: Notice(.success, "Payment recorded")
        case .planAgreed: Notice(.success, "You agreed to the plan", text: "It is kept with your name and the date.")
        case .planChangeAsked:
            Notice(.success, "You asked for a change", text: "Your commissioner reads it and answers on this page.")
        case .signedOut: Notice(.success, "You are signed out")
        case .passkeyAdded: Notice(.success, "Passkey added", text: "You can sign orders with it now.")
        case .passkeyRemoved: Notice(.success, "Passkey removed", text: "What you signed with it stays valid.")
        default: nil
        }
    }
}
