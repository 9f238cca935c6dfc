import SceneSupport
import Testing

@Suite("First") struct FirstTests {
    @Test func `x`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        #expect(browser.heading == "x")
        print(browser.reply.body.prefix(6000))
    }
}
