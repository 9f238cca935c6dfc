import SceneSupport
import Testing

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
}
