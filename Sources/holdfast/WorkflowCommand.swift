import ArgumentParser
import Foundation
import Outbox
import Values

/// Prints the state machines from the tables that the product itself runs on.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Print every state machine: from, event, to, guards, postings.",
        discussion: """
            The tables are those that the product itself follows; nothing happens that is not in them.

            Examples:
              holdfast workflow
              holdfast workflow plan
              holdfast workflow --format dot plan | dot -Tsvg
              holdfast workflow --format svg --into Public/workflows
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, dot, svg
    }

    @Option(help: "text, dot (for Graphviz) or svg.")
    var format = Format.text

    @Option(help: ArgumentHelp("Write each to a file of its own in this folder.", valueName: "folder"))
    var into: String?

    @Argument(help: "Only these, such as plan.")
    var names: [String] = []

    func run() throws {
        let known = Workflows.all.map(\.name)
        if let stranger = names.first(where: { !known.contains($0) }) {
            throw CommandFailure(
                "\(stranger): there is no such workflow; there are \(known.joined(separator: ", "))",
                code: CommandFailure.usage)
        }
        let tables = names.isEmpty ? Workflows.all : names.compactMap(Workflows.named)
        if let into {
            for table in tables { try write(table, into: into) }
            return
        }
        // One document holds one drawing; the others may stand one after the other.
        if format == .svg, tables.count != 1 {
            throw CommandFailure(
                "one drawing at a time: name one of \(known.joined(separator: ", ")), or say --into",
                code: CommandFailure.usage)
        }
        Terminal.write(tables.map(written).joined(separator: "\n"), to: .standardOutput)
    }

    private func written(_ table: WorkflowTable) -> String {
        switch format {
        case .text: table.text
        case .dot: table.dot
        case .svg: WorkflowDrawing(table).svg
        }
    }

    private func write(_ table: WorkflowTable, into folder: String) throws {
        let ending = format == .text ? "txt" : format.rawValue
        let path = "\(folder)/\(table.name).\(ending)"
        do {
            try Data(written(table).utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure("\(path): cannot be written: \(error.localizedDescription)")
        }
        Terminal.say(path)
    }
}
