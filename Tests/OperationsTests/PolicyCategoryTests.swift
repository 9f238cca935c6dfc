import Catalogue
import Operations
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// Commissioners' staff edit the words of categories and add item types; law stays as it is.
@Suite("Categories") struct PolicyCategoryTests {
    private func category(_ scene: Scene, _ id: Catalogue.Category.ID) async throws -> Catalogue.Category {
        try #require(try await scene.desk.look { $0.shelf.categories[id] })
    }

    private func edit(_ scene: Scene, _ id: Catalogue.Category.ID, title: String) async throws -> EditCategory {
        let there = try await category(scene, id)
        var text = CategoryText(there)
        text.title = title
        text.summary = "What it is."
        return EditCategory(category: id, text: text, seen: EditCategory.digest(of: there))
    }

    private var bed: CategoryText {
        var text = CategoryText()
        (text.code, text.title, text.summary, text.unit) = ("07-20", "Profiling bed", "A bed that moves.", "each")
        (text.vat, text.lowest, text.highest, text.checks) = ("Z", "400", "2000", ["professional"])
        return text
    }

    @Test func `a new title is seen at once, is found by, and leaves the law alone`() async throws {
        let scene = try await Scene()
        try await scene.perform(try await edit(scene, "20-03", title: "Festoons"), as: .bilal)
        let there = try await category(scene, "20-03")
        #expect(there.title == "Festoons")
        #expect(there.summary == "What it is.")
        #expect(there.policy == Policy(effect: .refer, clause: .X17))
        #expect(there.item == Cast.categories["20-03"]?.item)
        #expect(try await found("festoons", scene) == ["lights", "lights-trent"])
        // A group's title is one of the words, too.
        try await scene.perform(try await edit(scene, "07", title: "Locomotion"), as: .joan)
        #expect(try await found("locomotion", scene) == ["rollator", "ramp", "scooter"])
    }

    /// What is live and found by a word.
    private func found(_ word: String, _ scene: Scene) async throws -> Set<Listing.ID> {
        try await scene.desk.look { look in
            var rows: [Int] = []
            try look.find(word).matches?.rows.forEach { if look.shelf.whose($0) != nil { rows.append($0) } }
            return Set(try look.snapshot.listings.find(rows: rows).values.map(\.id))
        }
    }

    @Test func `nobody writes over words that somebody else has saved meanwhile`() async throws {
        let scene = try await Scene()
        let late = try await edit(scene, "20-03", title: "Late")
        try await scene.perform(try await edit(scene, "20-03", title: "Festoons"), as: .quinn)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.perform(late, as: .bilal) } == "category.changed-meanwhile")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `a new item type can be offered at once, and needs what it needs`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(AddItemType(group: "07", text: bed), as: .bilal)
        let there = try await category(scene, id)
        #expect(there.parent == "07")
        #expect(there.policy == nil)
        #expect(there.item?.checks == [.professional])
        var text = ListingText(Cast.rollator.terms)
        text.category = id.text
        let listing = try await scene.offer(text, as: .milo)
        try await scene.fill(.ann, [(listing, 1)])
        let told = try await scene.checkout().judgement.verdicts.flatMap(\.reasons).map(\.rule)
        #expect(told == ["R17"])
    }

    @Test func `an item type stands in a group, under a code of its own`() async throws {
        let scene = try await Scene()
        let before = try await scene.fingerprint()
        for group: Catalogue.Category.ID in ["07-01", "99"] {
            #expect(
                await refusal { try await scene.perform(AddItemType(group: group, text: bed), as: .bilal) }
                    == "NotFound")
        }
        for code in ["07-01", "", "a b", "-1", String(repeating: "9", count: 21)] {
            var text = bed
            text.code = code
            let add = AddItemType(group: "07", text: text)
            #expect(await refusal { try await scene.perform(add, as: .bilal) } == "FieldProblems", "\(code)")
        }
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `the tree is for commissioners' staff alone`() async throws {
        let scene = try await Scene()
        let change = try await edit(scene, "20-03", title: "Festoons")
        let before = try await scene.fingerprint()
        for who in Player.allCases where who.role != .commissioner {
            #expect(await refusal { try await scene.perform(change, as: who) } == "NotFound")
            #expect(
                await refusal { try await scene.perform(AddItemType(group: "07", text: bed), as: who) } == "NotFound")
        }
        #expect(try await scene.changes(since: before) == [])
    }
}
