/// Words that do not belong where they stand, and what to say instead (architecture, 3.7).
struct BannedWord: Sendable {
    enum Look: Sendable { case code, codeAndTexts, everything }

    let pattern: String
    let instead: String
    let look: Look
    let isBanned: @Sendable (SourceFile) -> Bool

    static let all: [BannedWord] = everywhere + core + web

    /// In all sources.
    private static let everywhere: [BannedWord] = [
        ("\\btry!", "try, and let the error through"), ("\\btry\\?", "do and catch, and say what the error means"),
        ("\\bas!", "as?, or a type that needs no cast"), ("\\bfatalError\\b", "precondition with a sentence"),
        ("(?<![.\\w])print\\(", "the log, or the terminal's output type"),
    ].map { BannedWord(pattern: $0.0, instead: $0.1, look: .code) { !$0.isTest } } + [
        BannedWord(pattern: "\\bTODO\\b|\\bFIXME\\b", instead: "an issue", look: .everything) { !$0.isTest }
    ]

    /// In the pure targets.
    private static let core: [BannedWord] = [
        ("\\bDate\\(\\)", "a Moment handed in"), ("\\bUUID\\(\\)", "Identifiers handed in"),
        ("\\.random\\((?!.*using:)", "random(using:) with a generator handed in"),
        ("\\bDouble\\b", "whole pence or basis points"), ("\\bFloat\\b", "whole pence or basis points"),
        ("\\bDispatchQueue\\b", "plain functions: the core does not wait"),
        ("\\bawait\\b", "plain functions: the core does not wait"),
    ].map { BannedWord(pattern: $0.0, instead: $0.1, look: .code) { file in
        !file.isTest && (Arrows.core.contains(file.target) || file.target == "Values")
    } }

    /// In pages.
    private static let web: [BannedWord] = [
        ("\\bstyle=", "a class"), ("\\bonclick\\b", "a form, or a script file"),
        ("\\b(SELECT|INSERT INTO|DELETE FROM|UPDATE) [\\w*]", "a store of Storage"),
    ].map { BannedWord(pattern: $0.0, instead: $0.1, look: .codeAndTexts) { !$0.isTest && $0.target == "Web" } } + [
        BannedWord(pattern: "HTML\\(trusted:", instead: "elements of Markup", look: .code) { file in
            !file.isTest && file.target == "Web" && !file.path.contains("/Components/")
        }
    ]

    func problems(in file: SourceFile) throws -> [String] {
        guard isBanned(file) else { return [] }
        let lines = switch look {
        case .code: file.code
        case .codeAndTexts: file.uncommented
        case .everything: file.lines
        }
        let expression = try Regex(pattern)
        return lines.enumerated().compactMap { index, line in
            guard let match = line.firstMatch(of: expression) else { return nil }
            return file.problem(index, "\(line[match.range]), use \(instead)")
        }
    }
}
