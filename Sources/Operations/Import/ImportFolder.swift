import Foundation

/// The folder that is imported, and the one for rejected rows.
package struct ImportFolder: Sendable {
    package let path: String
    /// Where `…rejected.csv` files go; nil for beside each input.
    package let rejected: String?

    private static let chunkBytes = 1 << 16

    package init(path: String, rejected: String? = nil) {
        self.path = path
        self.rejected = rejected
    }

    func path(of file: String) -> String { "\(path)/\(file)" }

    func rejectedPath(of file: String) -> String {
        let name = RejectedFile.name(of: file)
        if let rejected { return "\(rejected)/\(name)" }
        return URL(fileURLWithPath: path(of: file)).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// Bytes of a file; nil when it is not there.
    /// - Throws: `ImportFailure.cannotRead`.
    func size(of file: String) throws -> Int? {
        var status = stat()
        guard stat(path(of: file), &status) == 0 else {
            guard errno == ENOENT else { throw failure(file, String(cString: strerror(errno))) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure(file, "it is not a plain file") }
        return Int(status.st_size)
    }

    /// - Throws: `ImportFailure.cannotRead`, from here and from the source.
    func open(_ file: String) throws -> ByteSource {
        let descriptor = Foundation.open(path(of: file), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(file, String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return {
            do {
                return try handle.read(upToCount: ImportFolder.chunkBytes).map(Array.init) ?? []
            } catch {
                throw failure(file, error.localizedDescription)
            }
        }
    }

    private func failure(_ file: String, _ why: String) -> ImportFailure {
        .cannotRead(path: path(of: file), why: why)
    }
}
