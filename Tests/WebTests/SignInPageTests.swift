import SceneSupport
import Testing

/// The way in, and the way back to where somebody was.
@Suite("Sign-in page") struct SignInPageTests {
    @Test(arguments: [
        (Player.ann, "/home"), (.tom, "/home"), (.nora, "/acting-for"), (.petra, "/supplier"),
        (.bilal, "/requests"),
    ]) func `everybody comes to where their work begins`(who: Player, place: String) async throws {
        let browser = Browser(try await Scene())
        try await browser.signIn(who)
        #expect(browser.status == 200)
        #expect(browser.address == place)
    }

    @Test func `what is wrong is said next to the field, and the password is never sent back`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.visit("/sign-in")
        try await browser.press("Sign in")
        #expect(browser.status == 422)
        #expect(browser.problem(of: "email") == "Enter your e-mail address")
        #expect(browser.problem(of: "password") == "Enter your password")
        #expect(browser.problems == ["Enter your e-mail address", "Enter your password"])
        for (email, password) in [
            ("ann@example.org", "wrong-Passw0rd"), ("nobody@example.org", "wrong-Passw0rd"), ("<script>", "x-secret"),
        ] {
            browser.fill("email", email)
            browser.fill("password", password)
            try await browser.press("Sign in")
            #expect(browser.status == 422)
            #expect(browser.problem(of: "email") == "E-mail address or password is not right")
            #expect(browser.value(of: "email") == email)
            #expect(!browser.reply.body.contains(password))
            #expect(!browser.reply.body.contains("<script>"))
        }
        #expect(try await scene.rows("SELECT digest FROM sessions").isEmpty)
    }

    @Test func `after signing in, people are back where they were`() async throws {
        let browser = Browser(try await Scene())
        try await browser.visit("/shop?q=rollator&reach=national")
        #expect(browser.heading == "Sign in")
        browser.fill("email", "ann@example.org")
        browser.fill("password", Player.password)
        try await browser.press("Sign in")
        #expect(browser.address == "/shop?q=rollator&reach=national")
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "http:evil.example", "javascript:alert(1)",
        "\\\\evil.example", " //evil.example", "/\t/evil.example", "/\n/evil.example", "evil.example", "",
        "/%0d%0aSet-Cookie:x=y\r\nSet-Cookie: a=b", "///evil.example", "data:text/html,x", "/\u{0}/evil",
    ]) func `nobody is led to another site`(back: String) async throws {
        let browser = Browser(try await Scene())
        try await browser.visit("/sign-in?return=\(Browser.encode(back))")
        let reply = try await browser.ask(
            "POST", "/sign-in", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Browser.encode([
                ("token", browser.token), ("return", back), ("email", "ann@example.org"), ("password", Player.password),
            ]))
        #expect(reply.status == 303)
        #expect(reply.header("Location") == "/")
        #expect(reply.cookies.map { String($0.prefix { $0 != "=" }) } == ["holdfast", "holdfast-browser"])
    }

    @Test func `a form sent after the session has ended is kept, and can be sent after signing in`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await browser.visit("/listings/neuro")
        scene.clock.advance(minutes: 61)
        browser.fill("quantity", "3")
        try await browser.press("Add to basket")
        #expect(browser.status == 403)
        #expect(browser.heading == "Sign in")
        browser.fill("email", "ann@example.org")
        browser.fill("password", Player.password)
        try await browser.press("Sign in")
        #expect(try await scene.rows("SELECT id FROM basket_lines").isEmpty)
        try await browser.press("Carry on")
        #expect(browser.status == 200)
        #expect(try await scene.checkout().basket.lines.map(\.quantity) == [3])
    }

    @Test func `a password in a form is not kept over the end of a session`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await scene.fill(.ann, [("neuro", 1)])
        try await browser.visit("/checkout")
        scene.clock.advance(minutes: 61)
        browser.fill("password", "my-secret-words")
        try await browser.post("/checkout/signature", [("token", browser.token), ("password", "my-secret-words")])
        #expect(browser.heading == "Sign in")
        #expect(!browser.reply.body.contains("my-secret-words"))
    }
}
