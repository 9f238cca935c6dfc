import Cryptography
import Foundation
import Operations
import Relational
import SQLiteDriver
import Storage
import Testing
import Values

@testable import holdfast

@Suite struct SigningKeyPlaceTests {
    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a key is made once, for this account only`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        let key = try SigningKeyPlace(file: path).open()
        #expect(try mode(path) == 0o600)
        #expect(try text(path).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(try SigningKeyPlace(file: path).open().seed == key.seed)
    }

    @Test func `with a passphrase the key lies encrypted, and opens with nothing else`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        let key = try SigningKeyPlace(file: path, passphrase: Confidential("four words of ours")).open()
        #expect(try text(path).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
        #expect(try SigningKeyPlace(file: path, passphrase: Confidential("four words of ours")).open().seed == key.seed)
        for passphrase in [nil, Confidential("another")] {
            let failure = #expect(throws: CommandFailure.self) {
                try SigningKeyPlace(file: path, passphrase: passphrase).open()
            }
            #expect(failure?.description.contains("HOLDFAST_SIGNING_KEY_PASSPHRASE") == true)
        }
    }

    @Test func `the environment holds the key itself, or the passphrase, or says which file holds it`() throws {
        let folder = try CommandFolder()
        let key = try Ed25519.PrivateKey(seed: Array(repeating: 3, count: 32))
        let pem = try key.pem(passphrase: "p", salt: Array(repeating: 1, count: 16))
        #expect(try PrivateFile.create("\(folder.path)/p", "p\n"))
        for environment in [
            ["HOLDFAST_SIGNING_KEY": try key.pem()],
            ["HOLDFAST_SIGNING_KEY": pem, "HOLDFAST_SIGNING_KEY_PASSPHRASE": "p"],
            ["HOLDFAST_SIGNING_KEY": pem, "HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE": "\(folder.path)/p"],
        ] {
            let settings = try Settings(flags: .init(), environment: environment)
            #expect(try SigningKeyPlace(settings).open().seed == key.seed)
            #expect(!"\(settings)".contains("PRIVATE KEY"))
        }
    }

    @Test func `a key that others may read is refused`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        _ = try SigningKeyPlace(file: path).open()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let failure = #expect(throws: CommandFailure.self) { try SigningKeyPlace(file: path).open() }
        #expect(failure?.description.hasPrefix("\(path): others may read this signing key (mode 640)") == true)
    }

    @Test func `something else than a key is refused and kept`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        _ = try PrivateFile.create(path, "Dear diary")
        #expect(throws: CommandFailure.self) { try SigningKeyPlace(file: path).open() }
        #expect(try text(path) == "Dear diary")
    }

    @Test func `the secret of an installation is made once, and each purpose has a key of its own`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.secret"
        let forms = try InstallationSecret(file: path).key(for: .forms)
        #expect(try mode(path) == 0o600)
        #expect(try InstallationSecret(file: path).key(for: .forms) == forms)
        #expect(try InstallationSecret(file: path).key(for: .secretsAtRest) != forms)
        let line = try text(path).trimmingCharacters(in: .newlines)
        let settings = try Settings(flags: .init(), environment: ["HOLDFAST_SECRET": line])
        #expect(try InstallationSecret(settings).key(for: .forms) == forms)
        for wrong in ["short", line + "A", ""] {
            try Data(wrong.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(throws: CommandFailure.self, "\(wrong)") { try InstallationSecret(file: path) }
        }
    }

    // MARK: - Rotating

    /// A database with a key that seals, and the file of the key.
    private struct Installation {
        let folder: CommandFolder
        let place: SigningKeyPlace
        let database: SQLiteDatabase
        let first: Ed25519.PrivateKey

        init() async throws {
            folder = try CommandFolder()
            place = SigningKeyPlace(file: "\(folder.path)/x.key")
            database = try DatabaseUse.open("\(folder.path)/x.db")
            first = try place.open()
            let key = SigningKey(
                id: Sealer.keyID(of: first.publicKey), publicKey: "x", firstUsedAt: Moment(milliseconds: 1))
            try await database.write { try $0.signingKeys.insert(key) }
        }

        var path: String { "\(folder.path)/x.key" }

        func keys() async throws -> [SigningKey] { try await database.read { try $0.signingKeys.list() } }
    }

    @Test func `a rotation leaves one key in use, in the file and in the database`() async throws {
        let here = try await Installation()
        let answer = try await KeyRotation(place: here.place).run(in: here.database)
        let keys = try await here.keys()
        #expect(keys.map(\.id) == [answer.old, answer.new])
        #expect(answer.old == Sealer.keyID(of: here.first.publicKey))
        #expect(keys.map { $0.retiredAt == nil } == [false, true])
        #expect(keys[0].retiredAt == keys[1].firstUsedAt)
        let now = try here.place.open(keys)
        #expect(Sealer.keyID(of: now.publicKey) == answer.new)
        #expect(try mode(here.path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: here.folder.path).filter {
            $0.hasPrefix("x.key")
        } == ["x.key"])
        try here.database.close()
    }

    @Test func `a rotation that was broken off before the last step is completed by whoever reads the key`()
        async throws
    {
        let here = try await Installation()
        let new = try SigningKeyPlace.make()
        _ = try PrivateFile.create(here.path + ".next", try new.pem())
        // The database knows nothing of it: the old key stays.
        #expect(try here.place.open(try await here.keys()).seed == here.first.seed)
        let ids = (Sealer.keyID(of: here.first.publicKey), Sealer.keyID(of: new.publicKey))
        try await here.database.write { tx in
            let now = Moment(milliseconds: 2)
            try tx.signingKeys.retire(ids.0, at: now)
            try tx.signingKeys.insert(SigningKey(id: ids.1, publicKey: "y", firstUsedAt: now))
        }
        #expect(try here.place.open(try await here.keys()).seed == new.seed)
        #expect(try SigningKeyPlace(file: here.path).open().seed == new.seed)
        #expect(!FileManager.default.fileExists(atPath: here.path + ".next"))
        try here.database.close()
    }

    @Test func `what a rotation left that the database knows nothing of is put away by the next`() async throws {
        let here = try await Installation()
        _ = try PrivateFile.create(here.path + ".next", "half a key")
        let answer = try await KeyRotation(place: here.place).run(in: here.database)
        #expect(!answer.wasBrokenOff)
        #expect(try await here.keys().count == 2)
        try here.database.close()
    }

    @Test func `a key that seals is not replaced by another because its file is missing`() async throws {
        let here = try await Installation()
        try FileManager.default.removeItem(atPath: here.path)
        let keys = try await here.keys()
        let failure = #expect(throws: CommandFailure.self) { try here.place.open(keys) }
        #expect(failure?.description.contains("holdfast keys retire \(keys[0].id)") == true)
        #expect(!FileManager.default.fileExists(atPath: here.path))
        try await here.database.write { try $0.signingKeys.retire(keys[0].id, at: Moment(milliseconds: 2)) }
        #expect(try here.place.open(try await here.keys()).seed != here.first.seed)
        try here.database.close()
    }

    @Test func `a key from the environment is not rotated in a file`() async throws {
        let here = try await Installation()
        let settings = try Settings(
            flags: .init(), environment: ["HOLDFAST_SIGNING_KEY": try here.first.pem()])
        await #expect(throws: CommandFailure.self) {
            try await KeyRotation(place: try SigningKeyPlace(settings)).run(in: here.database)
        }
        #expect(try await here.keys().count == 1)
        try here.database.close()
    }
}
