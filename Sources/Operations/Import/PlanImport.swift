import Catalogue
import Identity
import Ledger
import Plans
import Relational
import Storage
import Values

/// Agrees plans from their files. A plan is agreed whole or not at all: when one of its rows is wrong, all of
/// them go to the rejected files, to be corrected and imported together.
///
/// An agreed version never changes. A plan that replaces one in force is refused here: what was ordered under the old
/// one has to be looked at by a person.
struct PlanImport {
    private let run: ImportRun
    private let present: Set<String>

    init(run: ImportRun, present: Set<String>) {
        self.run = run
        self.present = present
    }

    func take() async throws -> [ImportReport.File] {
        let categories = try await run.database.read { try $0.structure.categories() }
        var parts: PlanParts
        do {
            parts = try PlanParts(run, present: present, categories)
        } catch let refused as HeaderRefused {
            for problem in refused.problems { run.watch.problem(problem) }
            return PlanParts.files.map { .init(name: $0, passedOver: present.contains($0) ? .refused : .absent) }
        }
        let named = NamedOffers(parts)
        let offers = try await run.database.read { try KnownOffers(named, in: $0) }
        for index in parts.heads.entries.indices { try await settle(index, &parts, offers, categories) }
        parts.refuseStrangers()
        let reports = try parts.finish(run.watch)
        let rows = reports.map(\.rows).reduce(0, +)
        run.watch.progress(
            ImportProgress(file: LineRow.file, rows: rows, bytesDone: run.bytesTotal, bytesTotal: run.bytesTotal))
        return reports
    }

    private func settle(
        _ index: Int, _ parts: inout PlanParts, _ offers: KnownOffers, _ categories: Categories
    ) async throws {
        let head = parts.heads.entries[index]
        guard let key = head.key else { return }
        switch try await answer(key, head, &parts, offers, categories) {
        case .taken(let outcome):
            parts.heads.entries[index].outcome = outcome
            parts.settle(key, outcome)
        case .refused(let problems):
            parts.heads.entries[index].problems += problems
            // A second row of the same version leaves what the first one did alone.
            guard parts.heads.byKey[key]?.first == index else { return }
            parts.leaveOut(key, "\(key) was not taken, see line \(head.row.line) of \(PlanHead.file)")
        }
    }

    private func answer(
        _ key: PlanKey, _ head: GroupedFile<PlanHead>.Entry, _ parts: inout PlanParts, _ offers: KnownOffers,
        _ categories: Categories
    ) async throws -> RowAnswer {
        guard let candidate = head.candidate, head.problems.isEmpty else { return .refused([]) }
        var draft = PlanDraft(key, candidate, parts, offers: offers, categories: categories, today: run.today)
        parts.lines.settle(key) { entry in
            if let line = entry.candidate { entry.problems += draft.add(line) }
        }
        parts.budgets.settle(key) { entry in
            if let row = entry.candidate { entry.problems += draft.problems(of: row.budget) }
        }
        parts.competencies.settle(key) { entry in
            if let row = entry.candidate { entry.problems += draft.problems(of: row.competency) }
        }
        if let bad = parts.firstBad(of: key) {
            return .refused("plan", "is not agreed, because \(bad) cannot be taken")
        }
        if let missing = draft.missing { return .refused("plan", missing) }
        var source = CanonicalBytes(version: "holdfast-plan-1")
        for row in [head.row] + parts.rows(of: key) { source.add(row.canonical().digest.text) }
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
