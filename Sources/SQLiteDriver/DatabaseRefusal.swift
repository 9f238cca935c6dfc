/// Why a file is not opened. It is left byte for byte as it was.
package enum DatabaseRefusal: Error, Hashable, Sendable {
    /// Something else than an SQLite database, such as a text or a picture.
    case notADatabase
    /// An SQLite database of another program.
    case notHoldfast
    /// A Holdfast database that is truncated or inconsistent; the detail is for whoever repairs it.
    case damaged(String)
    /// Made by a later version of the program, with more schema steps than this one knows.
    case newerThanProgram(found: Int, known: Int)
    /// Another program kept the database locked for too long.
    case busy
    /// Missing folder, missing permission, full disk; the detail says which.
    case cannotOpen(String)
}

extension DatabaseRefusal: CustomStringConvertible {
    /// A sentence for the terminal; who opens puts the path in front.
    package var description: String {
        switch self {
        case .notADatabase: "this file is not a database; it was not touched"
        case .notHoldfast: "this database belongs to another program; it was not touched"
        case .damaged(let detail): "this database is damaged (\(detail)); it was not touched, restore a backup"
        case .newerThanProgram(let found, let known):
            "this database is at schema step \(found), but this program knows steps up to \(known) only; "
                + "it was not touched, use a newer program"
        case .busy: "another program is using this database; try again"
        case .cannotOpen(let detail): "this database cannot be opened: \(detail)"
        }
    }
}
