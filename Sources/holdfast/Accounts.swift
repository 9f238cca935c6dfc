import ArgumentParser
import Cryptography
import Foundation
import Identity
import Operations
import Relational
import Storage
import Values

/// Who can sign in.
struct Accounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List and add accounts, and set passwords.",
        discussion: """
            Examples:
              holdfast accounts list
              holdfast accounts add pat@supplier.example --name "Pat Lee" --role supplier \\
                --organisation kestrel-mobility
              holdfast accounts set-password pat@supplier.example < password.txt
            """,
        subcommands: [List.self, Add.self, SetPassword.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the accounts.",
            discussion: "Example:\n  holdfast accounts list --database holdfast.db")

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let people = try await DatabaseUse.run(try database.settings().database) { database in
                try await database.read { try $0.people.list() }
            }
            var table = TextTable(["e-mail", "name", "role", "organisation", "password"])
            for (person, hasPassword) in people {
                table.add([
                    person.email.text, person.name, person.role.rawValue, person.organisation?.text ?? "",
                    hasPassword ? "set" : "not set",
                ])
            }
            for line in table.lines { Terminal.say(line) }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account.",
            discussion: """
                Staff belong to a supplier or a commissioner, which --organisation names by its code. For whom holders
                and carers act is imported with people/authorities.csv. Set a password afterwards.

                Example:
                  holdfast accounts add pat@supplier.example --name "Pat Lee" --role supplier \\
                    --organisation kestrel-mobility
                """)

        @Argument(help: "The e-mail address to sign in with.")
        var email: String

        @Option(help: "The person's name.")
        var name: String

        @Option(help: ArgumentHelp("holder, carer, supplier or commissioner.", valueName: "role"))
        var role: Role

        @Option(help: "The code of the supplier or commissioner.")
        var organisation: String?

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let email = try emailAddress(email)
            let (name, role, organisation) = (Text.tidy(name), role, organisation)
            guard !name.isEmpty else { throw ValidationError("--name is empty") }
            guard role.shops == (organisation == nil) else {
                throw ValidationError(
                    role.shops ? "a \(role.rawValue) has no --organisation" : "a \(role.rawValue) needs --organisation")
            }
            let person = Person(
                id: Nature.identifiers.new(at: Nature.now()), name: name, email: email, role: role,
                organisation: organisation.map { .init($0) })
            try await DatabaseUse.run(try database.settings().database) { database in
                try await database.write { tx in
                    guard try tx.people.find(email: email) == nil else {
                        throw CommandFailure("\(email): has an account already")
                    }
                    if let organisation, try !tx.isOrganisation(organisation, of: role) {
                        throw CommandFailure("\(organisation): there is no such \(role.rawValue)")
                    }
                    try tx.people.insert(person)
                }
            }
            Terminal.say("\(email) can sign in once it has a password: holdfast accounts set-password \(email)")
        }
    }

    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-password",
            abstract: "Set the password of an account, and end its sessions.",
            discussion: """
                The password is read from standard input, or from the first line of a file; never from an argument,
                which other programs on the machine could see. It has at least \(PasswordRule.charactersMinimum)
                characters, and is none that many people use.

                Examples:
                  holdfast accounts set-password pat@supplier.example
                  holdfast accounts set-password pat@supplier.example --file /run/secrets/pat
                """)

        @Argument(help: "The account's e-mail address.")
        var email: String

        @Option(help: ArgumentHelp("The file whose first line is the password.", valueName: "path"))
        var file: String?

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let email = try emailAddress(email)
            let settings = try database.settings()
            let rule = try Password.rule(settings.commonPasswordsFile)
            try await DatabaseUse.run(settings.database) { database in
                guard let person = try await database.read({ try $0.people.find(email: email) }) else {
                    throw CommandFailure("\(email): has no account")
                }
                let password = try Password.read(file: file)
                try Password.refuse(rule.fault(in: password, own: [person.name, person.email.text]))
                let hash = try Password.hash(password)
                try await database.write { try $0.people.set(passwordHash: hash, of: person.id) }
            }
            Terminal.say("\(email) has a new password")
        }
    }
}

private func emailAddress(_ text: String) throws -> EmailAddress {
    do { return try EmailAddress(text) } catch { throw ValidationError("\(text) \(error)") }
}

extension Role: ExpressibleByArgument {}
