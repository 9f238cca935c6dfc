import Foundation

/// Files that hold a secret: for this account only.
enum PrivateFile {
    private static let bytesMaximum = 16 * 1024

    /// Nil where there is none.
    /// - Parameter kind: what to call it where something is wrong, such as `signing key`.
    /// - Throws: `CommandFailure` where it is no plain file, or others may read it.
    static func read(_ path: String, _ kind: String) throws -> String? {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure(path) }
            return nil
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure("\(path): is not a plain file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw CommandFailure(
                "\(path): others may read this \(kind) (mode \(mode)); run chmod 600; if they did, make a new one")
        }
        return String(decoding: try handle.read(upToCount: bytesMaximum) ?? Data(), as: UTF8.self)
    }

    /// Its only line, without the end.
    static func line(_ path: String, _ kind: String) throws -> String? {
        try read(path, kind).map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
    }

    /// Writes it through to the disk: what is lost here cannot be made again.
    /// - Returns: false when there is a file already.
    static func create(_ path: String, _ text: String) throws -> Bool {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw failure(path) }
            return false
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
        try synchroniseFolder(of: path)
        return true
    }

    /// Puts one in the place of another, at once and for good.
    /// - Returns: false when there is nothing to put there.
    static func replace(_ path: String, by new: String) throws -> Bool {
        guard rename(new, path) == 0 else {
            guard errno == ENOENT else { throw failure(path) }
            return false
        }
        try synchroniseFolder(of: path)
        return true
    }

    /// A name is on the disk for good when its folder is.
    private static func synchroniseFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    static func failure(_ path: String) -> CommandFailure {
        CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
}
