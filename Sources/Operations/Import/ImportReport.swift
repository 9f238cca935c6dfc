import Storage

/// What an import did, file by file.
package struct ImportReport: Sendable, Hashable {
    package struct File: Sendable, Hashable {
        /// Below the imported folder.
        package let name: String
        package internal(set) var counts: [ImportOutcome: Int] = [:]
        package internal(set) var rejected = 0
        /// Why none of its rows was read, if so.
        package internal(set) var passedOver: PassedOver?

        init(name: String, passedOver: PassedOver? = nil) {
            self.name = name
            self.passedOver = passedOver
        }

        package var rows: Int { counts.values.reduce(rejected, +) }

        mutating func count(_ outcome: ImportOutcome) { counts[outcome, default: 0] += 1 }
    }

    package enum PassedOver: String, Sendable {
        /// There is no such file.
        case absent
        /// Its header cannot be used, or that of a file that belongs to it.
        case refused
    }

    package internal(set) var files: [File] = []

    package func count(_ outcome: ImportOutcome) -> Int { files.map { $0.counts[outcome] ?? 0 }.reduce(0, +) }
    package var rejected: Int { files.map(\.rejected).reduce(0, +) }
    /// Every row of every file that is there was taken.
    package var isClean: Bool { rejected == 0 && !files.contains { $0.passedOver == .refused } }
    package var changedSomething: Bool { count(.added) + count(.changed) > 0 }
}

/// How far an import is.
package struct ImportProgress: Sendable, Hashable {
    package let file: String
    package let rows: Int
    /// Of all files together.
    package let bytesDone: Int
    package let bytesTotal: Int
}

/// Who looks on while an import runs.
package struct ImportWatch: Sendable {
    let problem: @Sendable (ImportProblem) -> Void
    let progress: @Sendable (ImportProgress) -> Void

    /// - Parameters:
    ///   - problem: is told each problem as it is found, so that memory stays bounded however many there are.
    ///   - progress: is told after each batch.
    package init(
        problem: @escaping @Sendable (ImportProblem) -> Void,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) {
        self.problem = problem
        self.progress = progress
    }
}
