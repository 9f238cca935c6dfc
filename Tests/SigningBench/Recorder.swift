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
        try state.withLock { state in
            switch event {
            case .begin: state.current = []
            case .statement(let statement): state.current.append(statement)
            case .index: throw TrialFailure("a signing does not touch the index of words")
            case .end: state.done.append(state.current)
            }
        }
    }
}
