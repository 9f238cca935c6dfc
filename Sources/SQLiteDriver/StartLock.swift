import Foundation

/// Lets one program at a time start on the databases of a folder, by `flock` on the folder: no file of its own, and
/// gone when the program dies. Not on the database file, because closing that would drop SQLite's own locks.
struct StartLock {
    private let descriptor: Int32

    /// - Throws: `.busy` when another program starts for longer than `milliseconds`, `.cannotOpen` without the folder.
    init(folder: String, milliseconds: Int) throws(DatabaseRefusal) {
        descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen("\(folder): \(String(cString: strerror(errno)))") }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            // Some network file systems know no such locks; the database's own lock still guards the schema there.
            guard errno == EWOULDBLOCK || errno == EINTR else { return }
            guard waited < milliseconds else {
                _ = Foundation.close(descriptor)
                throw .busy
            }
            usleep(10_000)
            waited += 10
        }
    }

    func release() {
        _ = Foundation.close(descriptor)
    }
}
