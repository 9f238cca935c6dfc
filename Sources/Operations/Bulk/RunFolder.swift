import Catalogue
import Foundation
import Values

/// Where suppliers' files lie until they are deleted. Only this account may read them.
package struct RunFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// - Throws: `ImportFailure.cannotWrite` where the folder cannot be made.
    package func begin() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ImportFailure.cannotWrite(path: path, why: error.localizedDescription)
        }
    }

    private static let (ending, wrongEnding) = (".csv", ".wrong.csv")

    static func name(_ id: ListingRun.ID) -> String { "\(id)\(ending)" }

    func file(_ id: ListingRun.ID) -> String { "\(path)/\(RunFolder.name(id))" }

    package func wrongRows(_ id: ListingRun.ID) -> String { "\(path)/\(id)\(RunFolder.wrongEnding)" }

    package func hasWrongRows(_ id: ListingRun.ID) -> Bool { FileManager.default.fileExists(atPath: wrongRows(id)) }

    /// - Throws: `ImportFailure.cannotRead`, from here and from the source.
    package func open(_ id: ListingRun.ID) throws -> ByteSource {
        try ImportFolder(path: path).open(RunFolder.name(id))
    }

    /// Of the bytes of a file.
    /// - Throws: `ImportFailure.cannotRead`.
    package func digest(_ id: ListingRun.ID) throws -> Digest { try Digest(ofPieces: try open(id)) }

    /// The file of wrong rows, piece by piece.
    /// - Throws: `ImportFailure.cannotRead`, from here and from the source.
    package func openWrongRows(_ id: ListingRun.ID) throws -> @Sendable () throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: wrongRows(id)) else {
            throw ImportFailure.cannotRead(path: wrongRows(id), why: "it is not there")
        }
        return { try handle.read(upToCount: RunFolder.pieceBytes).map(Array.init) ?? [] }
    }

    private static let pieceBytes = 1 << 16

    /// - Throws: `ImportFailure.cannotWrite`.
    package func make(_ id: ListingRun.ID) throws -> RunFile {
        try begin()
        return try RunFile(path: file(id))
    }

    /// The runs whose files were last written before a moment.
    /// - Throws: `ImportFailure.cannotRead`.
    func old(before moment: Moment) throws -> [ListingRun.ID] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            let runs = names.filter { $0.hasSuffix(RunFolder.ending) && isOld($0, moment) }.map { name in
                name.replacing(RunFolder.wrongEnding, with: "").replacing(RunFolder.ending, with: "")
            }
            return Set(runs).sorted().map { ListingRun.ID($0) }
        } catch {
            throw ImportFailure.cannotRead(path: path, why: error.localizedDescription)
        }
    }

    private func isOld(_ name: String, _ moment: Moment) -> Bool {
        var status = stat()
        guard stat("\(path)/\(name)", &status) == 0 else { return false }
        return Moment(milliseconds: status.st_mtim.tv_sec * 1_000) < moment
    }

    /// What is not there is gone already.
    /// - Throws: `ImportFailure.cannotWrite`.
    package func delete(_ id: ListingRun.ID) throws {
        for path in [file(id), wrongRows(id)] where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw ImportFailure.cannotWrite(path: path, why: error.localizedDescription)
            }
        }
    }
}

/// A file that comes piece by piece.
package struct RunFile {
    private let path: String
    private let handle: FileHandle

    fileprivate init(path: String) throws {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ImportFailure.cannotWrite(path: path, why: String(cString: strerror(errno)))
        }
        self.path = path
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// - Throws: `ImportFailure.cannotWrite`.
    package func append(_ bytes: some Sequence<UInt8>) throws {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw ImportFailure.cannotWrite(path: path, why: error.localizedDescription)
        }
    }

    /// - Throws: `ImportFailure.cannotWrite`.
    package func close() throws {
        do {
            try handle.close()
        } catch {
            throw ImportFailure.cannotWrite(path: path, why: error.localizedDescription)
        }
    }
}
