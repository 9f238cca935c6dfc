import Testing

@testable import holdfast

@Suite struct SettingsTests {
    @Test func `defaults are for trying it on this machine`() throws {
        let settings = try Settings(flags: .init(), environment: ["PATH": "/bin", "HOME": "/root"])
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.database == "holdfast.db")
        #expect(settings.publicFolder == "Public")
        #expect(settings.signingKeyFile == "holdfast.db.key")
        #expect(settings.publicURL == nil)
        #expect(!settings.behindTLS)
        #expect(settings.address(port: 8081) == "http://127.0.0.1:8081")
    }

    @Test func `a flag goes before the environment, and the environment before the default`() throws {
        var flags = Settings.Flags()
        flags.port = "9001"
        flags.database = "/a/b.db"
        let environment = ["HOLDFAST_PORT": "9000", "HOLDFAST_HOST": "::1", "HOLDFAST_PUBLIC": "P"]
        let settings = try Settings(flags: flags, environment: environment)
        #expect(settings.port == 9_001)
        #expect(settings.host == "::1")
        #expect(settings.publicFolder == "P")
        #expect(settings.signingKeyFile == "/a/b.db.key")
        #expect(settings.address(port: 9_001) == "http://[::1]:9001")
    }

    static let faults: [(variable: String, value: String, told: String)] = [
        ("HOLDFAST_PORT", "http", "HOLDFAST_PORT must be a port from 0 to 65535, not http"),
        ("HOLDFAST_PORT", "65536", "HOLDFAST_PORT must be a port from 0 to 65535, not 65536"),
        ("HOLDFAST_PORT", "-1", "HOLDFAST_PORT must be a port from 0 to 65535, not -1"),
        ("HOLDFAST_PORT", "+1", "HOLDFAST_PORT must be a port from 0 to 65535, not +1"),
        ("HOLDFAST_PORT", "", "HOLDFAST_PORT is empty"),
        ("HOLDFAST_HOST", "a b", "HOLDFAST_HOST must be a host name or an address, not a b"),
        ("HOLDFAST_DATABASE", "/srv/", "HOLDFAST_DATABASE must be a file, not the folder /srv/"),
        (
            "HOLDFAST_API_REQUESTS_PER_MINUTE", "0",
            "HOLDFAST_API_REQUESTS_PER_MINUTE must be a number from 1 to 1000000, not 0"
        ),
        (
            "HOLDFAST_PUBLIC_URL", "shop.example",
            "HOLDFAST_PUBLIC_URL must be an address like https://shop.example, not shop.example"
        ),
        (
            "HOLDFAST_PUBLIC_URL", "http://shop.example",
            "HOLDFAST_PUBLIC_URL must begin with https:// unless it is this machine, not http://shop.example"
        ),
        (
            "HOLDFAST_PUBLIC_URL", "https://shop.example/a",
            "HOLDFAST_PUBLIC_URL must be an address like https://shop.example, not https://shop.example/a"
        ),
    ]

    @Test(arguments: faults) func `a malformed value is told by the name of its setting`(
        _ variable: String, _ value: String, _ told: String
    ) {
        let problem = #expect(throws: SettingProblem.self) {
            try Settings(flags: .init(), environment: [variable: value])
        }
        #expect(problem?.description == told)
    }

    @Test func `a malformed flag is told as a flag`() {
        var flags = Settings.Flags()
        flags.port = "x"
        let problem = #expect(throws: SettingProblem.self) {
            try Settings(flags: flags, environment: ["HOLDFAST_PORT": "1"])
        }
        #expect(problem?.setting == "--port")
    }

    @Test func `an unknown variable of ours stops the start`() {
        let problem = #expect(throws: SettingProblem.self) {
            try Settings(flags: .init(), environment: ["HOLDFAST_PROT": "1"])
        }
        #expect(problem?.setting == "HOLDFAST_PROT")
    }

    static let addresses: [(host: String, url: String?, isSafe: Bool, behindTLS: Bool)] = [
        ("127.0.0.1", nil, true, false), ("localhost", nil, true, false), ("0.0.0.0", nil, false, false),
        ("0.0.0.0", "https://shop.example/", true, true), ("0.0.0.0", "http://localhost:8080", true, false),
    ]

    @Test(arguments: addresses) func `what can be reached from outside needs TLS in front, or a word about it`(
        _ host: String, _ url: String?, _ isSafe: Bool, _ behindTLS: Bool
    ) throws {
        var flags = Settings.Flags()
        flags.host = host
        flags.publicURL = url
        let settings = try Settings(flags: flags, environment: [:])
        #expect(settings.behindTLS == behindTLS)
        if isSafe {
            try settings.mustBeSafe()
        } else {
            #expect(throws: SettingProblem.self) { try settings.mustBeSafe() }
        }
        #expect(!settings.address(port: 1).hasSuffix("/"))
    }

    /// As it is typed, and as browsers say it.
    @Test(arguments: [
        ("https://shop.example/", "https://shop.example"), ("https://Shop.Example:443", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"), ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ]) func `the public address is kept as browsers name it`(typed: String, kept: String) throws {
        #expect(try Settings(flags: .init(), environment: ["HOLDFAST_PUBLIC_URL": typed]).publicURL == kept)
    }

    @Test(arguments: [
        ("", "is empty"), ("10.0.0.0/33", "must be addresses or ranges such as 10.0.0.0/8, not 10.0.0.0/33"),
        ("10.0.0.1, proxy", "must be addresses or ranges such as 10.0.0.0/8, not  proxy"),
    ]) func `what is no proxy is told`(value: String, words: String) throws {
        #expect(throws: SettingProblem("HOLDFAST_TRUSTED_PROXIES", words)) {
            try Settings(flags: .init(), environment: ["HOLDFAST_TRUSTED_PROXIES": value])
        }
    }

    @Test func `passwords are made cheap to try only where nobody comes from outside`() throws {
        let cheap = ["HOLDFAST_PASSWORD_COST": "10"]
        try Settings(flags: .init(), environment: cheap).mustBeSafe()
        for outside in [["HOLDFAST_PUBLIC_URL": "https://shop.example"], ["HOLDFAST_HOST": "0.0.0.0"]] {
            let settings = try Settings(flags: .init(), environment: cheap.merging(outside) { one, _ in one })
            #expect(throws: SettingProblem.self) { try settings.mustBeSafe() }
        }
        let dear = ["HOLDFAST_PASSWORD_COST": "16", "HOLDFAST_PUBLIC_URL": "https://shop.example"]
        try Settings(flags: .init(), environment: dear).mustBeSafe()
        for wrong in ["9", "18", "x", ""] {
            #expect(throws: SettingProblem.self) {
                try Settings(flags: .init(), environment: ["HOLDFAST_PASSWORD_COST": wrong])
            }
        }
    }

    @Test func `proxies on the same machine are trusted where there is a public address, and else none`() throws {
        #expect(try Settings(flags: .init(), environment: [:]).trustedProxies == [])
        let behind = try Settings(flags: .init(), environment: ["HOLDFAST_PUBLIC_URL": "https://shop.example"])
        #expect(behind.trustedProxies.contains { $0.holds("127.0.0.1") })
        #expect(behind.trustedProxies.contains { $0.holds("::1") })
        #expect(!behind.trustedProxies.contains { $0.holds("10.0.0.1") })
    }
}
