import Foundation
import Synchronization

/// A process of its own with a pipe to it and one from it, which knows nothing of this one: no environment, no open
/// file. Foundation's `Process` reads beyond the end of the list of open files on Linux, and with many of them open
/// ends the program now and then; this asks the system (POSIX `posix_spawn`).
final class ChildProcess: Sendable {
    let input: FileHandle
    let output: FileHandle
    private let number: pid_t
    /// Whether its number may belong to another process by now.
    private let isOver = Mutex(false)

    /// The system's number of what went wrong.
    struct Fault: Error {
        let what: String
        let number: Int32
    }

    /// - Throws: `Fault`.
    init(_ program: String, _ arguments: [String]) throws {
        let (toChild, fromChild) = (try ChildProcess.pipe(), try ChildProcess.pipe())
        input = FileHandle(fileDescriptor: toChild.write, closeOnDealloc: true)
        output = FileHandle(fileDescriptor: fromChild.read, closeOnDealloc: true)
        defer {
            close(toChild.read)
            close(fromChild.write)
        }
        number = try ChildProcess.spawn(program, arguments, reading: toChild.read, writing: fromChild.write)
    }

    /// Both ends are closed in children, but for those that are given to them. Children are begun one at a time, so
    /// that none is begun before that is said of the pipes of another.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { throw Fault(what: "pipe", number: errno) }
        for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) == -1 { throw Fault(what: "fcntl", number: errno) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ program: String, _ arguments: [String], reading: Int32, writing: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        try check("posix_spawn_file_actions_init", posix_spawn_file_actions_init(&actions))
        defer { posix_spawn_file_actions_destroy(&actions) }
        try check("adddup2", posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO))
        try check("adddup2", posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO))
        try check("addopen", posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0))
        var attributes = posix_spawnattr_t()
        try check("posix_spawnattr_init", posix_spawnattr_init(&attributes))
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program does about signals is its own.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        try check("setsigdefault", posix_spawnattr_setsigdefault(&attributes, &all))
        try check("setsigmask", posix_spawnattr_setsigmask(&attributes, &none))
        let flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        try check("setflags", posix_spawnattr_setflags(&attributes, flags))

        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var (number, environment): (pid_t, [UnsafeMutablePointer<CChar>?]) = (0, [nil])
        try check("posix_spawn", posix_spawn(&number, program, &actions, &attributes, &words, &environment))
        return number
    }

    private static func check(_ what: String, _ answer: Int32) throws {
        guard answer == 0 else { throw Fault(what: what, number: answer) }
    }

    /// Ends it at once, if it has not ended.
    func kill() {
        isOver.withLock { isOver in
            if !isOver { _ = Foundation.kill(number, SIGKILL) }
        }
    }

    /// Waits until it has ended.
    /// - Returns: whether it ended by itself, and well.
    func wait() -> Bool {
        var seen = siginfo_t()
        // Its number stays its own until it is asked for without `WNOWAIT`.
        while waitid(P_PID, id_t(number), &seen, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        isOver.withLock { $0 = true }
        var status: Int32 = 0
        while waitpid(number, &status, 0) == -1, errno == EINTR {}
        // `WIFEXITED` and `WEXITSTATUS`: nought is both.
        return status == 0
    }
}
