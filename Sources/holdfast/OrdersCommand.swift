import ArgumentParser
import Bundles
import Foundation
import Operations
import Orders
import Relational
import Storage
import Values

/// Signed orders outside of the database.
struct OrdersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders",
        abstract: "Export signed orders, and verify them anywhere.",
        discussion: """
            Examples:
              holdfast orders export 0193a1c2-… > order.json
              holdfast orders keys > keys.json
              holdfast orders verify order.json --keys keys.json
              holdfast orders bundle 7K3M9-2QXRT --to order.zip
              holdfast orders verify order.zip --keys keys.json
            """,
        subcommands: [Export.self, BundleOrder.self, Keys.self, Verify.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a signed order to standard output.",
            discussion: """
                The file holds the order as it was signed, the seal over it and the public half of the key.

                Example:
                  holdfast orders export 7K3M9-2QXRT > order.json
                """)

        @Argument(help: ArgumentHelp("The order's number or identifier.", valueName: "number-or-id"))
        var order: String

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let wanted = order
            let path = try database.settings().database
            let found = try await DatabaseUse.run(path) { database in
                try await database.read { snapshot -> (order: Order, key: SigningKey?)? in
                    guard let order = try snapshot.order(numberOrID: wanted) else { return nil }
                    return (order, try snapshot.signingKeys.find(order.signature.keyID))
                }
            }
            guard let found else { throw CommandFailure("\(wanted): there is no such order in \(path)") }
            guard let key = found.key else {
                throw CommandFailure("\(path): the key that order \(wanted) was signed with is missing")
            }
            let file = try SignedOrderFile(signature: found.order.signature, publicKey: key.publicKey)
            Terminal.say(file.json.canonical)
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the public keys of this installation to standard output.",
            discussion: """
                A JSON Web Key Set (RFC 7517), to hand to whoever verifies orders; a server answers with the same at
                /.well-known/jwks.json. Each key says in which time it seals: nbf, and exp once it is retired. It holds
                no secret.

                Example:
                  holdfast orders keys > keys.json
                """)

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let keys = try await DatabaseUse.run(try database.settings().database) { database in
                try await database.read { try $0.signingKeys.list() }
            }
            Terminal.say(KeySet.json(of: keys).canonical)
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check an exported order, a bundle, or what a supplier was sent.",
            discussion: """
                Proves that nothing in the file was changed since it was sealed with the key in it; of a bundle, every
                file in it, each that is wrong is named. Whose key that is can only be said with keys you trust: those
                of --keys, or of --database.

                Exit codes: 0 the seals hold, and the keys are trusted if some were given; 1 a seal does not hold, or a
                key is not among them; 2 the file cannot be read or is no signed order.

                Examples:
                  holdfast orders verify order.json --keys keys.json
                  holdfast orders verify order.zip --keys keys.json
                  holdfast orders verify order.json --database holdfast.db
                """)

        @Argument(help: "The exported order or bundle.")
        var file: String

        @Option(help: ArgumentHelp("A JSON Web Key Set of trusted keys.", valueName: "path"))
        var keys: String?

        @Option(help: ArgumentHelp("A database whose keys are trusted.", valueName: "path"))
        var database: String?

        func validate() throws {
            if keys != nil, database != nil { throw ValidationError("take --keys or --database, not both") }
        }

        func run() async throws {
            let bytes = try InputFile.read(file, bytesMaximum: BundleCheck.bytesMaximum)
            let trusted = try await trusted()
            if bytes.starts(with: Array("PK".utf8)) {
                return try BundleReport(file: file).tell(bytes, trusted: trusted)
            }
            let keyID: String
            do {
                let document: JSONValue
                (keyID, document) = try Verify.checked(bytes)
                if let trusted { try Verify.compare(document, sealedBy: keyID, with: trusted) }
            } catch let problem as SignedOrderProblem {
                if case .notAnOrder = problem { throw CommandFailure("\(file): \(problem)") }
                throw CommandFailure("\(file): \(problem)", code: ExitCode.foundProblems.rawValue)
            }
            Terminal.say("\(file): the seal holds: nothing in it was changed since it was signed with key \(keyID)")
            Terminal.say(
                trusted == nil
                    ? "Not proved: whose key that is. Give --keys or --database to compare it with keys you trust."
                    : "The key is one of those you trust.")
        }

        /// Of an order as the holder signed it, or as a supplier was sent it.
        private static func checked(_ bytes: [UInt8]) throws -> (keyID: String, document: JSONValue) {
            if SupplierOrderFile.isOne(bytes) {
                let order = try SupplierOrderFile(reading: bytes)
                return (try order.verify(), order.document)
            }
            let order = try SignedOrderFile(reading: bytes)
            return (try order.verify(), order.document)
        }

        /// - Throws: `SignedOrderProblem`.
        private static func compare(
            _ document: JSONValue, sealedBy keyID: String, with trusted: [String: PublishedKey]
        ) throws {
            guard let key = trusted[keyID] else { throw SignedOrderProblem.unknownKey(keyID) }
            if let why = key.problem(sealing: document) { throw SignedOrderProblem.notInUse(why) }
        }

        /// The keys that are trusted, by identifier; nil when none were given.
        private func trusted() async throws -> [String: PublishedKey]? {
            if let keys { return try TrustedKeys.read(keys) }
            guard let database else { return nil }
            return try await DatabaseUse.run(database) { database in
                try await database.read { try $0.publishedKeys() }
            }
        }
    }
}

extension Reading {
    /// People know orders by number, programs by identifier.
    func order(numberOrID text: String) throws -> Order? {
        if let order = try orders.find(Order.ID(text)) { return order }
        return try orders.find(number: text)
    }
}

/// A JSON Web Key Set, or one key of it.
enum TrustedKeys {
    private static let bytesMaximum = 1 << 20

    /// Each Ed25519 key, by identifier.
    static func read(_ path: String) throws -> [String: PublishedKey] {
        let bytes = try InputFile.read(path, bytesMaximum: bytesMaximum)
        let file: JSONValue
        do {
            file = try JSONReader.read(bytes)
        } catch {
            throw CommandFailure("\(path): is not JSON, or holds numbers that are not whole")
        }
        let keys = if case .array(let list)? = file["keys"] { list } else { [file] }
        let found = keys.compactMap(PublishedKey.init)
        guard !found.isEmpty else { throw CommandFailure("\(path): holds no Ed25519 keys") }
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Small files that are read whole.
enum InputFile {
    static func read(_ path: String, bytesMaximum: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var bytes: [UInt8] = []
        do {
            while bytes.count <= bytesMaximum, let more = try handle.read(upToCount: bytesMaximum), !more.isEmpty {
                bytes += more
            }
        } catch {
            throw CommandFailure("\(path): cannot be read: \(error.localizedDescription)")
        }
        guard bytes.count <= bytesMaximum else { throw CommandFailure("\(path): is too large") }
        return bytes
    }
}
