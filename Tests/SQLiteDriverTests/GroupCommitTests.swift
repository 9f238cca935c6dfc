import Foundation
import Relational
import SQLiteDriver
import Testing

@Suite("Group commit") struct GroupCommitTests {
    struct Refused: Error, Equatable { let number: Int }

    let folder: TemporaryFolder
    let database: SQLiteDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
    }

    /// Every third job writes and then throws; each must get its own error, and nothing of it may stay.
    @Test func `among many concurrent writes only the failing ones are undone`() async throws {
        let database = database
        let outcomes = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
            for number in 0..<500 {
                group.addTask {
                    do {
                        let answer = try await database.write { transaction in
                            try transaction.insert(person: "p\(number)")
                            if number.isMultiple(of: 3) { throw Refused(number: number) }
                            return number
                        }
                        return (number, .success(answer))
                    } catch {
                        return (number, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [Int: Result<Int, any Error>]()) { $0[$1.0] = $1.1 }
        }
        for (number, outcome) in outcomes {
            switch outcome {
            case .success(let answer): #expect(answer == number && !number.isMultiple(of: 3))
            case .failure(let error): #expect(error as? Refused == Refused(number: number))
            }
        }
        let stored = try await database.read { try $0.people() }
        #expect(outcomes.count == 500)
        #expect(stored == (0..<500).filter { !$0.isMultiple(of: 3) }.map { "p\($0)" }.sorted())
    }

    @Test func `a broken rule undoes its own write and not its neighbours`() async throws {
        let database = database
        try await database.write { try $0.insert(person: "taken") }
        let broken = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            try transaction.insert(person: "before\(number)")
                            try transaction.insert(person: number == 50 ? "taken" : "after\(number)")
                        }
                        return false
                    } catch {
                        return error is ConstraintViolation
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let people = try await database.read { try $0.people() }
        #expect(broken == 1)
        #expect(people.count == 199)
        #expect(!people.contains("before50"))
    }

    @Test func `a write may catch a broken rule and go on`() async throws {
        try await database.write { transaction in
            try transaction.insert(person: "a")
            #expect(throws: ConstraintViolation.self) { try transaction.insert(person: "a") }
            try transaction.insert(person: "b")
        }
        #expect(try await database.read { try $0.people() } == ["a", "b"])
    }

    @Test func `what was answered can be read by everybody and after opening again`() async throws {
        for number in 0..<20 {
            try await database.write { try $0.insert(person: "p\(number)") }
            #expect(try await database.read { try $0.people().contains("p\(number)") })
        }
        try database.close()
        #expect(try await folder.open().read { try $0.people().count } == 20)
    }

    @Test func `a read sees one moment`() async throws {
        let database = database
        try await database.write { try $0.insert(person: "a") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<100 { try await database.write { try $0.insert(person: "p\(number)") } }
            }
            for _ in 0..<20 {
                group.addTask {
                    let (first, second) = try await database.read { (try $0.people(), try $0.people()) }
                    #expect(first == second)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a full disk is told, leaves nothing half-written, and is over when there is room again`() async throws {
        let text = String(repeating: "x", count: 20_000)
        try await database.write { try $0.insert(person: "before") }
        try await setPageLimit(to: 40)
        let database = database
        let full = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            try transaction.insert(person: "small\(number)")
                            try transaction.insert(person: "large\(number)", name: text)
                        }
                        return false
                    } catch {
                        return error is StorageUnavailable
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let people = try await database.read { try $0.people() }
        #expect(full > 0)
        #expect(people.count == 1 + 2 * (20 - full))
        #expect(people.filter { $0.hasPrefix("small") }.count == people.filter { $0.hasPrefix("large") }.count)
        try await setPageLimit(to: 1_000_000)
        try await database.write { try $0.insert(person: "after", name: text) }
        #expect(try await database.read { try $0.people() } == (people + ["after"]).sorted())
        let check = try await database.read { try $0.connection.row("PRAGMA integrity_check")?.text("integrity_check") }
        #expect(check == "ok")
    }

    /// Stands for a full disk: SQLite answers SQLITE_FULL beyond this many pages of 4 KiB.
    private func setPageLimit(to pages: Int) async throws {
        let statement: Statement = pages == 40 ? "PRAGMA max_page_count = 40" : "PRAGMA max_page_count = 1000000"
        _ = try await database.write { try $0.connection.rows(statement).count }
    }

    @Test func `a closed database takes no writes`() async throws {
        try database.close()
        await #expect(throws: StorageUnavailable.self) { try await database.write { try $0.insert(person: "a") } }
    }

    @Test func `more writes than may wait are refused at once, and the others are done`() async throws {
        let database = database
        let (done, refused) = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await Self.succeeds(database) { _ in usleep(300_000) } }
            for number in 0..<6_000 {
                group.addTask { await Self.succeeds(database) { try $0.insert(person: "p\(number)") } }
            }
            return await group.reduce(into: (0, 0)) { if $1 { $0.0 += 1 } else { $0.1 += 1 } }
        }
        #expect(done + refused == 6_001)
        #expect(try await database.read { try $0.people().count } == done - 1)
    }

    private static func succeeds(
        _ database: SQLiteDatabase, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async -> Bool {
        do {
            try await database.write(body)
            return true
        } catch {
            return false
        }
    }
}
