import Foundation
import GRDB

/// Looks at a file before anything may write to it.
struct DatabaseFile {
    enum Content: Equatable {
        case nothing
        /// No tables, and no other program's mark.
        case blank
        /// A sound Holdfast database and its newest schema step.
        case holdfast(newest: Int)
    }

    /// Always absolute, so that SQLite never takes it for a URI.
    let path: String

    /// Larger files are checked by header and length only, so that the start stays quick.
    static let checkedBytesMaximum = 64 << 20

    init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    /// - Throws: `DatabaseRefusal`.
    func content() throws -> Content {
        guard let bytes = try size(of: path) else { return .nothing }
        guard bytes > 0 else { return .blank }
        // SQLite takes a file of a single byte for an empty one, and would write over it.
        guard bytes > 1 else { throw DatabaseRefusal.notADatabase }
        let isAlone = try (size(of: path + "-wal") ?? 0) == 0
        do {
            let queue = try DatabaseQueue(
                path: isAlone ? immutablePath : path, configuration: DatabaseFile.readingConfiguration)
            let found = try queue.read { try judge($0, bytes: bytes, isAlone: isAlone) }
            try queue.close()
            return found
        } catch let error as DatabaseError {
            throw DatabaseFile.refusal(error)
        }
    }

    /// Makes an empty file that only this account may read: it will hold people's health.
    func create() throws {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DatabaseRefusal.cannotOpen(String(cString: strerror(errno))) }
        _ = Foundation.close(descriptor)
    }

    static func refusal(_ error: DatabaseError) -> DatabaseRefusal {
        let message = error.message ?? "SQLite result code \(error.extendedResultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notADatabase
        case .SQLITE_CORRUPT, .SQLITE_FORMAT: .damaged(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        default: .cannotOpen(message)
        }
    }

    /// Bytes of a plain file, nil when there is none.
    private func size(of path: String) throws -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw DatabaseRefusal.cannotOpen(String(cString: strerror(errno))) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw DatabaseRefusal.cannotOpen("not a plain file") }
        return Int(status.st_size)
    }

    /// Without a write-ahead log nobody has the database open, and SQLite may take it as immutable: it then makes
    /// no files beside it. Debian builds SQLite with SQLITE_USE_URI, which this needs.
    private var immutablePath: String {
        let unreserved = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
        return "file:\(path.addingPercentEncoding(withAllowedCharacters: unreserved) ?? path)?immutable=1"
    }

    private static var readingConfiguration: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return configuration
    }

    private func judge(_ database: GRDB.Database, bytes: Int, isAlone: Bool) throws -> Content {
        let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard mark == SchemaSteps.applicationID else {
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            let names = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
            guard mark == 0, version == 0, names == 0 else { throw DatabaseRefusal.notHoldfast }
            return .blank
        }
        // SQLite forgives a last page that is cut off; with a write-ahead log the file may lag behind.
        let size = try Int.fetchOne(
            database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        guard !isAlone || size == bytes else { throw DatabaseRefusal.damaged("it is not as long as it says") }
        if bytes <= DatabaseFile.checkedBytesMaximum {
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else { throw DatabaseRefusal.damaged(verdict) }
        }
        guard let newest = try SchemaSteps.applied(database).max() else {
            throw DatabaseRefusal.damaged("it has no schema steps")
        }
        return .holdfast(newest: newest)
    }
}
