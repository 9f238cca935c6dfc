// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of their arrows: a target imports only what it lists.
// The table that explains each of them, and the test that holds them to it, is in
// Sources/README.md and Tests/TidyTests/ArrowTests.swift.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func part(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: [], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let core: [Target.Dependency] = [
    "Values", "Identity", "Catalogue", "Policies", "Plans", "Baskets", "Orders", "Ledger", "Outbox",
]

/// What tests with a real database need.
let shell: [Target.Dependency] = ["Cryptography", "Relational", "Storage", "SQLiteDriver", "Operations"] + core

let package = Package(
    name: "holdfast",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "holdfast", targets: ["holdfast"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CGD", providers: [.apt(["libgd-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        part("Cryptography", ["COpenSSL"]),
        part("Values", ["Cryptography"]),
        part("Markup"),
        part("Relational"),

        part("Identity", ["Values"]),
        part("Catalogue", ["Values"]),
        part("Ledger", ["Values"]),
        part("Policies", ["Values", "Identity", "Catalogue"]),
        part("Plans", ["Values", "Identity", "Catalogue"]),
        part("Baskets", ["Values", "Identity", "Catalogue", "Policies", "Plans"]),
        part("Orders", ["Values", "Identity", "Catalogue", "Policies", "Plans", "Baskets", "Ledger"]),
        part("Outbox", ["Values", "Markup", "Identity", "Catalogue", "Plans", "Baskets", "Orders", "Ledger"]),

        part("Documents", ["CLibXML2", "Values"]),
        part("Storage", ["Relational"] + core),
        part("SQLiteDriver", [
            "Relational", .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ]),
        part("Operations", ["Relational", "Storage", "Cryptography", "Documents"] + core),
        part("Archives", ["CZip"]),
        part("Bundles", ["Archives", "Operations", "Storage", "Relational", "Cryptography"] + core),
        part("Web", ["Bundles", "Operations", "Storage", "Relational", "Markup", "Cryptography"] + core
            + [.product(name: "Hummingbird", package: "hummingbird")]),
        part("Pictures", ["CGD", "Catalogue"]),
        part("Gateways", ["CCurl", "Outbox", "Values"]),
        part("Workers", ["Gateways", "Operations", "Outbox", "Values"]),
        part("Simulation", ["Operations", "Storage", "SQLiteDriver", "Relational", "Cryptography"] + core),
        .executableTarget(
            name: "holdfast",
            dependencies: ["Simulation", "Web", "Workers", "Gateways", "Bundles", "Archives", "Pictures", "Operations"]
                + ["Storage", "SQLiteDriver", "Relational", "Cryptography"] + core
                + [
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                    .product(name: "Hummingbird", package: "hummingbird"),
                ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Cryptography"] + core, path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "SceneSupport", dependencies: ["TestSupport"] + shell, path: "Tests/SceneSupport",
            swiftSettings: strict),
        .target(
            name: "DoorSupport",
            dependencies: [
                "Catalogue", "Operations", "Pictures", "SceneSupport", "Web",
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Tests/DoorSupport", swiftSettings: strict),
        tests("CryptographyTests", ["Cryptography", "TestSupport"]),
        tests("ValuesTests", ["Values", "TestSupport"]),
        tests("MarkupTests", ["Markup"]),
        tests("RelationalTests", ["Relational"]),
        tests("IdentityTests", ["Identity", "Values", "TestSupport"]),
        tests("CatalogueTests", ["Catalogue", "Values", "TestSupport"]),
        tests("PlansTests", ["Plans", "Catalogue", "Identity", "Values", "TestSupport"]),
        tests("PoliciesTests", ["Policies", "Catalogue", "Identity", "Values", "TestSupport"]),
        tests("BasketsTests", ["Baskets", "Plans", "Policies", "Catalogue", "Identity", "Values", "TestSupport"]),
        tests("OrdersTests", core + ["TestSupport"]),
        tests("LedgerTests", ["Ledger", "Values", "TestSupport"]),
        tests("OutboxTests", core + ["Documents", "TestSupport"]),
        tests("DocumentsTests", ["Documents", "Values", "TestSupport"]),
        tests("GatewaysTests", ["Gateways", "Outbox", "Values"]),
        tests("WorkersTests", ["Workers", "Outbox", "Values", "TestSupport"]),
        tests("SQLiteDriverTests", ["Relational", "SQLiteDriver", "TestSupport"]),
        tests("StorageTests", shell + ["TestSupport", "SceneSupport"]),
        tests("OperationsTests", shell + ["Documents", "TestSupport", "SceneSupport"]),
        tests("BundlesTests", shell + ["Archives", "Bundles", "TestSupport", "SceneSupport"]),
        tests("ImportTests", shell + ["TestSupport", "SceneSupport"]),
        tests("PicturesTests", ["Pictures", "Catalogue", "Values", "TestSupport"]),
        tests("WebTests", shell + ["Web", "Pictures", "Markup", "TestSupport", "SceneSupport", "DoorSupport"]
            + [.product(name: "Hummingbird", package: "hummingbird")]),
        tests("CommandTests", shell + ["holdfast", "TestSupport"]),
        tests("SimulationTests", ["Simulation"]),
        tests("TidyTests", []),
        // Run by Tests/run, built for speed: swift run -c release Simulator
        .executableTarget(
            name: "Simulator", dependencies: ["Simulation"], path: "Tests/Simulator", swiftSettings: strict),
        // Trials of the whole product: what they need, the command that prints their figures, and their quick parts.
        .target(
            name: "TrialSupport", dependencies: ["TestSupport", "SceneSupport"] + shell, path: "Tests/TrialSupport",
            swiftSettings: strict),
        .executableTarget(
            name: "Trials", dependencies: ["TrialSupport"], path: "Tests/Trials", swiftSettings: strict),
        tests("TrialTests", ["TrialSupport", "Trials", "holdfast"]),
        // Measured, not tested: swift run -c release SigningBench
        .executableTarget(
            name: "SigningBench",
            dependencies: ["TrialSupport", "TestSupport"] + shell + [.product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Tests/SigningBench", swiftSettings: strict),
        // Measured, not tested: swift run -c release JudgingBench
        .executableTarget(
            name: "JudgingBench", dependencies: core, path: "Tests/JudgingBench", swiftSettings: strict),
        // swift run -c release CatalogueBench
        .executableTarget(
            name: "CatalogueBench", dependencies: ["TrialSupport", "TestSupport", "DoorSupport"] + shell,
            path: "Tests/CatalogueBench", swiftSettings: strict),
        // swift run -c release LedgerBench
        .executableTarget(
            name: "LedgerBench",
            dependencies: ["Values", "Catalogue", "Ledger", "Orders", "Relational", "Storage", "SQLiteDriver"],
            path: "Tests/LedgerBench", swiftSettings: strict),
    ]
)
