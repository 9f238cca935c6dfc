/// With what somebody comes, in the words that they would use for it. Only these words are kept of what a browser says
/// about itself: they tell two devices of one person apart, and nobody else's.
enum Device {
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("CrOS", "a Chromebook"), ("Mac OS", "a Mac"), ("Linux", "Linux"),
    ]

    /// - Parameter agent: the header `User-Agent` (RFC 9110, 10.1.5).
    /// - Returns: such as “Firefox on Windows”; empty where neither is known.
    static func words(_ agent: String) -> String {
        let browser = browsers.first { agent.contains($0.0) }?.1
        let system = systems.first { agent.contains($0.0) }?.1
        guard let browser else { return system.map { "A browser on \($0)" } ?? "" }
        return system.map { "\(browser) on \($0)" } ?? browser
    }
}
