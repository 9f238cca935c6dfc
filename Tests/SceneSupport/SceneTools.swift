import Foundation
import Synchronization
import Testing
import TestSupport
import Values

/// A folder of its own, gone with its owner.
package final class SceneFolder: Sendable {
    package let path: String

    package init() throws {
        // In memory where the machine offers it: hundreds of scenes would wait for the disk otherwise.
        let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
        let root = FileManager.default.isWritableFile(atPath: memory.path)
            ? memory : FileManager.default.temporaryDirectory
        let folder = root.appendingPathComponent("holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("a temporary folder stays behind: \(error)")
        }
    }

    package var database: String { "\(path)/scene.sqlite" }

    func begin(with template: Data) throws {
        try template.write(to: URL(fileURLWithPath: database))
    }
}

/// A clock that stands still until it is told to go on. It begins on 6 October 2026 at ten in Nottingham.
package final class SceneClock: Sendable {
    private let moment = Mutex(Cast.now)

    package var now: Moment {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    package func advance(minutes: Int) { now = now.adding(minutes: minutes) }
    package func advance(days: Int) { advance(minutes: days * 24 * 60) }
}

/// Identifiers that count up, so that the same steps always give the same ones.
package final class SceneIdentifiers: Sendable {
    private let count: Mutex<Int>

    package init(from first: Int = 0) {
        count = Mutex(first)
    }

    package var identifiers: Identifiers {
        Identifiers { [self] _ in
            let number = String(next())
            let digits = String(repeating: "0", count: 12 - number.count) + number
            return "0199b7a0-0000-7000-8000-\(digits)"
        }
    }

    /// Begins again, so that what is tried once more gets the same identifiers.
    package func restart(from first: Int) {
        count.withLock { $0 = first }
    }

    package func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
