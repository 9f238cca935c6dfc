/// Words that do not belong where they stand, and what to say instead (architecture, 3.7).
struct BannedWord: Sendable {
    enum Look: Sendable { case code, codeAndTexts, everything }

    /// Words of which one stands in every match: files without them are not searched.
    let signs: [String]
    let pattern: String
    let instead: String
    let look: Look
    let isBanned: @Sendable (SourceFile) -> Bool

    static let all: [BannedWord] = everywhere + core + web

    /// In all sources.
    private static let everywhere: [BannedWord] =
        [
            (["try!"], "\\btry!", "try, and let the error through"),
            (["try?"], "\\btry\\?", "do and catch, and say what the error means"),
            (["as!"], "\\bas!", "as?, or a type that needs no cast"),
            (["fatalError"], "\\bfatalError\\b", "precondition with a sentence"),
            (["print("], "(?:^|[^.\\w])(print\\()", "the log, or the terminal's output type"),
        ].map { BannedWord(signs: $0.0, pattern: $0.1, instead: $0.2, look: .code) { !$0.isTest } } + [
            BannedWord(
                signs: ["TODO", "FIXME"], pattern: "\\bTODO\\b|\\bFIXME\\b", instead: "an issue", look: .everything
            ) { !$0.isTest }
        ]

    /// In the pure targets.
    private static let core: [BannedWord] = [
        (["Date()"], "\\bDate\\(\\)", "a Moment handed in"), (["UUID()"], "\\bUUID\\(\\)", "Identifiers handed in"),
        ([".random("], "\\.random\\((?!.*using:)", "random(using:) with a generator handed in"),
        (["Double"], "\\bDouble\\b", "whole pence or basis points"),
        (["Float"], "\\bFloat\\b", "whole pence or basis points"),
        (["DispatchQueue"], "\\bDispatchQueue\\b", "plain functions: the core does not wait"),
        (["await"], "\\bawait\\b", "plain functions: the core does not wait"),
    ].map {
        BannedWord(signs: $0.0, pattern: $0.1, instead: $0.2, look: .code) { file in
            !file.isTest && (Arrows.core.contains(file.target) || file.target == "Values")
        }
    }

    /// In pages.
    private static let web: [BannedWord] =
        [
            (["style="], "\\bstyle=", "a class"), (["onclick"], "\\bonclick\\b", "a form, or a script file"),
            (
                ["SELECT", "INSERT", "DELETE", "UPDATE"], "\\b(SELECT|INSERT INTO|DELETE FROM|UPDATE) [\\w*]",
                "a store of Storage"
            ),
        ].map {
            BannedWord(signs: $0.0, pattern: $0.1, instead: $0.2, look: .codeAndTexts) {
                !$0.isTest && $0.target == "Web"
            }
        } + [
            BannedWord(signs: ["HTML(trusted:"], pattern: "HTML\\(trusted:", instead: "elements of Markup", look: .code)
            { file in
                !file.isTest && file.target == "Web" && !file.path.contains("/Components/")
            }
        ]

    func problems(in file: SourceFile) throws -> [String] {
        guard isBanned(file), signs.contains(where: file.mentions) else { return [] }
        let lines =
            switch look {
            case .code: file.code
            case .codeAndTexts: file.uncommented
            case .everything: file.lines
            }
        let expression = try Regex(pattern)
        return lines.enumerated().compactMap { index, line in
            guard let match = line.firstMatch(of: expression) else { return nil }
            // The group, where a pattern has one, is the word; what stands around it is not.
            let word = match.output.last?.substring ?? line[match.range]
            return file.problem(index, "\(word), use \(instead)")
        }
    }
}
