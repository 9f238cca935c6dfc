import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who may say what about whom, who reads it first, and what it comes to on the supplier's row.
@Suite("Writing and reading reviews") struct SupplierReviewOperationTests {
    /// A session at Trent that has come.
    private func received(_ scene: Scene) async throws -> SupplierOrder {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        return part
    }

    private func rating(_ scene: Scene) async throws -> String {
        let row = try #require(try await scene.rows("SELECT * FROM suppliers WHERE id = 'trent'").first)
        return "\(try row.integer("rating_sum"))/\(try row.integer("rating_count"))"
    }

    @Test func `Ann writes, Bilal publishes, Petra replies, Bilal publishes that too`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let told = try await scene.messages().count
        let id = try await scene.perform(
            WriteSupplierReview(part: part.id, stars: 4, text: "They came on time."), as: .ann)
        #expect(try await rating(scene) == "0/0")
        try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
        #expect(try await rating(scene) == "4/1")
        try await scene.perform(ReplyToSupplierReview(review: id, text: "Thank you."), as: .petra)
        try await scene.perform(DecideSupplierReview(review: id, side: .reply, action: .publish), as: .bilal)
        let published = try await scene.database.read { try $0.supplierReviews.published(of: "trent", most: 9) }
        let words = published.map { "\($0.stars) \($0.review.text) \($0.reply.text)" }
        #expect(words == ["4 They came on time. Thank you."])
        // The supplier is not told: the message would say whose order it is.
        #expect(Array(try await scene.messages().dropFirst(told)) == ["supplier-review-published → holder:h-ann"])
    }

    @Test func `three people make an average, and one who takes theirs back unmakes it`() async throws {
        let scene = try await Scene()
        var parts: [SupplierOrder] = []
        for (stars, holder) in [(5, "h-ann"), (4, "h-finn"), (4, "h-zara")] {
            let part = try await received(scene)
            let id = try await scene.perform(
                WriteSupplierReview(part: part.id, stars: stars, text: "Well done."), as: .ann)
            // Whoever buys there, the review is told by its order.
            try await scene.run("UPDATE orders SET holder_id = \(holder) WHERE id = \(part.order)")
            parts.append(part)
            try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
        }
        // The shelf notices: results can show it, and be chosen by it.
        let rated = { try await scene.desk.look { $0.shelf.supplier("trent")?.rating } }
        #expect(try await rated() == Rating(sum: 13, count: 3))
        try await scene.perform(WithdrawSupplierReview(part: parts[0].id), as: .ann)
        #expect(try await rated() == nil)
        #expect(try await rating(scene) == "8/2")
        #expect(try await scene.rows("SELECT * FROM supplier_reviews WHERE text LIKE '%Well%'").count == 2)
    }

    @Test func `however often Ann buys and writes, hers is one voice: the newest`() async throws {
        let scene = try await Scene()
        for stars in [1, 1, 4] {
            let part = try await received(scene)
            let id = try await scene.perform(
                WriteSupplierReview(part: part.id, stars: stars, text: "As it was."), as: .ann)
            scene.clock.advance(minutes: 1)
            try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
        }
        #expect(try await rating(scene) == "4/1")
        #expect(try await scene.database.read { try $0.supplierReviews.publishedCount(of: "trent") } == 3)
    }

    @Test func `a reply goes with the text that it answered`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let id = try await scene.perform(WriteSupplierReview(part: part.id, stars: 5, text: "Wonderful."), as: .ann)
        let read = { try #require(try await scene.database.read { try $0.supplierReviews.find(id) }) }
        for change in ["anew", "back"] {
            try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
            try await scene.perform(ReplyToSupplierReview(review: id, text: "So glad!"), as: .petra)
            if change == "anew" {
                try await scene.perform(DecideSupplierReview(review: id, side: .reply, action: .publish), as: .bilal)
                try await scene.perform(WriteSupplierReview(part: part.id, stars: 1, text: "Never came."), as: .ann)
                #expect(try await read().review.status == .waiting)
            } else {
                try await scene.perform(WithdrawSupplierReview(part: part.id), as: .ann)
                #expect(try await read().waitingSince == nil, "nothing is left to be read")
            }
            #expect(try await read().reply == .init())
        }
    }

    @Test func `the address of a review does not tell when it was written`() async throws {
        let scene = try await Scene()
        var written: [String] = []
        for _ in 0..<3 {
            let part = try await received(scene)
            written.append(
                try await scene.perform(WriteSupplierReview(part: part.id, stars: 4, text: "Good."), as: .ann).text)
        }
        let others = try await scene.rows("SELECT id FROM supplier_orders").map { try $0.text("id") }
        // Identifiers that tell the time begin alike when they are made together.
        for (id, next) in zip(written, written.dropFirst()) { #expect(id.prefix(4) != next.prefix(4)) }
        #expect(written.allSatisfy { id in !others.contains { $0.prefix(8) == id.prefix(8) } })
    }

    @Test func `before anything came there is nothing to say`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let write = WriteSupplierReview(part: part.id, stars: 4, text: "Good.")
        #expect(await refusal { try await scene.perform(write, as: .ann) } == "supplier-review.bought-there")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        #expect(await refusal { try await scene.perform(write, as: .ann) } == "supplier-review.bought-there")
        try await scene.confirm(part)
        #expect(await refusal { try await scene.perform(write, as: .ann) } == "done")
    }

    @Test func `nobody else writes, replies, reads or decides`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let write = WriteSupplierReview(part: part.id, stars: 4, text: "Good.")
        for who: Player in [.zara, .dana, .petra, .bilal] {
            #expect(await refusal { try await scene.perform(write, as: who) } == "NotFound", "\(who)")
        }
        let id = try await scene.perform(write, as: .tom)
        let publish = DecideSupplierReview(review: id, side: .review, action: .publish)
        for who: Player in [.ann, .petra, .quinn] {
            #expect(await refusal { try await scene.perform(publish, as: who) } == "NotFound", "\(who)")
        }
        // What is not published is not there for the supplier either.
        let reply = ReplyToSupplierReview(review: id, text: "Thank you.")
        #expect(await refusal { try await scene.perform(reply, as: .petra) } == "NotFound")
        try await scene.perform(publish, as: .bilal)
        for who: Player in [.ann, .carol, .bilal] {
            #expect(await refusal { try await scene.perform(reply, as: who) } == "NotFound", "\(who)")
        }
    }

    @Test func `whoever has an interest in the supplier does not decide`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let id = try await scene.perform(WriteSupplierReview(part: part.id, stars: 1, text: "Bad."), as: .ann)
        try await scene.perform(DeclareInterest(subject: .supplier("trent"), words: "Shares"), as: .joan)
        let refuse = DecideSupplierReview(review: id, side: .review, action: .refuse, reason: "Not fair.")
        #expect(await refusal { try await scene.perform(refuse, as: .joan) } == "staff.interest-in-supplier")
        try await scene.perform(refuse, as: .bilal)
        let event = try await scene.database.read { try $0.supplierReviews.refusal(of: id, .review) }
        #expect(event?.note == "Not fair.")
    }

    @Test func `what looks private is held back until it is meant, and a refusal needs its reason`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let text = "Good for my dementia, call 0115 496 0123."
        let write = { (isMeant: Bool) in WriteSupplierReview(part: part.id, stars: 4, text: text, isMeant: isMeant) }
        #expect(await refusal { try await scene.perform(write(false), as: .ann) } == "FieldProblems")
        let id = try await scene.perform(write(true), as: .ann)
        #expect(
            await refusal {
                try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .refuse), as: .bilal)
            } == "FieldProblems")
        for (stars, text) in [(0, "Good."), (6, "Good."), (3, ""), (3, String(repeating: "é", count: 1_001))] {
            let asked = WriteSupplierReview(part: part.id, stars: stars, text: text)
            #expect(await refusal { try await scene.perform(asked, as: .ann) } == "FieldProblems")
        }
    }

    @Test func `an older page changes nothing`() async throws {
        let scene = try await Scene()
        let part = try await received(scene)
        let id = try await scene.perform(WriteSupplierReview(part: part.id, stars: 4, text: "Good."), as: .ann)
        try await scene.perform(WriteSupplierReview(part: part.id, version: 1, stars: 2, text: "Worse."), as: .ann)
        let publish = DecideSupplierReview(review: id, version: 1, side: .review, action: .publish)
        #expect(await refusal { try await scene.perform(publish, as: .bilal) } == "order.changed-meanwhile")
    }
}
