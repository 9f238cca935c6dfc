import ArgumentParser
import Catalogue
import Foundation
import Pictures

/// Draws one picture anew: bytes in, bytes out. Runs as a child of the server, with little memory and time, so that
/// what goes wrong in a decoder goes wrong there. It reads no file and opens no connection.
struct PictureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "picture", abstract: "Draw a picture anew (used by the server).", shouldDisplay: false)

    /// Of address space: the largest picture that is taken needs about a third of it.
    static let memoryBytes: rlim_t = 1 << 30
    static let seconds: rlim_t = 20

    func run() throws {
        Self.limit(.init(RLIMIT_AS.rawValue), Self.memoryBytes)
        Self.limit(.init(RLIMIT_CPU.rawValue), Self.seconds)
        // It writes to its pipe and to nothing else, and starts nothing.
        Self.limit(.init(RLIMIT_FSIZE.rawValue), 0)
        Self.limit(.init(RLIMIT_CORE.rawValue), 0)
        let bytes = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
        let answer: PictureAnswer
        do {
            answer = .drawn(try PictureDrawing.files(of: bytes))
        } catch {
            answer = .problem(error)
        }
        try FileHandle.standardOutput.write(contentsOf: Data(answer.bytes))
    }

    private static func limit(_ what: __rlimit_resource_t, _ most: rlim_t) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        guard setrlimit(what, &limit) == 0 else { Foundation.exit(2) }
    }
}

/// What the child says: a line with the lengths of the files, or with what is wrong; then the files.
enum PictureAnswer {
    case drawn([[UInt8]])
    case problem(PictureProblem)

    var bytes: [UInt8] {
        switch self {
        case .drawn(let files):
            Array("drawn \(files.map { String($0.count) }.joined(separator: " "))\n".utf8) + files.flatMap { $0 }
        case .problem(let problem): Array("problem \(problem.code)\n".utf8)
        }
    }

    /// Nil for what is no whole answer.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").map(String.init)
        switch words.first {
        case "problem" where words.count == 2:
            guard let problem = PictureProblem(code: words[1]) else { return nil }
            self = .problem(problem)
        case "drawn":
            var (files, at): ([[UInt8]], Int) = ([], end + 1)
            for word in words.dropFirst() {
                guard let length = Int(word), length > 0, length <= bytes.count - at else { return nil }
                files.append(Array(bytes[at..<(at + length)]))
                at += length
            }
            guard at == bytes.count, files.count == PictureFile.sides.count else { return nil }
            self = .drawn(files)
        default: return nil
        }
    }
}
