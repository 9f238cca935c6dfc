import Catalogue
import Identity
import Orders
import Testing
import TestSupport
import Values

/// How a review and its reply move, and what many of them come to.
@Suite("Reviews of suppliers") struct SupplierReviewTests {
    private func fresh() -> SupplierReview {
        SupplierReview(
            id: "r", supplierOrder: "so", supplier: "trent", commissioner: "TAD", stars: 4)
    }

    @Test(arguments: [
        (0, 0, nil), (5, 1, nil), (10, 2, nil), (15, 3, 50), (13, 3, 43), (14, 3, 47), (3, 3, 10), (9, 4, 23),
        (465, 100, 47), (464, 100, 46),
    ] as [(Int, Int, Int?)])
    func `an average is told from three reviews on, rounded to tenths`(sum: Int, count: Int, tenths: Int?) {
        #expect(Rating(sum: sum, count: count)?.tenths == tenths)
    }

    @Test func `it is written, read, published, changed and taken back, and then the text is gone`() throws {
        var review = fresh()
        let day = Moment(milliseconds: 1_000)
        _ = try review.write("Good.", stars: 5, as: .review, boughtThere: true, by: "p-ann", at: day)
        #expect(review.review.status == .waiting && review.stars == 5 && review.waitingSince == day)
        _ = try review.decide(.publish, on: .review, reason: "", by: "p-bilal", at: day.adding(minutes: 1))
        #expect(review.isPublic && review.waitingSince == nil && review.publishedAt == day.adding(minutes: 1))
        _ = try review.write("Thanks.", as: .reply, boughtThere: true, by: "p-petra", at: day.adding(minutes: 2))
        #expect(review.isPublic && review.reply.status == .waiting && review.waitingSince == day.adding(minutes: 2))
        _ = try review.decide(.refuse, on: .reply, reason: "It names her.", by: "p-bilal", at: day.adding(minutes: 3))
        #expect(review.isPublic && review.reply.status == .refused && review.waitingSince == nil)
        _ = try review.write("Better.", as: .review, boughtThere: true, by: "p-ann", at: day.adding(minutes: 4))
        #expect(!review.isPublic && review.stars == 5)
        _ = try review.withdraw(.review, by: "p-ann", at: day.adding(minutes: 5))
        #expect(review.review == .init() && review.waitingSince == nil && review.version == 6)
    }

    @Test func `nothing is written before something came, and nothing refused without a reason`() throws {
        var review = fresh()
        #expect(throws: WorkflowRefusal.self) {
            try review.write("Good.", as: .review, boughtThere: false, by: "p-ann", at: Cast.now)
        }
        #expect(review == fresh())
        _ = try review.write("Good.", as: .review, boughtThere: true, by: "p-ann", at: Cast.now)
        for action in [SupplierReviewAction.refuse, .takeDown] {
            #expect(throws: WorkflowRefusal.self) {
                try review.decide(action, on: .review, reason: "", by: "p-bilal", at: Cast.now)
            }
        }
    }

    @Test func `on every way, others read a text only after somebody else published that very text`() throws {
        try forAll { random in
            var review = fresh()
            var shown: [SupplierReview.Side: String] = [:]
            for step in 0..<20 {
                let side = SupplierReview.Side.allCases.randomElement(using: &random) ?? .review
                let action = SupplierReviewAction.allCases.randomElement(using: &random) ?? .write
                let before = review
                do {
                    switch action {
                    case .write:
                        _ = try review.write("t\(step)", as: side, boughtThere: true, by: "p-ann", at: Cast.now)
                        // A reply goes with the text that it answered.
                        for gone in side == .review ? SupplierReview.Side.allCases : [side] { shown[gone] = nil }
                    case .withdraw:
                        _ = try review.withdraw(side, by: "p-ann", at: Cast.now)
                        for gone in side == .review ? SupplierReview.Side.allCases : [side] { shown[gone] = nil }
                    case .publish, .refuse, .takeDown:
                        _ = try review.decide(action, on: side, reason: "x", by: "p-bilal", at: Cast.now)
                        shown[side] = action == .publish ? review[side].text : nil
                    }
                } catch {
                    #expect(review == before)
                }
                for side in SupplierReview.Side.allCases {
                    #expect((review[side].status == .published ? review[side].text : nil) == shown[side])
                    #expect((review[side].status == .absent) == review[side].text.isEmpty)
                }
                let waits = SupplierReview.Side.allCases.contains { review[$0].status == .waiting }
                #expect((review.waitingSince != nil) == waits)
            }
        }
    }
}
