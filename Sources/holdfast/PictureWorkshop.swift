import Catalogue
import Foundation

/// Has pictures drawn by a child process, one at a time, so that several large ones do not fill the memory together.
actor PictureWorkshop {
    /// This same program.
    private let program: URL
    /// A child that takes longer is ended: its own limit counts only the time in which it works.
    private let seconds: Int
    private var last: Task<Void, Never>?

    init(program: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath(), seconds: Int = 60) {
        self.program = program
        self.seconds = seconds
        // A child that gives up closes its end while it is written to: that must not end the server.
        signal(SIGPIPE, SIG_IGN)
    }

    /// - Throws: `PictureProblem`; a fault where the child cannot be started.
    func draw(_ bytes: [UInt8]) async throws -> PictureFile {
        // What goes no further need not wait, nor start a process.
        _ = try PictureHead(bytes)
        let (before, program, seconds) = (last, program, seconds)
        let work = Task {
            await before?.value
            return try await Self.run(program, bytes, seconds)
        }
        last = Task { _ = await work.result }
        return try await work.value
    }

    /// On a thread of its own: waiting for a child would keep one of the few that answer people.
    private static func run(_ program: URL, _ bytes: [UInt8], _ seconds: Int) async throws -> PictureFile {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try ask(program, bytes, seconds) }) }
        }
    }

    private static func ask(_ program: URL, _ bytes: [UInt8], _ seconds: Int) throws -> PictureFile {
        let child = try ChildProcess(program.path, ["picture"])
        let end = DispatchWorkItem { child.kill() }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: end)
        defer { end.cancel() }
        write(bytes, to: child.input)
        let said = read(from: child.output)
        if said == nil { child.kill() }
        guard child.wait(), let said, let answer = PictureAnswer(said) else { throw PictureProblem.tooCostly }
        switch answer {
        case .drawn(let files): return PictureFile(renditions: files)
        case .problem(let problem): throw problem
        }
    }

    /// Far more than pictures drawn anew ever have.
    private static let answerBytesMaximum = 32 << 20

    /// All that a child says; nil where that is more than any picture, or cannot be read.
    private static func read(from handle: FileHandle) -> [UInt8]? {
        var said: [UInt8] = []
        do {
            while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
                said += piece
                guard said.count <= answerBytesMaximum else { return nil }
            }
        } catch {
            Terminal.warn("a picture’s process cannot be heard: \(error)")
            return nil
        }
        return said
    }

    /// A child that gives up does not read to the end: how it ended tells of that.
    private static func write(_ bytes: [UInt8], to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            Terminal.warn("a picture was not read to its end: \(error)")
        }
        do {
            try handle.close()
        } catch {
            Terminal.warn("the pipe to a picture’s process does not close: \(error)")
        }
    }
}
