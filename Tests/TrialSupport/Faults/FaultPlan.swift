import Relational
import Synchronization

/// Lets the engine fail at one moment of the next write: at its beginning, at one of its statements, or when its work
/// is done and the commit follows.
package final class FaultPlan: WriteWatcher {
    /// What the engine says.
    package enum Fault: Sendable, CaseIterable {
        case unavailable, brokenRule
        /// It says nothing: the process is gone.
        case death
    }

    private struct State {
        var place: Int?
        var fault = Fault.unavailable
        var seen = 0
        var struck = false
    }

    private let state = Mutex(State())
    private let die: @Sendable () -> Void

    /// - Parameter die: ends this process at once.
    package init(die: @escaping @Sendable () -> Void = {}) {
        self.die = die
    }

    /// - Parameter place: counted from nought over all writes from now on; nil for none.
    package func arm(at place: Int?, _ fault: Fault = .unavailable) {
        state.withLock { $0 = State(place: place, fault: fault) }
    }

    /// How many moments there have been since.
    package var seen: Int { state.withLock { $0.seen } }
    package var hasStruck: Bool { state.withLock { $0.struck } }

    package func tell(_ event: WriteEvent) throws {
        let fault: Fault? = state.withLock { state in
            defer { state.seen += 1 }
            guard state.seen == state.place else { return nil }
            state.struck = true
            return state.fault
        }
        switch fault {
        case nil: return
        case .unavailable: throw StorageUnavailable("the trial's disk fails here")
        case .brokenRule: throw ConstraintViolation("the trial's rule is broken here")
        case .death: die()
        }
    }
}
