import Values

/// A category as it was typed on a page: text, until all of it is checked.
package struct CategoryText: Sendable, Hashable, Codable {
    package var code = ""
    package var title = ""
    package var summary = ""
    package var unit = ""
    package var vat = ""
    package var lowest = ""
    package var highest = ""
    package var checks: [String] = []
    package var traits: [String] = []

    package init() {}

    package init(_ category: Category) {
        code = category.id.text
        title = category.title
        summary = category.summary
    }

    package static let codeCharactersMaximum = 20
    package static let titleCharactersMaximum = 120
    package static let summaryCharactersMaximum = 500
    package static let unitCharactersMaximum = 40

    /// Title and summary alone.
    /// - Throws: every problem, by the names of the fields above.
    package func checkedWords() throws(FieldProblems) -> (title: String, summary: String) {
        var problems = FieldProblems()
        let words = checkWords(&problems)
        guard problems.isEmpty else { throw problems }
        return words
    }

    /// A new item type of a group.
    /// - Throws: every problem, by the names of the fields above.
    package func checkedItem(of group: Category, in categories: Categories) throws(FieldProblems) -> Category {
        var problems = FieldProblems()
        let code = checkCode(categories, &problems)
        let words = checkWords(&problems)
        let unit = check(Text.line(unit), "unit", "Unit", CategoryText.unitCharactersMaximum, &problems)
        let vat = VAT(rawValue: vat)
        if vat == nil { problems.add("vat", "Choose how VAT falls on it") }
        let lowest = money(lowest, "lowest", "Lowest usual price", &problems)
        let highest = money(highest, "highest", "Highest usual price", &problems)
        if let lowest, let highest, highest < lowest {
            problems.add("highest", "Highest usual price must not be less than the lowest")
        }
        let checks = self.checks.compactMap(SupplierCheck.init)
        let traits = Set(self.traits.compactMap(Trait.init))
        if checks.count < self.checks.count { problems.add("checks", "Choose from the checks that are listed") }
        if traits.count < Set(self.traits).count { problems.add("traits", "Choose from what is listed") }
        if traits.isSuperset(of: [.children, .adults]) {
            problems.add("traits", "It can’t be for children only and for adults only")
        }
        guard problems.isEmpty, let vat, let lowest, let highest else { throw problems }
        return Category(
            id: .init(code), parent: group.id, title: words.title, summary: words.summary,
            item: .init(unit: unit, vat: vat, lowest: lowest, highest: highest, checks: checks, traits: traits),
            policy: nil)
    }

    private func checkWords(_ problems: inout FieldProblems) -> (title: String, summary: String) {
        (
            check(Text.line(title), "title", "Title", CategoryText.titleCharactersMaximum, &problems),
            check(Text.line(summary), "summary", "Summary", CategoryText.summaryCharactersMaximum, &problems)
        )
    }

    private func checkCode(_ categories: Categories, _ problems: inout FieldProblems) -> String {
        let code = Text.tidy(code)
        if code.isEmpty {
            problems.add("code", "Code is missing")
        } else if !CategoryText.isCode(code) {
            problems.add(
                "code",
                "Code must be of letters, digits and hyphens, at most \(CategoryText.codeCharactersMaximum) of them")
        } else if let taken = categories[.init(code)] {
            problems.add("code", "Code \(code) is taken by “\(taken.title)”")
        }
        return code
    }

    /// It stands in addresses, and in files.
    private static func isCode(_ text: String) -> Bool {
        (1...codeCharactersMaximum).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private func money(
        _ text: String, _ field: String, _ name: String, _ problems: inout FieldProblems
    ) -> Money? {
        do {
            return try Money(reading: text)
        } catch {
            problems.add(field, text.isEmpty ? "\(name) is missing" : "\(name) \(error)")
            return nil
        }
    }

    private func check(
        _ text: String, _ field: String, _ name: String, _ most: Int, _ problems: inout FieldProblems
    ) -> String {
        if text.isEmpty { problems.add(field, "\(name) is missing") }
        if text.unicodeScalars.count > most {
            problems.add(field, "\(name) must not be longer than \(most) characters")
        }
        return text
    }
}

/// Why the tree of categories cannot be changed so.
package enum CategoryRefusal: Refusal, Hashable {
    /// Somebody else has saved it since it was read.
    case changedMeanwhile

    package var code: String { "category.changed-meanwhile" }
}
