import Values

/// Where the right to act for a holder stands on a day (reference, workflow 4.8). It follows from the dates and from
/// what is allowed, and is never stored: no late clock can leave it wrong.
package enum AuthorityState: String, WorkflowWord {
    /// Its first day is still to come.
    case offered
    /// Everything is allowed, without limit.
    case active
    /// Some things are allowed, or orders up to a limit.
    case limited
    case ended
}

/// What can happen to it.
package enum AuthorityEvent: String, WorkflowWord {
    /// Staff say anew what is allowed, and from when until when.
    case change
    /// The first day comes.
    case begin
    /// The last day is over.
    case lapse
    /// Staff give a right that has ended once more.
    case renew
}

package enum AuthorityGuard: String, WorkflowGuard {
    case lastDayIsOver = "last_day_is_over"
    case firstDayIsAhead = "first_day_is_ahead"
    case everythingIsAllowed = "everything_is_allowed"

    package var words: String {
        switch self {
        case .lastDayIsOver: "its last day is over"
        case .firstDayIsAhead: "its first day is still to come"
        case .everythingIsAllowed: "everything is allowed, without a limit"
        }
    }
}

extension AuthorityState {
    /// The whole workflow. Of edges that begin alike the first is taken whose guards hold, so that each event leads
    /// where the dates and scopes say.
    package static let workflow = Workflow<AuthorityState, AuthorityEvent, AuthorityGuard>(
        "authority", start: .offered,
        [
            .init(.offered, .begin, if: [.everythingIsAllowed], to: .active),
            .init(.offered, .begin, to: .limited),
        ] + led(.change, from: .offered) + led(.change, from: .active)
            + [.init(.active, .lapse, if: [.lastDayIsOver], to: .ended)]
            + led(.change, from: .limited)
            + [.init(.limited, .lapse, if: [.lastDayIsOver], to: .ended)]
            + led(.renew, from: .ended))

    private static func led(
        _ event: AuthorityEvent, from state: AuthorityState
    ) -> [Workflow<AuthorityState, AuthorityEvent, AuthorityGuard>.Edge] {
        [
            .init(state, event, if: [.lastDayIsOver], to: .ended),
            .init(state, event, if: [.firstDayIsAhead], to: .offered),
            .init(state, event, if: [.everythingIsAllowed], to: .active),
            .init(state, event, to: .limited),
        ]
    }
}

extension Authority {
    /// Where the right stands on a day.
    package func state(on day: Day) -> AuthorityState {
        if holds(.lastDayIsOver, on: day) { return .ended }
        if holds(.firstDayIsAhead, on: day) { return .offered }
        return holds(.everythingIsAllowed, on: day) ? .active : .limited
    }

    package func holds(_ name: AuthorityGuard, on day: Day) -> Bool {
        switch name {
        case .lastDayIsOver: last.map { $0 < day } ?? false
        case .firstDayIsAhead: first > day
        case .everythingIsAllowed: signLimit == nil && scopes == Set(Scope.allCases)
        }
    }

    /// The same right with other words in it, one version on: what staff do when they change it or give it once more.
    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package func becoming(_ next: Authority, on day: Day) throws(WorkflowRefusal) -> Authority {
        let state = state(on: day)
        let event: AuthorityEvent = state == .ended ? .renew : .change
        _ = try AuthorityState.workflow.edge(from: state, on: event) { next.holds($0, on: day) }
        return Authority(
            id: id, person: person, holder: holder, kind: next.kind, signLimit: next.signLimit, scopes: next.scopes,
            first: next.first, last: next.last, version: version + 1)
    }
}
