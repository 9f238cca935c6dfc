import Catalogue
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What suppliers list is looked at before it is in the shop, and before it changes there.
@Suite("Listing reviews") struct ListingReviewTests {
    private func listing(_ scene: Scene, _ id: Listing.ID) async throws -> Listing {
        try #require(try await scene.database.read { try $0.listings.find(id) })
    }

    private func pending(_ scene: Scene, _ id: Listing.ID = "neuro") async throws -> ListingChange? {
        try await scene.database.read { try $0.listingChanges.pending(of: id) }
    }

    private func revise(
        _ scene: Scene, _ id: Listing.ID = "neuro", _ change: (inout ListingText) -> Void
    ) async throws {
        let found = try await listing(scene, id)
        var text = try await scene.database.read { try $0.own(found).wanted }
        let seen = text.stock
        change(&text)
        try await scene.perform(
            ReviseListing(listing: id, version: found.version, text: text, stockSeen: seen),
            as: .staff(of: found.supplier.text))
    }

    private func events(_ scene: Scene, _ id: Listing.ID) async throws -> [ListingEvent.What] {
        try await scene.database.read { try $0.listingHistory.list(of: id, most: 50).reversed().map(\.what) }
    }

    @Test func `Petra’s new listing goes from draft over changes into the shop`() async throws {
        let scene = try await Scene()
        var text = ListingText(Cast.terms("04-02", "60"))
        let id = try await scene.perform(AddListing(text: text, reference: "P-1"), as: .petra)
        #expect(await refusal { try await scene.fill(.ann, [(id, 1)]) } == "NotFound")
        try await scene.perform(MoveListing(listing: id, version: 1, action: .propose), as: .petra)
        let none = await refusal {
            try await scene.perform(ReviewListing(listing: id, version: 2, decision: .askChanges), as: .bilal)
        }
        #expect(none == "FieldProblems")
        try await scene.perform(
            ReviewListing(listing: id, version: 2, decision: .askChanges, note: "Say how long."), as: .bilal)
        text.description = "An hour each."
        try await scene.perform(ReviseListing(listing: id, version: 3, text: text), as: .petra)
        try await scene.perform(MoveListing(listing: id, version: 4, action: .propose), as: .petra)
        let stale = await refusal {
            try await scene.perform(ReviewListing(listing: id, version: 4, decision: .accept), as: .bilal)
        }
        #expect(stale == "listing.changed-meanwhile", "who decides has read what they decide about")
        try await scene.perform(ReviewListing(listing: id, version: 5, decision: .accept), as: .quinn)
        try await scene.fill(.ann, [(id, 1)])
        #expect(try await listing(scene, id).reference == "P-1")
        #expect(
            try await events(scene, id) == [.drafted, .proposed, .changesAsked, .revised, .proposed, .accepted])
    }

    @Test func `a change of what is in the shop waits, is amended, and counts once it is accepted`() async throws {
        let scene = try await Scene()
        try await revise(scene) { $0.title = "Sessions at home" }
        #expect(try await listing(scene, "neuro").terms.title == Cast.session.terms.title)
        let first = try #require(try await pending(scene))
        try await revise(scene) { $0.description = "Longer." }
        let second = try #require(try await pending(scene))
        #expect(second.id == first.id && second.version == 2)
        #expect(second.fields.map(\.field) == ["title", "description"])
        let stale = await refusal {
            try await scene.perform(ReviewListingChange(change: first.id, version: 1, decision: .accept), as: .bilal)
        }
        #expect(stale == "listing.changed-meanwhile")
        try await scene.perform(ReviewListingChange(change: first.id, version: 2, decision: .accept), as: .bilal)
        let found = try await listing(scene, "neuro")
        #expect((found.terms.title, found.terms.description) == ("Sessions at home", "Longer."))
        #expect(try await pending(scene) == nil)
        let again = await refusal {
            try await scene.perform(ReviewListingChange(change: first.id, version: 3, decision: .refuse, note: "x"),
                as: .bilal)
        }
        #expect(again == "listing-change.not-possible")
    }

    @Test func `what is refused stays as it was, with the reason; what is typed back is no change`() async throws {
        let scene = try await Scene()
        try await revise(scene) { $0.unit = "month" }
        let change = try #require(try await pending(scene))
        try await scene.perform(
            ReviewListingChange(change: change.id, version: 1, decision: .refuse, note: "By the hour, please."),
            as: .bilal)
        let answer = try await scene.database.read { try $0.listingHistory.lastAnswer(about: "neuro") }
        #expect(answer?.note == "By the hour, please.")
        try await revise(scene) { $0.unit = "month" }
        try await revise(scene) { $0.unit = Cast.session.terms.unit }
        #expect(try await pending(scene) == nil)
        #expect(try await events(scene, "neuro").last == .changeWithdrawn)
    }

    @Test func `a lower price, stock and room count at once, a higher price after notice`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let signed = try await scene.part(of: order, "trent")
        try await revise(scene) { text in
            (text.price, text.stock, text.capacity) = ("70", "9", "4")
        }
        var found = try await listing(scene, "neuro")
        #expect((found.terms.price, found.stock, found.capacityPerWeek) == (Cast.pounds("70"), 9, 4))
        #expect(try await pending(scene) == nil)
        try await revise(scene) { $0.price = "90" }
        found = try await listing(scene, "neuro")
        #expect(found.terms.price == Cast.pounds("70"))
        scene.clock.advance(days: 27)
        try await scene.desk.strikePriceClock()
        #expect(try await listing(scene, "neuro").terms.price == Cast.pounds("70"))
        scene.clock.advance(days: 1)
        try await scene.desk.strikePriceClock()
        #expect(try await listing(scene, "neuro").terms.price == Cast.pounds("90"))
        #expect(try await scene.part(of: order, "trent").lines == signed.lines)
        let today = scene.clock.now.day
        #expect(try await scene.database.read { try $0.prices.differences(on: today) } == [])
    }

    @Test func `a price that is set behind the reviewer’s back has to be read first`() async throws {
        let scene = try await Scene()
        let today = scene.clock.now.day
        let id = try await scene.perform(
            AddListing(text: ListingText(Cast.terms("04-02", "20")), proposes: true), as: .petra)
        let changes: [any Operation] = [
            SetListingPrice(listing: id, price: "500", first: today.adding(days: 1)),
            SetListingPrice(listing: id, price: "500", region: "East Midlands", first: today),
            RecallListingPrice(listing: id, sequence: 2),
        ]
        for (index, change) in changes.enumerated() {
            let read = try await listing(scene, id).version
            try await scene.perform(change, as: .petra)
            let stale = await refusal {
                try await scene.perform(ReviewListing(listing: id, version: read, decision: .accept), as: .bilal)
            }
            #expect(stale == "listing.changed-meanwhile", "\(index)")
        }
        let read = try await listing(scene, id).version
        try await scene.perform(ReviewListing(listing: id, version: read, decision: .accept), as: .bilal)
        #expect(try await listing(scene, id).terms.price == Cast.pounds("20"))
    }

    @Test func `who has an interest in the supplier does not review, and neither does another supplier`() async throws {
        let scene = try await Scene()
        let text = ListingText(Cast.terms("04-02", "60"))
        let id = try await scene.perform(AddListing(text: text, proposes: true), as: .petra)
        try await scene.perform(
            DeclareInterest(subject: .supplier("trent"), words: "My sister works there"), as: .joan)
        let accept = ReviewListing(listing: id, version: 2, decision: .accept)
        #expect(await refusal { try await scene.perform(accept, as: .joan) } == "staff.interest-in-supplier")
        for who in [Player.petra, .carol, .ann] {
            #expect(await refusal { try await scene.perform(accept, as: who) } == "NotFound")
        }
        try await scene.perform(accept, as: .bilal)
    }

    @Test func `a supplier cannot accept by itself, nor touch another’s`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(AddListing(text: ListingText(Cast.terms("04-02", "60"))), as: .petra)
        for action in [ListingAction.accept, .reject, .askChanges, .revise] {
            let code = await refusal {
                try await scene.perform(MoveListing(listing: id, version: 1, action: action), as: .petra)
            }
            #expect(code == "NotFound", "\(action)")
        }
        let other = await refusal {
            try await scene.perform(MoveListing(listing: id, version: 1, action: .propose), as: .carol)
        }
        #expect(other == "NotFound")
    }

    @Test func `what is paused cannot be ordered, and comes back as it was`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        try await scene.perform(MoveListing(listing: "neuro", version: 1, action: .pause), as: .petra)
        #expect(try await scene.checkout().judgement.verdicts.flatMap(\.reasons) == [.listingPaused])
        try await scene.perform(MoveListing(listing: "neuro", version: 2, action: .resume), as: .petra)
        #expect(try await !scene.checkout().judgement.isBlocked)
    }

    @Test func `a replacement is another listing of one’s own`() async throws {
        let scene = try await Scene()
        let other = try await scene.offer(ListingText(Cast.terms("04-02", "60")), as: .petra, reference: "P-1")
        for code in ["rollator", "neuro", "nothing"] {
            #expect(await refusal { try await revise(scene) { $0.replacement = code } } == "FieldProblems", "\(code)")
        }
        try await revise(scene) { $0.replacement = "P-1" }
        let change = try #require(try await pending(scene))
        try await scene.perform(ReviewListingChange(change: change.id, version: 1, decision: .accept), as: .bilal)
        #expect(try await listing(scene, "neuro").terms.replacement == other)
    }
}
