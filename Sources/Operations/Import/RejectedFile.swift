import Foundation

/// The rows of one file that were not taken, with the reason beside each: a copy to correct and import again.
///
/// A row that does not fit the header stands whole in the first cell. Made when the first row comes; an older file
/// of that name goes when there is none. Only this account may read it, as it may be about people.
struct RejectedFile {
    private let path: String
    private let header: [String]
    private let rawHeader: [UInt8]
    /// What each cell becomes that others open in their own programs; nil to leave all as they are.
    private let guarded: ((String) -> String)?
    private var handle: FileHandle?
    private var waiting: [UInt8] = []

    private static let waitingBytesMaximum = 1 << 18

    init(path: String, table: CSVTable, guarding guarded: ((String) -> String)? = nil) {
        self.path = path
        self.guarded = guarded
        header = table.header
        rawHeader = table.rawHeader
    }

    /// `people/plans.csv` → `plans.rejected.csv`
    static func name(of file: String) -> String {
        let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        return "\(name).rejected.csv"
    }

    /// - Throws: `ImportFailure.cannotWrite`.
    mutating func add(_ row: CSVRow, reasons: [String]) throws {
        if handle == nil { try begin() }
        waiting += line(row)
        waiting += Array(",".utf8) + cell(reasons.joined(separator: "; ")) + Array("\n".utf8)
        if waiting.count > RejectedFile.waitingBytesMaximum { try flush() }
    }

    /// - Throws: `ImportFailure.cannotWrite`.
    mutating func finish() throws {
        guard let handle else { return try removeStale() }
        try flush()
        try writing { try handle.close() }
    }

    private var hasReason: Bool { header.contains(CSVTable.reasonColumn) }

    private func line(_ row: CSVRow) -> [UInt8] {
        let width = header.count { $0 != CSVTable.reasonColumn }
        guard let all = row.all else {
            let whole = guarded.map { Array($0(String(decoding: row.raw, as: UTF8.self)).utf8) } ?? row.raw
            return RejectedFile.quoted(whole) + Array(repeating: UInt8(ascii: ","), count: width - 1)
        }
        guard hasReason || guarded != nil else { return row.raw }
        return cells(zip(header, all).filter { $0.0 != CSVTable.reasonColumn }.map(\.1))
    }

    private func cells(_ texts: [String]) -> [UInt8] { Array(texts.map(cell).joined(separator: Array(",".utf8))) }

    private func cell(_ text: String) -> [UInt8] { RejectedFile.quoted(Array((guarded?(text) ?? text).utf8)) }

    private mutating func begin() throws {
        let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ImportFailure.cannotWrite(path: path, why: String(cString: strerror(errno)))
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let names = header.filter { $0 != CSVTable.reasonColumn }
        waiting = hasReason || guarded != nil ? cells(names) : rawHeader
        waiting += Array(",\(CSVTable.reasonColumn)\n".utf8)
    }

    private mutating func flush() throws {
        guard let handle else { return }
        try writing { try handle.write(contentsOf: Data(waiting)) }
        waiting = []
    }

    private func removeStale() throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try writing { try FileManager.default.removeItem(atPath: path) }
    }

    private func writing(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw ImportFailure.cannotWrite(path: path, why: error.localizedDescription)
        }
    }

    /// Between quotes where commas, quotes or line ends ask for it.
    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        let asks = bytes.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
        guard asks else { return bytes }
        let quote = UInt8(ascii: "\"")
        return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
}
