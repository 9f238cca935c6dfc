import Foundation

/// Programs that the same build has made.
package enum Built {
    /// Beside the running program, or beside the bundle of the tests.
    package static func program(_ name: String) -> URL? {
        let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let places = [
            URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent(), here,
            checkout.appendingPathComponent(".build/debug"), checkout.appendingPathComponent(".build/release"),
        ]
        return places.map { $0.appendingPathComponent(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    package static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
