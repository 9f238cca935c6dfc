import ArgumentParser
import Foundation
import Operations
import SQLiteDriver
import Storage
import Values

/// The keys that seal orders.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "List and rotate the keys that seal orders.",
        discussion: """
            The private key is in a file for this account only (HOLDFAST_SIGNING_KEY_FILE, or <database>.key), encrypted
            where HOLDFAST_SIGNING_KEY_PASSPHRASE or HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE is set; or it is the PEM in
            HOLDFAST_SIGNING_KEY. Public halves are kept in the database for ever, with the time in which each sealed.

            Examples:
              holdfast keys list
              holdfast keys rotate
            """,
        subcommands: [List.self, Rotate.self, Retire.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys with the times in which they seal.",
            discussion: """
                Example:
                  holdfast keys list
                """)

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let keys = try await DatabaseUse.run(try database.settings().database) { database in
                try await database.read { try $0.signingKeys.list() }
            }
            var table = TextTable(["key", "first used", "retired"])
            for key in keys {
                table.add([key.id, key.firstUsedAt.timestamp, key.retiredAt?.timestamp ?? "in use"])
            }
            for line in table.lines { Terminal.say(line) }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a new key in the place of the one that seals.",
            discussion: """
                Makes a new key, retires the old one in the database, and puts the new one into the file. A server that
                runs takes it up within a minute, without a restart; nothing is sealed with the old key from then on,
                and everything that was stays valid. Broken off at any point, it can be run again.

                A key from the environment is changed there: set the new one, start again, and retire the old one with
                'holdfast keys retire'.

                Examples:
                  holdfast keys rotate
                  HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE=/etc/holdfast/passphrase holdfast keys rotate
                """)

        @OptionGroup var database: DatabaseOption

        @Option(help: ArgumentHelp(
            "The key that seals orders (HOLDFAST_SIGNING_KEY_FILE, or <database>.key).", valueName: "path"))
        var signingKeyFile: String?

        func run() async throws {
            var flags = Settings.Flags()
            (flags.database, flags.signingKeyFile) = (database.database, signingKeyFile)
            let settings = try Settings.read(flags)
            let place = try SigningKeyPlace(settings)
            let answer = try await DatabaseUse.run(settings.database) { database in
                try await KeyRotation(place: place).run(in: database)
            }
            Terminal.say(
                answer.wasBrokenOff
                    ? "A rotation that was broken off is complete: key \(answer.new) seals now."
                    : "Key \(answer.new) seals now; key \(answer.old) is retired, and kept for checking.")
            if place.passphrase == nil {
                Terminal.say("It is not encrypted: HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE would have it so.")
            }
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retire a key that is not to seal any more.",
            discussion: """
                For a key that came from the environment, or whose file was lost. Nothing is sealed with it from now on,
                and it does not come back; what it sealed stays valid.

                Example:
                  holdfast keys retire kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
                """)

        @Argument(help: "The key's identifier, as 'holdfast keys list' shows it.")
        var key: String

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let key = key
            try await DatabaseUse.run(try database.settings().database) { database in
                try await database.write { try $0.signingKeys.retire(key, at: Nature.now()) }
            }
            Terminal.say("Key \(key) is retired, and kept for checking.")
        }
    }
}

/// Puts a new key in the place of the one that seals.
///
/// The new key is first written beside the old one; then the database takes it up and retires the old one, in one
/// transaction; then the file is replaced. Whoever finds a retired key with its successor beside it completes the last
/// step: so between any two steps there is one key in use, and its private half is on the disk.
struct KeyRotation {
    let place: SigningKeyPlace

    func run(in database: SQLiteDatabase) async throws -> (old: String, new: String, wasBrokenOff: Bool) {
        guard case .file(let path) = place.source else {
            throw CommandFailure(
                "the signing key comes from HOLDFAST_SIGNING_KEY: set the new one there, and retire the old one")
        }
        let lock = try KeyRotation.lock(path)
        defer { close(lock) }
        let next = path + SigningKeyPlace.nextSuffix
        let known = try await database.read { try $0.signingKeys.list() }
        if try place.isBrokenOff(known), let found = try place.nextKey(known) {
            _ = try PrivateFile.replace(path, by: next)
            return ("", Sealer.keyID(of: found.publicKey), true)
        }
        guard let old = try place.read(known) else { throw CommandFailure("\(path): there is no key to rotate") }
        // Left by a rotation of which the database knows nothing: nothing was sealed with it.
        guard unlink(next) == 0 || errno == ENOENT else { throw PrivateFile.failure(next) }
        let new = try SigningKeyPlace.make()
        let (before, after) = (Sealer(key: old), Sealer(key: new))
        guard try PrivateFile.create(next, try place.text(of: new)) else {
            throw CommandFailure("\(next): another rotation is under way")
        }
        try await database.write { tx in
            // Read inside the transaction: whatever was sealed before it was sealed before this moment.
            let now = Nature.now()
            try tx.signingKeys.insert(SigningKey(id: before.keyID, publicKey: before.publicKey, firstUsedAt: now))
            if !SigningKeyPlace.isRetired(old, known) { try tx.signingKeys.retire(before.keyID, at: now) }
            try tx.signingKeys.insert(SigningKey(id: after.keyID, publicKey: after.publicKey, firstUsedAt: now))
        }
        // A server may have been quicker, and have put it there.
        _ = try PrivateFile.replace(path, by: next)
        return (before.keyID, after.keyID, false)
    }

    /// Of the file that is there now: another rotation waits for nobody.
    private static func lock(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw PrivateFile.failure(path) }
            throw CommandFailure("\(path): there is no key to rotate; 'holdfast serve' makes the first")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFailure("\(path): another rotation is under way")
        }
        return descriptor
    }
}
