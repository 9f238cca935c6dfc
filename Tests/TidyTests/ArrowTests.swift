import Testing

@Suite("Arrows between targets") struct ArrowTests {
    @Test func `every file imports only what its target lists`() throws {
        let arrows = Arrows(manifest: try SourceTree.read("Package.swift"))
        try #require(arrows.listed["Values"] == ["Cryptography"], "Package.swift is not read as it is written")
        for problem in try SourceTree.files().flatMap(arrows.problems) { Issue.record("\(problem)") }
    }

    @Test func `the targets list only what they may`() throws {
        let arrows = Arrows(manifest: try SourceTree.read("Package.swift"))
        for problem in arrows.problemsOfTheTable() { Issue.record("\(problem)") }
    }

    static let manifest = """
        let core: [Target.Dependency] = [
            "Values", "Orders",
        ]
        let package = Package(
            targets: [
                part("Values", ["Cryptography"]),
                part("Orders", ["Values"]),
                part("Ledger", ["Values", "Relational"]),
                part("Web", ["Markup"] + core
                    + [.product(name: "Hummingbird", package: "hummingbird")]),
                .executableTarget(name: "holdfast", dependencies: ["Web"] + core, swiftSettings: strict),
                tests("OrdersTests", ["Orders"]),
            ]
        )
        """

    @Test func `the table is read from the manifest`() {
        #expect(
            Arrows(manifest: Self.manifest).listed == [
                "Values": ["Cryptography"], "Orders": ["Values"], "Ledger": ["Values", "Relational"],
                "Web": ["Markup", "Values", "Orders", "Hummingbird"], "holdfast": ["Web", "Values", "Orders"],
                "OrdersTests": ["Orders"],
            ])
        #expect(
            Arrows(manifest: Self.manifest).problemsOfTheTable() == [
                "Package.swift:1: Ledger lists Relational, use core targets and Values only"
            ])
    }

    @Test(arguments: [
        ("Sources/Orders/A.swift", "import Values", nil),
        ("Sources/Orders/A.swift", "// import GRDB\nlet text = \"\"\"\nimport GRDB\n\"\"\"", nil),
        (
            "Sources/Orders/A.swift", "import Values\nimport Ledger",
            "2: Orders does not list Ledger, use what Package.swift lists: Values"
        ),
        (
            "Sources/Orders/A.swift", "import Foundation",
            "1: Orders must not import Foundation, use Values, or a value handed in"
        ),
        (
            "Sources/Orders/A.swift", "@preconcurrency import struct GRDB.Row",
            "1: Orders must not import GRDB, use Relational"
        ),
        ("Sources/Values/A.swift", "import Cryptography", "1: only Digest.swift imports Cryptography here, use Digest"),
        ("Sources/Values/Digest.swift", "import Cryptography", nil),
        ("Sources/Web/A.swift", "import Foundation\nimport Hummingbird\nimport HTTPTypes", nil),
        ("Tests/OrdersTests/A.swift", "import Foundation\nimport Testing\n@testable import Orders", nil),
        ("Sources/Extra/A.swift", "import Values", "1: no target of Package.swift, list it there"),
    ]) func `an arrow that is not in the table is told with file and line`(path: String, text: String, problem: String?)
    {
        let problems = Arrows(manifest: Self.manifest).problems(in: SourceFile(path: path, text: text))
        #expect(problems == (problem.map { ["\(path):\($0)"] } ?? []))
    }
}
