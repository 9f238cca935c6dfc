import ArgumentParser
import Foundation
import Identity
import Operations
import Relational
import SQLiteDriver
import Storage
import Values

/// Everything at once, to look around.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a demonstration: a new database with a catalogue and people.",
        discussion: """
            Imports the catalogue with its people into a new database in the temporary folder, gives everybody the same
            password, prints who can sign in, and runs the web server. With --database the demonstration is kept, and
            opened again next time; a database that was not made by it is refused.

            Examples:
              holdfast demo
              holdfast demo --port 9000 --database demo.db
            """)

    @Option(help: ArgumentHelp("Keep the demonstration in this file.", valueName: "path"))
    var database: String?

    @Option(help: ArgumentHelp("The folder of CSV files to import.", valueName: "folder"))
    var catalogue = "catalogue"

    @Option(help: "The password of everybody in the demonstration.")
    var password: String?

    @OptionGroup var server: ServerOptions

    static let passwordOfAll = "holdfast demo"

    func run() async throws {
        let password = password ?? Demo.passwordOfAll
        try Password.refuse(PasswordRule.lengthFault(in: password))
        let place = try DemoPlace(database: database)
        let settings = try server.settings(database: place.database)
        let catalogue = catalogue
        let isChosen = self.password != nil
        defer { place.leave() }
        try await DatabaseUse.run(place.database, makes: true) { database in
            let assembly = try await Assembly(database: database, settings: settings)
            try await DemoPeople.fill(database, from: catalogue, rejected: place.folder)
            try await DemoPeople.set(password, anew: isChosen, in: database)
            let table = try await DemoPeople.signIns(database)
            try await Serving.run(assembly, settings, isDemo: true) { address in
                for line in table { Terminal.say(line) }
                let known = isChosen || place.isNew ? "“\(password)”" : "the one it was made with"
                Terminal.say("\nThe password of everybody is \(known).")
                Terminal.say("Open \(address)")
            }
        }
    }
}

/// Where a demonstration is kept. A file beside the database marks it as one, so that a real database is never opened
/// by mistake: looking inside would already touch it.
struct DemoPlace {
    let database: String
    let isNew: Bool
    private let isKept: Bool

    var folder: String { URL(fileURLWithPath: database).deletingLastPathComponent().path }

    init(database: String?) throws {
        guard let database else {
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("holdfast-demo-\(UUID().uuidString)").path
            guard mkdir(folder, 0o700) == 0 else {
                throw CommandFailure("\(folder): \(String(cString: strerror(errno)))")
            }
            self.database = "\(folder)/holdfast.db"
            isNew = true
            isKept = false
            return
        }
        isKept = true
        let mark = database + ".demo"
        isNew = !FileManager.default.fileExists(atPath: database)
        guard isNew || FileManager.default.fileExists(atPath: mark) else {
            throw CommandFailure("\(database): is no demonstration, so it is not opened as one; choose another file")
        }
        self.database = database
        let words = Data("This database is a Holdfast demonstration: nothing in it is real.\n".utf8)
        if isNew, !FileManager.default.createFile(atPath: mark, contents: words) {
            throw CommandFailure("\(mark): cannot be written")
        }
    }

    /// Tidies up what nobody asked to keep.
    func leave() {
        guard !isKept else { return }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            Terminal.warn("holdfast: \(folder): stays behind: \(error.localizedDescription)")
        }
    }
}

/// The people of the demonstration.
enum DemoPeople {
    static func fill(_ database: SQLiteDatabase, from folder: String, rejected: String) async throws {
        let importer = Importer(
            database: database, now: Nature.now(), identifiers: Nature.identifiers, random: Nature.random)
        let view = ImportView(folder: folder)
        defer { view.finish() }
        _ = try await importer.run(ImportFolder(path: folder, rejected: rejected), watch: view.watch)
    }

    /// One hash for everybody: making one for each of fifty people would take the demonstration seconds to open. They
    /// share their password anyway, which is no secret.
    static func set(_ password: String, anew: Bool, in database: SQLiteDatabase) async throws {
        let people = try await database.read { try $0.people.list() }.filter { anew || !$0.hasPassword }
        guard !people.isEmpty else { return }
        let hash = try Password.hash(password)
        let ids = people.map(\.person.id)
        try await database.write { tx in
            for id in ids { try tx.people.set(passwordHash: hash, of: id) }
        }
    }

    /// Who can sign in, as a table.
    static func signIns(_ database: SQLiteDatabase) async throws -> [String] {
        let today = Nature.now().day
        return try await database.read { snapshot in
            var table = TextTable(["who", "e-mail", "role", "for"])
            for role in Role.allCases {
                for (person, _) in try snapshot.people.list() where person.role == role {
                    let whom = try snapshot.whom(person, on: today)
                    table.add([person.name, person.email.text, role.rawValue, whom])
                }
            }
            return table.lines
        }
    }
}

extension Reading {
    /// For whom a person acts, or where they work.
    fileprivate func whom(_ person: Person, on day: Day) throws -> String {
        guard person.role.shops else {
            let code = person.organisation?.text ?? ""
            let supplier = try suppliers.find(.init(code))?.name
            return try supplier ?? holders.commissioner(.init(code))?.name ?? code
        }
        let names = try holders.authorities(of: person.id).map { authority, name in
            if authority.kind == .holder { return "themselves" }
            return "\(name), \(authority.kind.words)" + (authority.isInForce(on: day) ? "" : " (ended)")
        }
        return names.isEmpty ? "nobody yet" : names.joined(separator: "; ")
    }
}
