import Foundation
import Relational
import Synchronization
import TrialSupport

/// Writes down the statements of every write, with their values, in the order in which they were run.
final class Recorder: WriteWatcher {
    private struct State {
        var current: [Statement] = []
        var done: [[Statement]] = []
    }

    private let state = Mutex(State())

    var writes: [[Statement]] { state.withLock { $0.done } }

    func tell(_ event: WriteEvent) throws {
        state.withLock { state in
            switch event {
            case .begin: state.current = []
            case .statement(let statement): state.current.append(statement)
            case .end: state.done.append(state.current)
            }
        }
    }
}

/// Adds up what the bodies of writes cost the one thread that runs them: the part that cannot be shared out over cores.
final class SerialClock: WriteWatcher {
    private let state = Mutex((start: 0, sum: 0))

    /// Nanoseconds of work.
    var sum: Int { state.withLock { $0.sum } }

    func tell(_ event: WriteEvent) {
        switch event {
        case .begin: state.withLock { $0.start = SerialClock.now }
        case .end: state.withLock { $0.sum += SerialClock.now - $0.start }
        case .statement: break
        }
    }

    /// The work of this thread since it began.
    static var now: Int {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }
}
