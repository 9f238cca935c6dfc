import Catalogue
import Identity
import Policies
import Relational
import Storage
import Values

/// Publishes the first version of commissioners' policies, each whole or not at all. A published version never
/// changes, and later ones are written on a page: a file that says something else is refused.
struct PolicyImport {
    private let run: ImportRun

    init(run: ImportRun) {
        self.run = run
    }

    func take() async throws -> ImportReport.File {
        let categories = try await run.database.read { try $0.structure.categories() }
        var file: GroupedFile<PolicyRow>
        do {
            file = try GroupedFile(run, isPresent: true, categories: categories)
        } catch let refused as HeaderRefused {
            for problem in refused.problems { run.watch.problem(problem) }
            return .init(name: PolicyRow.file, passedOver: .refused)
        }
        for key in file.keys { try await settle(key, &file) }
        return try file.finish(run.watch)
    }

    private func settle(_ key: PolicyKey, _ file: inout GroupedFile<PolicyRow>) async throws {
        let first = file.entries(of: key).first?.candidate
        file.settle(key) { entry in
            guard let row = entry.candidate, let first else { return }
            for (column, isSame) in [("by", row.by == first.by), ("starts", row.starts == first.starts)]
            where !isSame {
                entry.problems.append(ColumnProblem(column, "must be the same in all rules of \(key)"))
            }
        }
        let named = file.candidates(of: key).compactMap(\.supplier)
        let known = try await run.database.read { try $0.suppliers.find(named) }
        file.settle(key) { entry in
            guard let supplier = entry.candidate?.supplier, known[supplier] == nil else { return }
            entry.problems.append(ColumnProblem("supplier", "supplier \(supplier) is not known"))
        }
        if let bad = file.firstBad(of: key) {
            file.settle(key) { $0.leftOut = "the policy of \(key) was not taken, because of \(bad)" }
            return
        }
        let rows = file.candidates(of: key)
        let answers = try await run.write { [try PolicyImport.publish(rows, key, in: $0)] }
        switch answers[0] {
        case .taken(let outcome): file.settle(key) { $0.outcome = outcome }
        case .refused(let problems):
            // Told once, at the first row.
            var left = problems
            file.settle(key) { entry in
                entry.problems += left
                left = []
                entry.leftOut = "the policy of \(key) was not taken"
            }
        }
    }

    private static let version = 1

    private static func publish(
        _ rows: [PolicyRow], _ key: PolicyKey, in writing: ImportWriting
    ) throws -> RowAnswer {
        let (tx, commissioner) = (writing.tx, key.commissioner)
        guard let first = rows.first, try tx.holders.commissioner(commissioner) != nil else {
            return .refused("commissioner", "commissioner \(commissioner) is not known")
        }
        guard let person = try tx.people.find(email: first.by), person.role == .commissioner,
            person.organisation?.text == commissioner.text
        else { return .refused("by", "\(first.by) is no account of \(commissioner)'s staff") }
        let policy = CommissionerPolicy(
            commissioner: commissioner, version: version, takesEffect: first.starts, rules: rows.map(\.rule))
        if let there = try tx.policies.find(version, of: commissioner) {
            let isSame = there.policy.rules == policy.rules && there.status == .published
            return isSame
                ? .taken(.unchanged) : .refused("rule", "\(commissioner) has a policy already: change it there")
        }
        guard try tx.policies.list(of: commissioner).isEmpty else {
            return .refused("rule", "\(commissioner) has a policy already: change it there")
        }
        try tx.policies.insertDraft(policy, by: person.id, at: writing.recording.now)
        _ = try tx.policies.publish(
            version, of: commissioner, from: first.starts, revision: 1, by: person.id, at: writing.recording.now)
        return .taken(.added)
    }
}
