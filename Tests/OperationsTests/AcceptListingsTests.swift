import Catalogue
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What a supplier proposes by the hundred comes into the shop with one decision, as far as it was looked at.
@Suite("Accepting many listings") struct AcceptListingsTests {
    private func propose(_ titles: [String], _ scene: Scene) async throws -> [Listing.ID] {
        var ids: [Listing.ID] = []
        for title in titles {
            var text = ListingText(Cast.terms("04-02", "60"))
            text.title = title
            let id = try await scene.perform(AddListing(text: text, reference: title), as: .petra)
            try await scene.perform(MoveListing(listing: id, version: 1, action: .propose), as: .petra)
            ids.append(id)
        }
        return ids
    }

    private func statuses(_ ids: [Listing.ID], _ scene: Scene) async throws -> [ListingStatus?] {
        let found = try await scene.database.read { try $0.listings.find(ids) }
        return ids.map { found[$0]?.status }
    }

    private func revision(_ scene: Scene) async throws -> Int {
        try await scene.database.read { try $0.listings.revision() }
    }

    @Test func `Bilal takes in what he has seen, and what Petra wrote since goes on waiting`() async throws {
        let scene = try await Scene()
        let ids = try await propose(["One", "Two", "Three"], scene)
        let seen = try await revision(scene)
        var text = ListingText(Cast.terms("04-02", "900"))
        text.title = "Two"
        try await scene.perform(ReviseListing(listing: ids[1], version: 2, text: text), as: .petra)
        let late = try await propose(["Four"], scene)
        try await scene.perform(AcceptListings(supplier: "trent", seen: seen), as: .bilal)
        #expect(try await statuses(ids + late, scene) == [.live, .proposed, .live, .proposed])
        let events = try await scene.database.read { try $0.listingHistory.list(of: ids[0], most: 9).map(\.what) }
        #expect(events.first == .accepted)
        #expect(await refusal { try await scene.fill(.ann, [(ids[0], 1)]) } == "done")
    }

    @Test func `nobody but a reviewer without an interest does, and nothing is no decision`() async throws {
        let scene = try await Scene()
        let ids = try await propose(["One"], scene)
        let accept = AcceptListings(supplier: "trent", seen: try await revision(scene))
        for who: Player in [.ann, .petra, .milo] {
            #expect(await refusal { try await scene.perform(accept, as: who) } == "NotFound", "\(who)")
        }
        try await scene.perform(DeclareInterest(subject: .supplier("trent"), words: "Shares"), as: .joan)
        #expect(await refusal { try await scene.perform(accept, as: .joan) } == "staff.interest-in-supplier")
        #expect(try await statuses(ids, scene) == [.proposed])
        let other = AcceptListings(supplier: "meadow", seen: try await revision(scene))
        #expect(await refusal { try await scene.perform(other, as: .bilal) } == "NotFound")
    }
}
