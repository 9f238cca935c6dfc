import ArgumentParser
import Foundation

/// Why a command cannot do its work: one line for the terminal, and the exit code.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
    let code: Int32

    static let cannotWork: Int32 = 2
    static let usage: Int32 = 64

    init(_ description: String, code: Int32 = cannotWork) {
        self.description = description
        self.code = code
    }
}

extension ExitCode {
    /// The command worked, and found something wrong.
    static let foundProblems = ExitCode(1)
}

/// What the commands say: results on standard output, everything else on standard error.
enum Terminal {
    static func say(_ line: String) {
        write(line + "\n", to: .standardOutput)
    }

    static func warn(_ line: String) {
        write(line + "\n", to: .standardError)
    }

    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // Nobody listens any more: a closed pipe or a full disk behind it.
            Foundation.exit(CommandFailure.cannotWork)
        }
    }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    static func exit(with error: any Error) -> Never {
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        if let failure = error as? CommandFailure {
            warn("holdfast: \(oneLine(failure.description))")
            Foundation.exit(failure.code)
        }
        switch Holdfast.exitCode(for: error) {
        case .success:
            say(Holdfast.fullMessage(for: error))
            Foundation.exit(0)
        case .validationFailure:
            warn("holdfast: \(oneLine(Holdfast.message(for: error))) (see 'holdfast --help')")
            Foundation.exit(CommandFailure.usage)
        default:
            warn("holdfast: \(oneLine(String(describing: error)))")
            Foundation.exit(CommandFailure.cannotWork)
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// Columns for reading: as wide as their widest cell.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: [String]) {
        self.header = header
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}
