import Archives
import ArgumentParser
import Bundles
import Foundation
import Operations
import Storage
import Web

/// Everything that proves an order, as one file.
struct BundleOrder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Write an order with everything that proves it into a zip file.",
        discussion: """
            The order as it was signed, all seals and keys, what was agreed later, what each supplier was sent, the
            clauses of the plan, what the rules said, what was decided by whom, everything that happened, a page to
            print, and how to check it without this program. The same order gives the same bytes, as long as the keys
            are the same.

            Example:
              holdfast orders bundle 7K3M9-2QXRT --to order.zip
            """)

    @Argument(help: ArgumentHelp("The order's number or identifier.", valueName: "number-or-id"))
    var order: String

    @Option(help: ArgumentHelp("The file to write; one that is there stays as it is.", valueName: "path"))
    var to: String

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let (wanted, settings) = (order, try database.settings())
        let bytes = try await DatabaseUse.run(settings.database) { database in
            let found = try await database.read { try $0.order(numberOrID: wanted)?.id }
            guard let found else {
                throw CommandFailure("\(wanted): there is no such order in \(settings.database)")
            }
            return try await Assembly.desk(database: database, settings: settings)
                .bundle(of: found, printedBy: PrintedOrder.bytes).bytes
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: to), options: .withoutOverwriting)
        } catch {
            throw CommandFailure("\(to): cannot be written: \(error.localizedDescription)")
        }
    }
}

/// Tells what the check of a bundle found.
struct BundleReport {
    let file: String

    /// - Parameter trusted: public keys by identifier; nil where none were given.
    /// - Throws: `CommandFailure` where it is no bundle, or something is wrong with it.
    func tell(_ bytes: [UInt8], trusted: [String: PublishedKey]?) throws {
        let check: BundleCheck
        do {
            check = try BundleCheck(reading: bytes, trusting: trusted)
        } catch {
            throw CommandFailure("\(file): \(error)", code: code(error))
        }
        for problem in check.problems { Terminal.warn("\(file): \(problem)") }
        guard check.problems.isEmpty, check.strangers?.isEmpty ?? true else {
            let what = check.problems.isEmpty
                ? "it is sealed with a key that is not among the trusted keys" : "it was changed, or is not whole"
            throw CommandFailure("\(file): \(what)", code: ExitCode.foundProblems.rawValue)
        }
        Terminal.say(
            "\(file): order \(check.number ?? "") is whole: \(check.seals) seals hold, and nothing was changed")
        Terminal.say(
            trusted == nil
                ? "Not proved: whose keys they are. Give --keys or --database to compare them with keys you trust."
                : "The keys are among those you trust.")
    }

    /// What was a bundle and is not any more is something wrong; what never was one cannot be checked.
    private func code(_ problem: ArchiveProblem) -> Int32 {
        switch problem {
        case .doubled, .damaged, .packedStrangely, .tooLarge, .tooManyMembers: ExitCode.foundProblems.rawValue
        case .notAnArchive, .engine: CommandFailure.cannotWork
        }
    }
}
