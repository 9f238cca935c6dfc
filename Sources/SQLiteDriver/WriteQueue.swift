import GRDB
import Relational
import Synchronization

/// Group commit: the writes that wait are taken together into one transaction, each in a savepoint of its own, so
/// that one `fdatasync` serves them all. All are answered after the commit.
final class WriteQueue: Sendable {
    /// One write. It hands over how to answer, so that the answer waits for the commit.
    struct Job: Sendable {
        let perform: @Sendable (Transaction) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
        var isClosed = false
    }

    /// More writes share one commit only at the price of the first one's waiting time.
    static let batchMaximum = 64
    /// Beyond this the disk is hopelessly behind, and people are better told at once.
    static let waitingMaximum = 4_096

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    func submit(_ job: Job) {
        let problem: StorageUnavailable? = state.withLock { state in
            if state.isClosed { return StorageUnavailable("the database is closed") }
            if state.waiting.count >= WriteQueue.waitingMaximum {
                return StorageUnavailable("too many writes are waiting")
            }
            state.waiting.append(job)
            if !state.isDraining {
                state.isDraining = true
                pool.asyncWriteWithoutTransaction { self.drain($0) }
            }
            return nil
        }
        if let problem { job.fail(problem) }
    }

    /// Takes no more writes; those that wait are still written.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func drain(_ database: GRDB.Database) {
        while true {
            let batch = state.withLock { state in
                let batch = state.waiting.prefix(WriteQueue.batchMaximum)
                state.waiting.removeFirst(batch.count)
                if batch.isEmpty { state.isDraining = false }
                return batch
            }
            if batch.isEmpty { return }
            var rest = batch
            while !rest.isEmpty { rest = rest.dropFirst(WriteBatch(database).run(rest)) }
        }
    }
}

/// One transaction of several writes.
private struct WriteBatch {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    /// Runs jobs until all have run or SQLite has given up the transaction, answers those, and says how many.
    func run(_ jobs: ArraySlice<WriteQueue.Job>) -> Int {
        do {
            if database.isInsideTransaction { try execute("ROLLBACK") }
            try execute("BEGIN IMMEDIATE")
        } catch {
            fail(jobs, StorageUnavailable("cannot begin: \(translated(error))"))
            return jobs.count
        }
        var answers: [@Sendable () -> Void] = []
        for job in jobs {
            do {
                answers.append(try runAlone(job))
            } catch {
                answers.append { [error = translated(error)] in job.fail(error) }
            }
            guard database.isInsideTransaction else {
                // A full or failing disk can make SQLite undo everything: only the last job knows why.
                fail(jobs.prefix(answers.count - 1), StorageUnavailable("undone with another write"))
                answers.last?()
                return answers.count
            }
        }
        commit(jobs, answers)
        return jobs.count
    }

    private func runAlone(_ job: WriteQueue.Job) throws -> @Sendable () -> Void {
        try execute("SAVEPOINT job")
        do {
            let answer = try job.perform(Transaction(connection: EngineConnection(database)))
            guard database.isInsideTransaction else { throw StorageUnavailable("the engine undid this write") }
            try execute("RELEASE job")
            return answer
        } catch {
            if database.isInsideTransaction {
                do {
                    try execute("ROLLBACK TO job")
                    try execute("RELEASE job")
                } catch {
                    // What cannot be undone alone is undone with the whole batch, never half committed.
                    try execute("ROLLBACK")
                    throw error
                }
            }
            throw error
        }
    }

    private func commit(_ jobs: ArraySlice<WriteQueue.Job>, _ answers: [@Sendable () -> Void]) {
        do {
            try execute("COMMIT")
        } catch {
            fail(jobs, StorageUnavailable("cannot commit: \(translated(error))"))
            return
        }
        for answer in answers { answer() }
    }

    private func execute(_ sql: String) throws {
        try database.cachedStatement(sql: sql).execute()
    }

    private func fail(_ jobs: ArraySlice<WriteQueue.Job>, _ error: StorageUnavailable) {
        for job in jobs { job.fail(error) }
    }
}
