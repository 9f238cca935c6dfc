/// Which target may import what: read from `Package.swift`, with the promises that it must keep.
struct Arrows {
    /// Targets and what they list, packages' products included.
    let listed: [String: Set<String>]

    /// The pure targets: no clock, no disk, no network.
    static let core: Set<String> = [
        "Identity", "Catalogue", "Policies", "Plans", "Baskets", "Orders", "Ledger", "Outbox",
    ]

    /// Modules that only these targets may import, and what to use elsewhere.
    static let reserved: [String: (targets: Set<String>, instead: String)] = [
        "COpenSSL": (["Cryptography"], "Cryptography"),
        "CGD": (["Pictures"], "Pictures"),
        "CLibXML2": (["Documents"], "Documents"),
        "CZip": (["Archives"], "Archives"),
        "CCurl": (["Gateways"], "Gateways"),
        "GRDB": (["SQLiteDriver"], "Relational"),
        "GRDBSQLite": (["SQLiteDriver", "SigningBench"], "Relational"),
        "Hummingbird": (["Web", "holdfast", "DoorSupport"], "an operation or a page"),
        "ArgumentParser": (["holdfast"], "a plain value handed in by the command"),
        // Storage writes parts that are read whole as JSON.
        "Foundation": (
            ["Storage", "SQLiteDriver", "Operations", "Bundles", "Gateways", "Simulation", "Web", "holdfast"],
            "Values, or a value handed in"
        ),
        "Synchronization": (
            ["Storage", "SQLiteDriver", "Operations", "Gateways", "Simulation", "Web", "holdfast"],
            "a value handed in"
        ),
        "FoundationNetworking": ([], "Gateways: nothing else speaks to a network"),
        // Operations derives passwords on a queue, because that would block the threads of Swift concurrency.
        "Dispatch": (["Operations"], "Swift concurrency"),
        "Testing": ([], "a test target"),
    ]

    /// What a listed product re-exports or hands out.
    static let broughtAlong: [String: Set<String>] = [
        "Hummingbird": ["HTTPTypes", "Logging", "NIOCore", "ServiceLifecycle"]
    ]

    /// Modules of the toolchain, under the rules of `reserved`.
    static let toolchain: Set<String> = [
        "Foundation", "Synchronization", "FoundationNetworking", "Dispatch", "Testing",
    ]

    /// - Parameter manifest: the text of `Package.swift`.
    init(manifest: String) {
        var lists: [String: Set<String>] = [:]
        for match in manifest.matches(of: /let (\w+): \[Target\.Dependency\] =\s*\[([^\]]*)\]([ +\w]*)/) {
            lists[String(match.1)] = Arrows.names(in: String(match.2 + match.3), lists: lists)
        }
        var listed: [String: Set<String>] = [:]
        let start = manifest.range(of: "    targets: [")?.upperBound ?? manifest.startIndex
        for match in manifest[start...].matches(of: /(?:part|tests|\.\w*[tT]arget)\((?:\s*name:)?\s*"(\w+)"/) {
            let text = Arrows.arguments(manifest[match.range.upperBound...])
            listed[String(match.1)] = Arrows.names(in: text, lists: lists)
        }
        self.listed = listed
    }

    /// Up to the parenthesis that closes the call.
    private static func arguments(_ text: Substring) -> String {
        var depth = 1
        let end = text.firstIndex { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth == 0
        }
        return String(text[..<(end ?? text.endIndex)])
    }

    private static func names(in text: String, lists: [String: Set<String>]) -> Set<String> {
        let plain = text.replacing(/(package|path|exclude|sources): *(\[[^\]]*\]|"[^"]*")/, with: "")
        var names = Set(plain.matches(of: /"([\w.\-]+)"/).map { String($0.1) })
        let words = Set(plain.replacing(/"[^"]*"/, with: "").matches(of: /\w+/).map { String($0.0) })
        for (name, list) in lists where words.contains(name) { names.formUnion(list) }
        return names
    }

    func problems(in file: SourceFile) -> [String] {
        guard let listed = listed[file.target] else {
            return [file.problem(0, "no target of Package.swift, list it there")]
        }
        return file.code.enumerated().compactMap { index, line in
            guard let module = Arrows.imported(line) else { return nil }
            return problem(module, listed: listed, in: file).map { file.problem(index, $0) }
        }
    }

    private func problem(_ module: String, listed: Set<String>, in file: SourceFile) -> String? {
        if !file.isTest, let (targets, instead) = Arrows.reserved[module], !targets.contains(file.target) {
            return "\(file.target) must not import \(module), use \(instead)"
        }
        if file.target == "Values", module == "Cryptography", !file.path.hasSuffix("/Digest.swift") {
            return "only Digest.swift imports Cryptography here, use Digest"
        }
        let allowed = listed.union(listed.flatMap { Arrows.broughtAlong[$0] ?? [] }).union(Arrows.toolchain)
        guard !allowed.contains(module) else { return nil }
        let choice = listed.sorted().joined(separator: ", ")
        return "\(file.target) does not list \(module), use what Package.swift lists: \(choice)"
    }

    /// The core lists nothing but core and Values, and nobody lists what is reserved for others.
    func problemsOfTheTable() -> [String] {
        listed.sorted { $0.key < $1.key }.flatMap { target, listed in
            listed.sorted().compactMap { module in
                // Letters are written as pages are.
                let isMarkup = target == "Outbox" && module == "Markup"
                if Arrows.core.contains(target), module != "Values", !isMarkup, !Arrows.core.contains(module) {
                    return "Package.swift:1: \(target) lists \(module), use core targets and Values only"
                }
                guard let (targets, instead) = Arrows.reserved[module], !targets.contains(target),
                    !target.hasSuffix("Tests"),
                    target != "TestSupport"
                else { return nil }
                return "Package.swift:1: \(target) lists \(module), use \(instead)"
            }
        }
    }

    static func imported(_ line: String) -> String? {
        guard line.holds("import ") else { return nil }
        let words = line.split(separator: " ")
        let before: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let start = words.drop { $0.hasPrefix("@") || before.contains($0) }
        guard start.first == "import" else { return nil }
        return start.dropFirst().drop { kinds.contains($0) }.first?.split(separator: ".").first.map(String.init)
    }
}
