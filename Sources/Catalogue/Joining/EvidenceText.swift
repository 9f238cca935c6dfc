import Values

/// What was typed for a requirement.
package struct EvidenceText: Sendable, Encodable {
    package var number: String
    package var otherNumber: String
    package var words: String
    package var sum: String
    /// Nil where none was typed, or none that there is.
    package var expires: Day?

    package init(
        number: String = "", otherNumber: String = "", words: String = "", sum: String = "", expires: Day? = nil
    ) {
        self.number = number
        self.otherNumber = otherNumber
        self.words = words
        self.sum = sum
        self.expires = expires
    }

    package static let numberCharactersMaximum = 80
    package static let wordsCharactersMaximum = 1_000
    /// Nobody insures or registers for longer.
    package static let yearsMaximum = 10

    /// - Throws: `FieldProblems`, by the fields `number`, `other-number`, `words`, `sum` and `expires`.
    package func checked(
        for requirement: Requirement, on today: Day
    ) throws(FieldProblems) -> Evidence.Content {
        let asks = requirement.asks
        var problems = FieldProblems()
        let first = EvidenceText.number(number, "number", asks.number, &problems)
        let second = EvidenceText.number(otherNumber, "other-number", asks.otherNumber, &problems)
        let text = asks.words == nil ? "" : Text.tidy(words)
        if let label = asks.words, text.isEmpty { problems.add("words", "Say this: \(label.lowercasedFirst)") }
        if text.unicodeScalars.count > EvidenceText.wordsCharactersMaximum {
            problems.add("words", "Write at most \(EvidenceText.wordsCharactersMaximum) characters")
        }
        let insured = asks.sum.flatMap { sum(least: $0, &problems) }
        if asks.expires { end(on: today, &problems) }
        guard problems.isEmpty else { throw problems }
        return Evidence.Content(
            number: first, otherNumber: second, words: text, sum: insured, expires: asks.expires ? expires : nil)
    }

    private func sum(least: Money, _ problems: inout FieldProblems) -> Money? {
        do {
            let sum = try Money(reading: self.sum)
            if sum < least { problems.add("sum", "The sum must be at least \(least)") }
            return sum
        } catch {
            problems.add("sum", "Enter the sum that is insured in pounds, such as 2000000")
            return nil
        }
    }

    private func end(on today: Day, _ problems: inout FieldProblems) {
        // What was typed and is no day has been told by the form.
        guard let expires else {
            problems.add("expires", "Enter the last day on which it holds")
            return
        }
        if expires < today { problems.add("expires", "It has run out already; give the new one") }
        if expires > today.adding(months: EvidenceText.yearsMaximum * 12) {
            problems.add("expires", "The last day must be within \(EvidenceText.yearsMaximum) years")
        }
    }

    private static func number(
        _ typed: String, _ field: String, _ form: NumberForm?, _ problems: inout FieldProblems
    ) -> String {
        guard let form else { return "" }
        let text = Text.line(typed)
        if text.isEmpty {
            problems.add(field, "Enter this: \(form.label.lowercasedFirst)")
        } else if text.unicodeScalars.count > numberCharactersMaximum {
            problems.add(field, "Write at most \(numberCharactersMaximum) characters")
        } else if let problem = form.problem(text) {
            problems.add(field, "\(form.label) \(problem)")
        }
        return text
    }
}

extension String {
    /// For the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
