import Catalogue
import Identity
import Ledger
import Plans
import Relational
import Storage
import Values

/// Agrees plans from their three files. A plan is agreed whole or not at all: when one of its rows is wrong, all of
/// them go to the rejected files, to be corrected and imported together.
///
/// An agreed version never changes. A plan that replaces one in force is refused here: what was ordered under the old
/// one has to be looked at by a person.
struct PlanImport {
    static let files = [PlanHead.file, OutcomeRow.file, LineRow.file]

    private let run: ImportRun
    private let present: Set<String>
    private let bytesBefore: Int

    init(run: ImportRun, present: Set<String>, bytesBefore: Int) {
        self.run = run
        self.present = present
        self.bytesBefore = bytesBefore
    }

    private struct Three {
        var heads: PlanFile<PlanHead>
        var outcomes: PlanFile<OutcomeRow>
        var lines: PlanFile<LineRow>
    }

    func take() async throws -> [ImportReport.File] {
        let categories = try await run.database.read { try $0.structure.categories() }
        var three: Three
        do {
            three = Three(
                heads: try PlanFile(run, isPresent: present.contains(PlanHead.file), categories: categories),
                outcomes: try PlanFile(run, isPresent: present.contains(OutcomeRow.file), categories: categories),
                lines: try PlanFile(run, isPresent: present.contains(LineRow.file), categories: categories))
        } catch let refused as HeaderRefused {
            for problem in refused.problems { run.watch.problem(problem) }
            return PlanImport.files.map { .init(name: $0, passedOver: present.contains($0) ? .refused : .absent) }
        }
        for index in three.heads.entries.indices { try await settle(index, &three) }
        let known = Set(three.heads.byKey.keys)
        three.outcomes.refuseStrangers(known)
        three.lines.refuseStrangers(known)
        let reports = [
            try three.heads.finish(run.watch), try three.outcomes.finish(run.watch), try three.lines.finish(run.watch),
        ]
        let rows = reports.map(\.rows).reduce(0, +)
        run.watch.progress(
            ImportProgress(file: LineRow.file, rows: rows, bytesDone: run.bytesTotal, bytesTotal: run.bytesTotal))
        return reports
    }

    private func settle(_ index: Int, _ three: inout Three) async throws {
        let head = three.heads.entries[index]
        guard let key = head.key else { return }
        let answer = try await answer(key, head, &three)
        switch answer {
        case .taken(let outcome):
            three.heads.entries[index].outcome = outcome
            three.outcomes.settle(key) { $0.outcome = outcome }
            three.lines.settle(key) { $0.outcome = outcome }
        case .refused(let problems):
            three.heads.entries[index].problems += problems
            // A second row of the same version leaves what the first one did alone.
            guard three.heads.byKey[key]?.first == index else { return }
            let why = "\(key) was not taken, see line \(head.row.line) of \(PlanHead.file)"
            three.outcomes.settle(key) { $0.leftOut = why }
            three.lines.settle(key) { $0.leftOut = why }
        }
    }

    private func answer(
        _ key: PlanKey, _ head: PlanFile<PlanHead>.Entry, _ three: inout Three
    ) async throws -> RowAnswer {
        guard let candidate = head.candidate, head.problems.isEmpty else { return .refused([]) }
        var draft = PlanDraft(
            key: key, head: candidate, outcomes: three.outcomes.entries(of: key).compactMap(\.candidate),
            today: run.today)
        three.lines.settle(key) { entry in
            if let line = entry.candidate { entry.problems += draft.add(line) }
        }
        if let bad = three.outcomes.firstBad(of: key) ?? three.lines.firstBad(of: key) {
            return .refused("plan", "is not agreed, because \(bad) cannot be taken")
        }
        guard !draft.outcomes.isEmpty else { return .refused("plan", "has no outcome in \(OutcomeRow.file)") }
        guard draft.hasLines else { return .refused("plan", "has no line in \(LineRow.file)") }
        var source = CanonicalBytes(version: "holdfast-plan-1")
        let rows = [head.row] + three.outcomes.entries(of: key).map(\.row) + three.lines.entries(of: key).map(\.row)
        for row in rows { source.add(row.canonical().digest.text) }
        return try await agree(draft, source: source.digest)
    }

    private func agree(_ draft: PlanDraft, source: Digest) async throws -> RowAnswer {
        let (plan, spent) = (draft.plan, draft.spent)
        do {
            return try await run.write { writing in
                [try PlanImport.agree(plan, spent: spent, source: source, in: writing)]
            }[0]
        } catch let refusal as LedgerRefusal {
            return .refused("plan", PlanImport.words(refusal, plan))
        } catch let violation as ConstraintViolation {
            return .refused("plan", "the database refuses it: \(violation)")
        }
    }

    private static func agree(
        _ plan: Plan, spent: [PlanLine.ID: Money], source: Digest, in writing: ImportWriting
    ) throws -> RowAnswer {
        let tx = writing.tx
        guard let holder = try tx.holders.find(plan.holder) else {
            return .refused("holder", "holder \(plan.holder) is not known")
        }
        if try tx.plans.source(of: plan.id, version: plan.version) == source.text { return .taken(.unchanged) }
        guard try tx.plans.find(plan.id, version: plan.version) == nil else {
            let words = "version \(plan.version) of \(plan.id) is agreed and cannot change: "
            return .refused("version", words + "give the new one version \(plan.version + 1)")
        }
        if plan.status == .inForce, let current = try tx.plans.current(of: holder.id), current.status == .inForce {
            let words = "version \(current.version) of \(current.id) is in force for \(holder.id): "
            return .refused("status", words + "replacing a plan is not done by an import")
        }
        try AgreePlan.agree(
            plan, commissioner: holder.commissioner, spent: spent, source: source, in: tx, as: writing.recording)
        return .taken(.added)
    }

    private static func words(_ refusal: LedgerRefusal, _ plan: Plan) -> String {
        switch refusal {
        case .fundShort: "the commissioner's fund has not enough money left for it"
        case .insufficient(let line, let available, let needed):
            "line \(line) has \(available) in this period, less than the \(needed) spent"
        case .holdResolved: "the ledger refuses it (\(refusal.code))"
        }
    }
}
