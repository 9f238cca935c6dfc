import Values

/// What one supplier has to show, and how far it is: pure, from its kind, its answers and what it has given.
package struct Checklist: Sendable {
    package let kind: SupplierKind?
    package let answers: [Question: Bool]
    /// Questions that it would now answer with no: until staff agree, the yes stays.
    package let wishes: Set<Question>
    /// Imported, and taken with the papers that the file names: what nobody has asked it for is not held against it.
    package let isBroughtAlong: Bool
    /// Everything that was ever given, oldest first.
    package let evidence: [Evidence]
    /// Every account that was ever given, oldest first.
    package let accounts: [BankAccount]

    package init(
        kind: SupplierKind?, answers: [Question: Bool], wishes: Set<Question> = [], isBroughtAlong: Bool = false,
        evidence: [Evidence], accounts: [BankAccount]
    ) {
        self.kind = kind
        self.answers = answers
        self.wishes = wishes
        self.isBroughtAlong = isBroughtAlong
        self.evidence = evidence
        self.accounts = accounts
    }

    /// How one requirement stands on a day.
    package enum Standing: Sendable, Hashable {
        case missing
        /// Given, and not decided.
        case offered
        case rejected(reason: String)
        /// It ran out after this day.
        case expired(Day)
        /// Until a day; nil where it has no end.
        case accepted(until: Day?)
        case waived(until: Day?)

        /// Has the supplier done its part?
        package var isGiven: Bool {
            switch self {
            case .offered, .accepted, .waived: true
            case .missing, .rejected, .expired: false
            }
        }

        /// Have the staff done theirs, and is it in date?
        package var isSettled: Bool {
            switch self {
            case .accepted, .waived: true
            case .missing, .offered, .rejected, .expired: false
            }
        }
    }

    /// Answered by the kind of supplier, or by the supplier; nil where nobody has.
    package func answer(to question: Question) -> Bool? { kind?.given[question] ?? answers[question] }

    /// What has to be asked, because the kind does not say.
    package var asked: [Question] {
        guard let kind else { return [] }
        return Question.allCases.filter { kind.given[$0] == nil }
    }

    /// What is needed for certain; with questions open it may be more.
    package var needed: [Requirement] {
        Requirement.table.filter { row in row.needed.map { answer(to: $0) == true } ?? true }
    }

    package var isDecided: Bool { kind != nil && asked.allSatisfy { answers[$0] != nil } }

    /// Has the supplier given everything? An expired paper is as good as none.
    package func isComplete(on day: Day) -> Bool {
        isDecided && needed.allSatisfy { standing(of: $0.code, on: day).isGiven }
    }

    /// Is everything accepted or waived, and in date?
    package func isSettled(on day: Day) -> Bool {
        isDecided && needed.allSatisfy { standing(of: $0.code, on: day).isSettled }
    }

    package func standing(of code: Requirement.Code, on day: Day) -> Standing {
        if code == .bankAccount { return bankStanding }
        let rows = evidence.filter { $0.requirement == code && $0.status != .replaced }
        if let best = rows.filter({ counts($0) && ($0.until.map { day <= $0 } ?? true) }).last {
            return best.status == .waived ? .waived(until: best.until) : .accepted(until: best.until)
        }
        switch rows.last.map({ ($0, $0.status) }) {
        case nil: return .missing
        case (_, .offered)?: return .offered
        case (let row, .accepted)?, (let row, .waived)?: return row.until.map { .expired($0) } ?? .missing
        case (let row, _)?: return .rejected(reason: row.decision?.reason ?? "")
        }
    }

    /// Is something newer given that waits for a decision, whatever holds meanwhile?
    package func waits(_ code: Requirement.Code) -> Bool {
        code == .bankAccount
            ? accounts.contains { $0.status == .proposed }
            : evidence.contains { $0.requirement == code && $0.status == .offered }
    }

    private var bankStanding: Standing {
        if accounts.contains(where: { $0.status == .inUse }) { return .accepted(until: nil) }
        switch accounts.last(where: { $0.status != .replaced }).map({ ($0, $0.status) }) {
        case (_, .proposed)?: return .offered
        case (let account, .refused)?: return .rejected(reason: account.decision?.reason ?? "")
        default: return .missing
        }
    }
}

// MARK: - What the judge reads

extension Checklist {
    /// What has been seen of the supplier's papers, from what counts.
    ///
    /// Insurances hold until the first of those that there are ends; everything that no item type asks for by name,
    /// until the first of that ends. What was revoked and not replaced has ended on the day before; so has what is
    /// needed and not there, and without an insurance that is needed there is none.
    package func checks(on today: Day) -> Supplier.Checks {
        let (cqc, register, workers) = (latest(.cqc), latest(.register), latest(.workers))
        let (insurances, papers) = (ends(.insurance), ends(.papers))
        return Supplier.Checks(
            cqc: cqc?.content.number, register: register?.content.number,
            insuredUntil: insurances.isMissing ? nil : insurances.first,
            workersUntil: workers?.until, cqcUntil: cqc?.until, registerUntil: register?.until,
            papersUntil: papers.isMissing ? min(papers.first ?? .distant, today.adding(days: -1)) : papers.first)
    }

    /// The accepted one that holds longest.
    private func latest(_ code: Requirement.Code) -> Evidence? {
        evidence.filter { $0.requirement == code && $0.status == .accepted }
            .max { ($0.until ?? .distant) < ($1.until ?? .distant) }
    }

    /// The first end of what feeds something, nil where nothing of it ends; and whether some of it is not there.
    private func ends(_ feeds: Requirement.Feeds) -> (first: Day?, isMissing: Bool) {
        // Without the kind nobody can say what is needed: all that there is counts.
        let rows = (kind == nil ? Requirement.table : needed).filter { $0.feeds == feeds }
        let found = rows.map { row in
            (
                row: row,
                end: evidence.filter { $0.requirement == row.code && (counts($0) || $0.status == .revoked) }
                    .map { $0.until ?? .distant }.max()
            )
        }
        return (
            found.compactMap(\.end).filter { $0 != .distant }.min(),
            found.contains { $0.end == nil && mustBeThere($0.row) }
        )
    }

    /// A waiver of what cannot be waived, from before that was so, counts for nothing.
    private func counts(_ evidence: Evidence) -> Bool {
        evidence.status.counts && (evidence.status != .waived || Requirement[evidence.requirement]?.mayBeWaived ?? true)
    }

    /// Without public liability nobody is insured. For the rest, whoever was brought along has to show what it has said
    /// itself that it needs.
    private func mustBeThere(_ row: Requirement) -> Bool {
        if row.code == .publicLiability { return true }
        guard let kind, isBroughtAlong else { return kind != nil }
        return row.needed.map { kind.given[$0] == nil && answers[$0] == true } ?? false
    }
}

extension Day {
    /// Stands for “never”, where days are compared.
    fileprivate static let distant = Day(number: .max)
}
