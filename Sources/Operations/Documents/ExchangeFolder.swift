import Catalogue
import Foundation
import Outbox
import Values

/// A folder that suppliers' systems and this one exchange documents through, one below it for each supplier:
/// `<supplier>/in`, where theirs come, `out`, where ours are put, and `done` and `refused`, where theirs are moved to.
package struct ExchangeFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// A file that a supplier has put there.
    package struct Found: Sendable, Hashable {
        package let supplier: Supplier.ID
        package let name: String
        /// Changes as long as the file is being written.
        let state: String
    }

    /// As many of one supplier as are looked at in one go; the others come next.
    static let filesMaximum = 100

    /// - Throws: `ImportFailure.cannotRead` where the folder itself cannot be read.
    func found() throws -> [Found] {
        try suppliers().flatMap { supplier -> [Found] in
            let folder = "\(path)/\(supplier)/in"
            // A supplier without such a folder sends nothing this way.
            guard let names = FileManager.default.names(in: folder) else { return [] }
            return names.sorted().filter(ExchangeFolder.isReady).compactMap { name in
                ExchangeFolder.state(of: "\(folder)/\(name)").map {
                    Found(supplier: .init(supplier), name: name, state: $0)
                }
            }.prefix(ExchangeFolder.filesMaximum).map(\.self)
        }
    }

    /// Suppliers that have a folder to be given documents in.
    /// - Throws: `ImportFailure.cannotRead` where the folder itself cannot be read.
    func takers() throws -> [Supplier.ID] {
        try suppliers().filter { FileManager.default.names(in: "\(path)/\($0)/out") != nil }.map { Supplier.ID($0) }
    }

    private func suppliers() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ImportFailure.cannotRead(path: path, why: error.localizedDescription)
        }
    }

    /// By their names, files that are still being written are none.
    private static func isReady(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.hasPrefix("~") && name.lowercased().hasSuffix(".xml")
    }

    /// Size and time; nil for what is no file of its own, such as a link to another.
    private static func state(of path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// Up to one byte more than is looked at. A link is not followed.
    /// - Throws: `ImportFailure.cannotRead`.
    func read(_ found: Found) throws -> [UInt8] {
        let file = "\(path)/\(found.supplier)/in/\(found.name)"
        let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw ImportFailure.cannotRead(path: file, why: String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            return try handle.read(upToCount: Desk.documentBytesMaximum + 1).map(Array.init) ?? []
        } catch {
            throw ImportFailure.cannotRead(path: file, why: error.localizedDescription)
        }
    }

    /// Moves a file to where it is kept; the reason, where there is one, is written beside it first.
    /// - Throws: `ImportFailure.cannotWrite`.
    func move(_ found: Found, to answer: DocumentAnswer) throws {
        let folder = "\(path)/\(found.supplier)/\(answer.refusal == nil ? "done" : "refused")"
        try ExchangeFolder.make(folder)
        // What is there already stays.
        let isThere = FileManager.default.fileExists(atPath: "\(folder)/\(found.name)")
        let name = isThere ? "\(answer.received.id) \(found.name)" : found.name
        if answer.refusal != nil {
            try ExchangeFolder.write(Array((answer.received.reason + "\n").utf8), to: folder, as: "\(name).reason.txt")
        }
        let source = "\(path)/\(found.supplier)/in/\(found.name)"
        guard rename(source, "\(folder)/\(name)") == 0
        else { throw ImportFailure.cannotWrite(path: source, why: String(cString: strerror(errno))) }
    }

    /// Puts a document where its supplier's system fetches it: whole or not at all, and once under its name, however
    /// often it is asked to.
    /// - Throws: `ImportFailure.cannotWrite`.
    package func put(_ document: OutgoingDocument, for supplier: Supplier.ID) throws {
        let folder = "\(path)/\(supplier)/out"
        try ExchangeFolder.make(folder)
        try ExchangeFolder.write(document.bytes, to: folder, as: document.fileName)
    }

    private static func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ImportFailure.cannotWrite(path: folder, why: error.localizedDescription)
        }
    }

    /// Under another name first, then renamed into place.
    private static func write(_ bytes: [UInt8], to folder: String, as name: String) throws {
        let part = "\(folder)/.\(name).part"
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: part))
        } catch {
            throw ImportFailure.cannotWrite(path: part, why: error.localizedDescription)
        }
        guard rename(part, "\(folder)/\(name)") == 0
        else { throw ImportFailure.cannotWrite(path: "\(folder)/\(name)", why: String(cString: strerror(errno))) }
    }
}

extension FileManager {
    /// The names in a folder; nil where there is none, or it cannot be read.
    fileprivate func names(in path: String) -> [String]? {
        do { return try contentsOfDirectory(atPath: path) } catch { return nil }
    }
}
