import Cryptography
import Foundation
import Operations

/// Passwords as they come in from a terminal, a pipe or a file.
enum Password {
    static let charactersMinimum = NewPassword.charactersMinimum
    static let bytesMaximum = NewPassword.bytesMaximum
    private static let saltBytes = 16

    /// The first line of the file, or of standard input, without its line end.
    static func read(file: String?) throws -> String {
        let bytes: Data
        if let file {
            guard let handle = FileHandle(forReadingAtPath: file) else {
                throw CommandFailure("\(file): cannot be read: \(String(cString: strerror(errno)))")
            }
            bytes = try firstBytes(handle)
        } else {
            bytes = try withoutEcho { try firstBytes(.standardInput) }
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw CommandFailure("the password is not UTF-8")
        }
        return try checked(text)
    }

    /// - Throws: a `CommandFailure` that says what a password must be.
    static func checked(_ text: String) throws -> String {
        guard text.unicodeScalars.count >= charactersMinimum else {
            throw CommandFailure("the password must have at least \(charactersMinimum) characters")
        }
        guard text.utf8.count <= bytesMaximum else {
            throw CommandFailure("the password must not have more than \(bytesMaximum) bytes")
        }
        return text
    }

    /// In its stored form, with a salt of its own.
    static func hash(_ password: String) throws -> String {
        try PasswordHash.make(password: password, salt: RandomBytes.make(saltBytes)).text
    }

    private static func firstBytes(_ handle: FileHandle) throws -> Data {
        var bytes = Data()
        while bytes.count <= bytesMaximum + 1, !bytes.contains(UInt8(ascii: "\n")),
            let more = try handle.read(upToCount: bytesMaximum), !more.isEmpty
        {
            bytes += more
        }
        return bytes
    }

    /// On a terminal: asks, and does not show what is typed.
    private static func withoutEcho<Answer>(_ body: () throws -> Answer) throws -> Answer {
        var before = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
        Terminal.write("Password: ", to: .standardError)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            Terminal.warn("")
        }
        return try body()
    }
}
