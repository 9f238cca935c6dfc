import ArgumentParser
import Cryptography
import Foundation
import Identity
import Operations
import Relational
import SQLiteDriver
import Storage
import Values

/// The clock and chance of this program: the only place that reaches for them.
enum Nature {
    static func now() -> Moment {
        Moment(milliseconds: Int((Date().timeIntervalSince1970 * 1_000).rounded()))
    }

    static func random(_ count: Int) -> [UInt8] {
        do {
            return try RandomBytes.make(count)
        } catch {
            preconditionFailure("this machine gives no random bytes: \(error)")
        }
    }

    static let identifiers = Identifiers.random { random($0) }
}

enum DatabaseUse {
    /// Opens, works and closes. What goes wrong with the database is told with its path.
    /// - Parameters:
    ///   - makes: whether a missing file is made.
    ///   - name: what to call it when something is wrong, if not by its path.
    static func run<Answer>(
        _ path: String, makes: Bool = false, named name: String? = nil,
        _ body: (SQLiteDatabase) async throws -> Answer
    ) async throws -> Answer {
        let name = name ?? path
        guard makes || FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("\(name): there is no database; 'holdfast migrate' makes one")
        }
        let database: SQLiteDatabase
        do {
            database = try open(path)
        } catch {
            throw CommandFailure("\(name): \(error)")
        }
        let result: Result<Answer, any Error>
        do {
            result = .success(try await body(database))
        } catch {
            result = .failure(told(error, name))
        }
        do { try database.close() } catch { throw CommandFailure("\(name): \(error)") }
        return try result.get()
    }

    static func open(_ path: String) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(
            path: path, migrations: Migrations.all, nowMilliseconds: Nature.now().milliseconds)
    }

    private static func told(_ error: any Error, _ path: String) -> any Error {
        switch error {
        case is CommandFailure, is ExitCode: error
        case let failure as ImportFailure: CommandFailure(failure.description)
        default: CommandFailure("\(path): \(error)")
        }
    }
}

/// What a web server runs on.
struct Assembly {
    let desk: Desk
    let formSecret: [UInt8]
    /// By which secrets that have to be read again lie sealed.
    let restSecret: [UInt8]
    /// By which the links in people's letters are known.
    let linkSecret: [UInt8]

    /// Reads or makes the signing key, and stores its public half, so that orders can be checked for ever; and the
    /// installation's secret.
    init(database: SQLiteDatabase, settings: Settings) async throws {
        desk = try await Assembly.desk(
            database: database, settings: settings, passwords: try Password.rule(settings.commonPasswordsFile))
        let secret = try InstallationSecret(settings)
        formSecret = try secret.key(for: .forms)
        restSecret = try secret.key(for: .secretsAtRest)
        linkSecret = try secret.key(for: .noticeLinks)
    }

    /// A desk that seals.
    /// - Parameter passwords: what those must be that people choose; of no account where nobody signs in.
    static func desk(
        database: SQLiteDatabase, settings: Settings, passwords: PasswordRule = PasswordRule(common: [])
    ) async throws -> Desk {
        let place = try SigningKeyPlace(settings)
        let sealer = Sealer(key: try place.open(try await database.read { try $0.signingKeys.list() }))
        let known = SigningKey(id: sealer.keyID, publicKey: sealer.publicKey, firstUsedAt: Nature.now())
        try await database.write { tx in
            try tx.signingKeys.insert(known)
            try tx.signingKeys.mustBeInUse(known.id)
        }
        let watch = SigningKeyWatch(place)
        let keys = Keyring(sealer) { known in try watch.read(known).map(Sealer.init(key:)) }
        return Desk(
            database: database, clock: Nature.now, identifiers: Nature.identifiers, keys: keys,
            passwords: passwords, passwordCost: settings.passwordCost ?? .standard)
    }
}
