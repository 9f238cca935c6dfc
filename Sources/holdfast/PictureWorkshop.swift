import Catalogue
import Foundation

/// Has pictures drawn by a child process, one at a time, so that several large ones do not fill the memory together.
actor PictureWorkshop {
    /// This same program.
    private let program: URL
    private var last: Task<Void, Never>?

    init(program: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()) {
        self.program = program
        // A child that gives up closes its end while it is written to: that must not end the server.
        signal(SIGPIPE, SIG_IGN)
    }

    /// - Throws: `PictureProblem`; a fault where the child cannot be started.
    func draw(_ bytes: [UInt8]) async throws -> PictureFile {
        // What goes no further need not wait, nor start a process.
        _ = try PictureHead(bytes)
        let (before, program) = (last, program)
        let work = Task {
            await before?.value
            return try await Self.run(program, bytes)
        }
        last = Task { _ = await work.result }
        return try await work.value
    }

    /// On a thread of its own: waiting for a child would keep one of the few that answer people.
    private static func run(_ program: URL, _ bytes: [UInt8]) async throws -> PictureFile {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try ask(program, bytes) }) }
        }
    }

    private static func ask(_ program: URL, _ bytes: [UInt8]) throws -> PictureFile {
        let child = Process()
        let (input, output) = (Pipe(), Pipe())
        child.executableURL = program
        child.arguments = ["picture"]
        // It needs nothing of what this program knows.
        child.environment = [:]
        child.standardInput = input
        child.standardOutput = output
        child.standardError = FileHandle.nullDevice
        try child.run()
        write(bytes, to: input.fileHandleForWriting)
        // The child reads everything before it says anything, and its time is limited: this comes to an end.
        let said = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        child.waitUntilExit()
        guard child.terminationReason == .exit, child.terminationStatus == 0, let answer = PictureAnswer(said)
        else { throw PictureProblem.tooCostly }
        switch answer {
        case .drawn(let files): return PictureFile(renditions: files)
        case .problem(let problem): throw problem
        }
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
