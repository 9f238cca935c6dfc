import Foundation
import SQLiteDriver
import Storage

/// Runs something on a private copy of a database, which is thrown away.
enum DryRun {
    private static let triesMaximum = 5

    /// - Parameter body: is given the copy, and a folder in which it may write.
    static func run<Answer>(
        _ path: String, _ body: (SQLiteDatabase, _ scratch: String) async throws -> Answer
    ) async throws -> Answer {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("holdfast-dry-run-\(UUID().uuidString)").path
        guard mkdir(folder, 0o700) == 0 else { throw CommandFailure("\(folder): \(String(cString: strerror(errno)))") }
        let result: Result<Answer, any Error>
        do {
            let copy = "\(folder)/copy.db"
            try take(path, to: copy)
            result = .success(
                try await DatabaseUse.run(copy, makes: true, named: path) { try await body($0, folder) })
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(atPath: folder)
        return try result.get()
    }

    /// Copies the file and its write-ahead log without opening them, as opening would already write. A server may be
    /// writing meanwhile: a copy counts only if neither file changed while it was made.
    private static func take(_ path: String, to copy: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        for _ in 0..<triesMaximum {
            let before = look(path)
            for suffix in ["", "-wal"] {
                if FileManager.default.fileExists(atPath: copy + suffix) {
                    try FileManager.default.removeItem(atPath: copy + suffix)
                }
                guard FileManager.default.fileExists(atPath: path + suffix) else { continue }
                do {
                    try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
                } catch {
                    throw CommandFailure("\(path)\(suffix): cannot be copied: \(error.localizedDescription)")
                }
            }
            if look(path) == before { return }
        }
        throw CommandFailure("\(path): is written to all the time; try the dry run again when it is quieter")
    }

    private static func look(_ path: String) -> [Int] {
        ["", "-wal"].flatMap { suffix -> [Int] in
            var status = stat()
            guard stat(path + suffix, &status) == 0 else { return [-1] }
            return [Int(status.st_size), Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        }
    }
}
