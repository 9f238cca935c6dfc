import Cryptography
import Foundation
import Identity

/// Passwords as they come in from a terminal, a pipe or a file.
enum Password {
    private static let saltBytes = 16

    /// What passwords must be, with those that many people use.
    /// - Parameter path: of a file with one on each line; lines that begin with `# ` say something about it.
    static func rule(_ path: String) throws -> PasswordRule {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                "\(path): the passwords that many people use cannot be read: \(String(cString: strerror(errno))); "
                    + "HOLDFAST_COMMON_PASSWORDS says where they are")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let common = lines.filter { !$0.hasPrefix("# ") }.map { $0.lowercased() }
        guard !common.isEmpty else { throw CommandFailure("\(path): holds no passwords") }
        return PasswordRule(common: Set(common))
    }

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
        return text
    }

    /// - Throws: a `CommandFailure` that says what is wrong with a password.
    static func refuse(_ fault: PasswordRule.Fault?) throws {
        if let fault { throw CommandFailure(fault.words) }
    }

    /// In its stored form, with a salt of its own.
    static func hash(_ password: String) throws -> String {
        try PasswordHash.make(password: password, salt: RandomBytes.make(saltBytes)).text
    }

    private static func firstBytes(_ handle: FileHandle) throws -> Data {
        var bytes = Data()
        while bytes.count <= PasswordRule.bytesMaximum + 1, !bytes.contains(UInt8(ascii: "\n")),
            let more = try handle.read(upToCount: PasswordRule.bytesMaximum), !more.isEmpty
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
