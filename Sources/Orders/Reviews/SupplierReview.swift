import Catalogue
import Identity
import Values

/// What somebody who bought from a supplier thinks of it, with the supplier's reply: one for each supplier order.
///
/// It holds no name: readers learn that somebody bought there, and in which month it was published. Text that is taken
/// back is not kept.
package struct SupplierReview: Sendable, Hashable {
    package typealias ID = Identifier<SupplierReview>

    /// The two texts of a review.
    package enum Side: String, Sendable, CaseIterable, Codable {
        /// Written for the holder.
        case review
        /// Written for the supplier.
        case reply
    }

    /// One of the two texts, and where it stands.
    package struct Words: Sendable, Hashable {
        package fileprivate(set) var text: String
        package fileprivate(set) var status: SupplierReviewStatus

        package init(text: String = "", status: SupplierReviewStatus = .absent) {
            self.text = text
            self.status = status
        }
    }

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    package let supplier: Supplier.ID
    /// Whose staff read it first: the holder's.
    package let commissioner: Commissioner.ID
    package private(set) var stars: Int
    package private(set) var review: Words
    package private(set) var reply: Words
    /// Since when one of the two texts waits for somebody to read it; nil when none does.
    package private(set) var waitingSince: Moment?
    /// When the review was published last; nil when it never was.
    package private(set) var publishedAt: Moment?
    package private(set) var version: Int

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, supplier: Supplier.ID, commissioner: Commissioner.ID, stars: Int,
        review: Words = Words(), reply: Words = Words(), waitingSince: Moment? = nil, publishedAt: Moment? = nil,
        version: Int = 0
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.supplier = supplier
        self.commissioner = commissioner
        self.stars = stars
        self.review = review
        self.reply = reply
        self.waitingSince = waitingSince
        self.publishedAt = publishedAt
        self.version = version
    }

    package static let starsPossible = 1...5
    package static let charactersMaximum = 1_000

    package subscript(side: Side) -> Words {
        get { side == .review ? review : reply }
        set { if side == .review { review = newValue } else { reply = newValue } }
    }

    /// Everybody may read it.
    package var isPublic: Bool { review.status == .published }
}

/// What happened to one of the texts. It does not hold the text: what is taken back is gone.
package struct SupplierReviewEvent: Sendable, Hashable {
    package let side: SupplierReview.Side
    package let what: SupplierReviewAction
    package let by: Person.ID
    /// Why it was refused: whoever wrote it reads this.
    package let note: String?
    package let at: Moment

    package init(
        side: SupplierReview.Side, what: SupplierReviewAction, by person: Person.ID, note: String?, at: Moment
    ) {
        self.side = side
        self.what = what
        self.by = person
        self.note = note
        self.at = at
    }
}

extension SupplierReview {
    /// Somebody writes one of the texts, for the first time or anew. A reply goes with the text that it answers.
    /// - Parameter boughtThere: whether something of the order has come.
    /// - Throws: `WorkflowRefusal`.
    package mutating func write(
        _ text: String, stars: Int? = nil, as side: Side, boughtThere: Bool, by person: Person.ID, at now: Moment
    ) throws(WorkflowRefusal) -> SupplierReviewEvent {
        let event = try take(.write, side, note: nil, by: person, at: now) { $0 != .boughtThere || boughtThere }
        self[side].text = text
        if side == .review, let stars { self.stars = stars }
        return event
    }

    /// What somebody of the commissioner decides about one of the texts.
    /// - Parameter reason: needed to refuse it or to take it down.
    /// - Throws: `WorkflowRefusal`.
    package mutating func decide(
        _ action: SupplierReviewAction, on side: Side, reason: String, by person: Person.ID, at now: Moment
    ) throws(WorkflowRefusal) -> SupplierReviewEvent {
        try take(action, side, note: reason.isEmpty ? nil : reason, by: person, at: now) {
            $0 != .reasonGiven || !reason.isEmpty
        }
    }

    /// Whoever wrote one of the texts takes it back: it is gone, and a review's reply with it.
    /// - Throws: `WorkflowRefusal`.
    package mutating func withdraw(
        _ side: Side, by person: Person.ID, at now: Moment
    ) throws(WorkflowRefusal) -> SupplierReviewEvent {
        let event = try take(.withdraw, side, note: nil, by: person, at: now) { _ in true }
        self[side].text = ""
        return event
    }

    private mutating func take(
        _ action: SupplierReviewAction, _ side: Side, note: String?, by person: Person.ID, at now: Moment,
        where holds: (SupplierReviewGuard) -> Bool
    ) throws(WorkflowRefusal) -> SupplierReviewEvent {
        self[side].status = try SupplierReviewStatus.workflow.next(from: self[side].status, on: action, where: holds)
        if side == .review, action == .write || action == .withdraw { reply = Words() }
        if side == .review, action == .publish { publishedAt = now }
        let waits = Side.allCases.contains { self[$0].status == .waiting }
        waitingSince = waits ? waitingSince ?? now : nil
        version += 1
        return SupplierReviewEvent(side: side, what: action, by: person, note: note, at: now)
    }
}

extension SupplierOrder {
    /// Something of it has come, as the holder or the time to object said: whoever got it can say how it was.
    package var mayBeReviewed: Bool {
        count(.received, .disputed, .credited, .paid, .contested, .refunded) > 0
    }
}
