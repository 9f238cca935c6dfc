import Foundation
import Testing

/// Runs the built program, as a person would.
struct Command {
    struct Answer {
        let code: Int32
        let output: String
        let errors: String
    }

    /// A folder of its own, which is also where the program runs.
    let folder: CommandFolder

    init() throws {
        folder = try CommandFolder()
    }

    var database: String { "\(folder.path)/test.db" }

    /// - Parameters:
    ///   - environment: besides `PATH`; nothing else of the test's own is handed on.
    ///   - input: what standard input holds.
    @discardableResult
    func run(_ words: String..., environment: [String: String] = [:], input: String = "") throws -> Answer {
        try run(words: words, environment: environment, input: input)
    }

    func run(words: [String], environment: [String: String], input: String) throws -> Answer {
        let process = Process()
        process.executableURL = Command.program
        process.arguments = words
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        // Files, because a full pipe would stop a program that nobody listens to.
        let names = ["in", "out", "err"].map { "\(folder.path)/.\($0)-\(UUID().uuidString)" }
        try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
        for name in names.dropFirst() { try Data().write(to: URL(fileURLWithPath: name)) }
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: names[0]))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names[2]))
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        for name in names { try FileManager.default.removeItem(atPath: name) }
        return Answer(code: process.terminationStatus, output: texts[1], errors: texts[2])
    }

    /// The program stands beside the bundle of the tests.
    static let program: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let places = [
            bundle, checkout.appendingPathComponent(".build/debug"), checkout.appendingPathComponent(".build/release"),
        ].map { $0.appendingPathComponent("holdfast") }
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            preconditionFailure("the program is not built: \(places.map(\.path))")
        }
        return place
    }()

    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let catalogue = checkout.appendingPathComponent("catalogue").resolvingSymlinksInPath().path

    func bytes(of name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    /// Every file of the folder with what it holds.
    func everything() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.first != "." {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(folder.path)/\(name)", isDirectory: &isFolder)
            found[name] = isFolder.boolValue ? Data() : try bytes(of: name)
        }
        return found
    }
}

/// A temporary folder, gone with its owner.
final class CommandFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("a temporary folder stays behind: \(error)")
        }
    }
}
