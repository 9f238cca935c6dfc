import Testing
@testable import Web

@Suite("Devices") struct DeviceTests {
    @Test(arguments: [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            "Safari on an iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge on a Mac"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36",
            "Samsung Internet on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "A browser on Linux"), ("curl/8.5.0", ""), ("", ""),
        ("<script>alert(1)</script>", ""),
    ]) func `is told in a few known words, whatever a browser says of itself`(agent: String, words: String) {
        #expect(Device.words(agent) == words)
    }
}
