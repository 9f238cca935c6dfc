import Values

/// What should not stand in a text that everybody reads. Whoever wrote it is asked to leave it out, and can say that it
/// is meant so: a person reads it then, before anybody else does.
package enum PrivateDetail: Sendable, Hashable {
    /// Ten digits that can be an NHS number.
    case nhsNumber
    case telephone
    case email
    /// A condition or a medicine, as the list has it.
    case health(String)
}

extension PrivateDetail {
    /// Everything of the kind in a text, each once, in the order of the cases.
    package static func all(in text: String) -> [PrivateDetail] {
        let runs = digitRuns(in: text)
        var found: [PrivateDetail] = []
        if runs.contains(where: \.isLikeNHSNumber) { found.append(.nhsNumber) }
        if runs.contains(where: \.isLikeTelephone) { found.append(.telephone) }
        if hasAddress(text) { found.append(.email) }
        return found + healthWords(in: text).map(PrivateDetail.health)
    }

    /// Digits with at most one mark between them.
    private struct DigitRun {
        var groups: [[Int]] = []
        var hasPlus = false

        /// In one piece, or as it is printed: three, three and four digits. The check digit is not asked for: people
        /// mistype.
        var isLikeNHSNumber: Bool {
            let lengths = groups.map(\.count)
            return lengths.contains(10)
                || lengths.indices.contains { Array(lengths[$0...].prefix(3)) == [3, 3, 4] }
        }

        /// As numbers of the United Kingdom are written: nought or a plus first, nine to thirteen digits.
        var isLikeTelephone: Bool {
            let count = groups.reduce(0) { $0 + $1.count }
            return (9...13).contains(count) && (hasPlus || groups.first?.first == 0)
        }
    }

    private static let joints: Set<Unicode.Scalar> = [" ", "-", ".", "(", ")", "/", "\u{2011}", "\u{2013}", "\u{a0}"]

    private static func digitRuns(in text: String) -> [DigitRun] {
        var runs: [DigitRun] = []
        var run = DigitRun()
        var gap = 2
        for scalar in text.unicodeScalars {
            // Digits of every script, as they are pasted.
            if let digit = Character(scalar).wholeNumberValue, digit < 10 {
                if gap > 1, !run.groups.isEmpty {
                    runs.append(run)
                    run = DigitRun()
                }
                if gap > 0 || run.groups.isEmpty { run.groups.append([]) }
                run.groups[run.groups.count - 1].append(digit)
                gap = 0
            } else if scalar == "+" {
                if !run.groups.isEmpty { runs.append(run) }
                (run, gap) = (DigitRun(hasPlus: true), 2)
            } else {
                gap += joints.contains(scalar) ? 1 : 2
            }
        }
        return run.groups.isEmpty ? runs : runs + [run]
    }

    /// Something like `name@example.org`.
    private static func hasAddress(_ text: String) -> Bool {
        text.split(whereSeparator: \.isWhitespace).contains { word in
            let sides = word.split(separator: "@", omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[0].isEmpty else { return false }
            let labels = sides[1].split(separator: ".")
            return labels.count > 1 && labels.allSatisfy { $0.first?.isLetter ?? false || $0.first?.isNumber ?? false }
        }
    }

    private static func healthWords(in text: String) -> [String] {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let padded = " \(words.joined(separator: " ")) "
        return HealthWords.all.filter { padded.contains(" \($0) ") || padded.contains(" \($0)s ") }
    }
}
