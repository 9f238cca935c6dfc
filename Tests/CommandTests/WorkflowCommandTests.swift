import Foundation
import Outbox
import Testing
import Values

/// The state machines as the command prints them, and the drawings that are kept beside the stylesheet.
@Suite struct WorkflowCommandTests {
    @Test func `without a name every machine is printed, with one only that`() throws {
        let command = try Command()
        let all = try command.run("workflow")
        #expect(all.code == 0 && all.errors == "")
        #expect(all.output == Workflows.all.map(\.text).joined(separator: "\n"))
        let plan = try #require(Workflows.named("plan"))
        #expect(try command.run("workflow", "plan").output == plan.text)
        #expect(try command.run("workflow", "--format", "dot", "plan").output == plan.dot)
        #expect(try command.run("workflow", "--format", "svg", "plan").output == WorkflowDrawing(plan).svg)
    }

    @Test func `several drawings go into files, not into one stream`() throws {
        let command = try Command()
        let refused = try command.run("workflow", "--format", "svg")
        #expect(refused.code == 64)
        #expect(refused.errors.hasPrefix("holdfast: one drawing at a time: name one of "))
        let written = try command.run("workflow", "--format", "svg", "--into", command.folder.path)
        #expect(written.code == 0)
        for table in Workflows.all {
            #expect(try command.bytes(of: "\(table.name).svg") == Data(WorkflowDrawing(table).svg.utf8))
        }
        let nowhere = try command.run("workflow", "--into", "\(command.folder.path)/nowhere")
        #expect(nowhere.code == 2 && nowhere.errors.contains("cannot be written"))
    }

    @Test func `the drawings that are kept are those of the tables`() throws {
        let folder = Command.checkout.appendingPathComponent("Public/workflows")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == Workflows.all.map { "\($0.name).svg" }.sorted())
        for table in Workflows.all {
            let kept = try String(contentsOf: folder.appendingPathComponent("\(table.name).svg"), encoding: .utf8)
            let made = WorkflowDrawing(table).svg
            #expect(kept == made, "run: holdfast workflow --format svg --into Public/workflows")
        }
    }

    @Test(arguments: Workflows.all) func `Graphviz draws every machine`(table: WorkflowTable) throws {
        let folder = try CommandFolder()
        let (source, target) = ("\(folder.path)/it.dot", "\(folder.path)/it.svg")
        try Data(table.dot.utf8).write(to: URL(fileURLWithPath: source))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/dot")
        process.arguments = ["-Tsvg", "-o", target, source]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
        let branches = table.forks.flatMap(\.branches).count
        // With the dot that it begins at, and the arrows from there.
        let drawn = try String(contentsOfFile: target, encoding: .utf8)
        #expect(drawn.components(separatedBy: "class=\"node\"").count == table.states.count + table.forks.count + 2)
        #expect(drawn.components(separatedBy: "class=\"edge\"").count
            == table.rows.count + branches + table.starts.count + 1)
    }
}
