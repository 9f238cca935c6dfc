import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// The shop, with the filter of one plan line.
@Suite("Shop page") struct ShopPageTests {
    @Test func `what one line pays for is shown, kept through filters, and left again`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?line=l-physio")
        #expect(ann.page.text.contains("You see only what “Therapy” pays for."))
        #expect(ann.links.contains("/listings/neuro"))
        #expect(!ann.links.contains("/listings/rollator"))
        try await ann.press("Show results")
        #expect(ann.address.contains("line=l-physio"))
        try await ann.follow("Lowest price")
        #expect(ann.address.contains("line=l-physio"))
        try await ann.press("Search")
        #expect(ann.address.contains("line=l-physio"))
        try await ann.follow("See everything that your plan covers")
        #expect(!ann.address.contains("line="))
        #expect(ann.links.contains("/listings/rollator"))
    }

    @Test func `everything is more than one line, and a line that is gone is told`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?line=l-physio")
        ann.fill("show", "all")
        try await ann.press("Show results")
        #expect(!ann.page.text.contains("You see only"))
        #expect(ann.links.contains("/listings/lights"))
        try await ann.visit("/shop?line=l-finn-physio")
        #expect(ann.status == 200)
        #expect(ann.page.text.contains("that line is not in your plan any more"))
        #expect(!ann.page.text.contains("Finn"))
    }

    @Test func `a listing shows the verdict with what was checked, and others of the kind with theirs`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/listings/lights")
        #expect(ann.page.text.contains("Needs approval"))
        #expect(ann.page.text.contains("What was checked"))
        #expect(ann.links.contains("/listings/lights-trent"))
        #expect(ann.form(to: "/basket/lines/") == nil)
    }

    @Test func `a slip of the pen is forgiven, and the page says what was looked for`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?q=roltalor&show=all")
        #expect(ann.page.text.contains("Nothing is called “roltalor”. We looked for “rollator”."))
        #expect(ann.links.contains("/listings/rollator"))
        try await ann.visit("/shop?q=meadow&show=all")
        #expect(ann.links.contains("/suppliers/meadow"), "suppliers are found by name")
    }

    @Test func `filters stand in the address, keep each other, and their numbers are true`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?show=all")
        ann.fill("reach", "national")
        ann.fill("check", "insured")
        ann.fill("stars", "")
        try await ann.press("Show results")
        for part in ["reach=national", "check=insured", "show=all"] { #expect(ann.address.contains(part)) }
        try await ann.follow("Nearest")
        for part in ["reach=national", "check=insured", "order=distance"] { #expect(ann.address.contains(part)) }
    }

    @Test(arguments: [
        ("from=12.345", "The lowest price"), ("to=-3", "The highest price"), ("from=9&to=5", "must not be less"),
        ("by=tomorrow", "The day you need it by"), ("by=2020-01-01", "must not be over"),
    ]) func `a price or a day that cannot be read is said beside its field`(query: String, words: String) async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?show=all&\(query)")
        #expect(ann.status == 422)
        #expect(ann.page.text.contains("There is a problem"))
        #expect(ann.page.text.contains(words))
        // The field is to be seen, also where the filters are folded away.
        #expect(ann.page.all("input").first { $0["id"] == "filters-shown" }?["checked"] != nil)
        let name = query.contains("to=") ? "to" : String(query.prefix { $0 != "=" })
        let open = ann.page.all("details").filter { $0["open"] != nil }
        #expect(open.contains { $0.all("input").contains { $0["name"] == name } })
    }

    @Test func `what does not come to Ann is shown when she asks, with the reason`() async throws {
        let scene = try await Scene()
        try await scene.database.write { tx in
            let far = Cast.supplier("far", "Far Away Aids", .districts(["S10"]), base: Cast.s10.centre)
            let revision = try tx.listings.nextRevision()
            _ = try tx.suppliers.take(far, source: Digest(of: "far"), on: Cast.today, revision: revision)
            try tx.listings.insert(Cast.listing("far-frame", by: far, "07-01", "10"), revision: revision)
        }
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/shop?show=all&category=07")
        #expect(!ann.links.contains("/listings/far-frame"))
        try await ann.follow("show them with the reason")
        #expect(ann.links.contains("/listings/far-frame"))
        #expect(ann.page.text.contains("Not allowed"))
    }
}
