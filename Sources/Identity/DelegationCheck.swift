import Values

/// Why a delegation is not taken.
package enum DelegationRefusal: Refusal, Hashable {
    case toOneself
    /// The work would come back to the one who passed it on.
    case loop
    /// It would be passed on over more steps than anybody can follow.
    case chainTooLong(most: Int)
    case endMissing
    case endsBeforeItBegins
    case tooLong(days: Int)
    /// One is in force for the same days.
    case overlaps
    case notStaff

    package var code: String {
        switch self {
        case .toOneself: "delegation.to-oneself"
        case .loop: "delegation.loop"
        case .chainTooLong: "delegation.chain-too-long"
        case .endMissing: "delegation.end-missing"
        case .endsBeforeItBegins: "delegation.ends-before-it-begins"
        case .tooLong: "delegation.too-long"
        case .overlaps: "delegation.overlaps"
        case .notStaff: "delegation.not-staff"
        }
    }
}

extension Delegation {
    /// May it be added to those that there are? Loops and chains are looked for over all days on which the
    /// delegations overlap, so that none can appear later.
    /// - Throws: `DelegationRefusal`.
    package func mustFit(beside others: [Delegation]) throws(DelegationRefusal) {
        guard from != to else { throw .toOneself }
        if let last {
            guard last >= first else { throw .endsBeforeItBegins }
            guard last - first < Delegation.daysMaximum else { throw .tooLong(days: Delegation.daysMaximum) }
        } else if kind == .dated {
            throw .endMissing
        }
        let beside = others.filter { $0.id != id && overlaps($0) }
        guard !beside.contains(where: { $0.from == from && $0.kind == kind }) else { throw .overlaps }
        let after = Delegation.steps(from: to, forwards: true, in: beside, seen: [from, to])
        let before = Delegation.steps(from: from, forwards: false, in: beside, seen: [from, to])
        guard let after, let before else { throw .loop }
        guard before + 1 + after <= Delegation.chainMaximum else {
            throw .chainTooLong(most: Delegation.chainMaximum)
        }
    }

    private func overlaps(_ other: Delegation) -> Bool {
        let endsBefore = last.map { $0 < other.first } ?? false
        let beginsAfter = other.last.map { first > $0 } ?? false
        return !endsBefore && !beginsAfter
    }

    /// The longest way on from somebody; nil where a way comes back to where it has been.
    private static func steps(
        from person: Person.ID, forwards: Bool, in all: [Delegation], seen: Set<Person.ID>
    ) -> Int? {
        var longest = 0
        for delegation in all where (forwards ? delegation.from : delegation.to) == person {
            let next = forwards ? delegation.to : delegation.from
            guard !seen.contains(next),
                let rest = steps(from: next, forwards: forwards, in: all, seen: seen.union([next]))
            else { return nil }
            longest = max(longest, rest + 1)
        }
        return longest
    }
}
