import Values

/// Reads the cells of one row, collecting everything that is wrong with them.
struct RowCheck {
    private let row: CSVRow
    /// The day from which `today-3` counts.
    let today: Day
    private(set) var problems: [ColumnProblem] = []

    init(_ row: CSVRow, today: Day) {
        self.row = row
        self.today = today
    }

    /// A cell without the blanks around it.
    subscript(column: String) -> String { RowCheck.tidy(row[column]) }

    /// A cell as the file has it, for a check that tidies it itself.
    func raw(_ column: String) -> String { row[column] }

    /// Most cells are tidy already, and seeing that is many times quicker than tidying.
    static func tidy(_ text: String) -> String {
        let (space, tilde) = (UInt8(ascii: " "), UInt8(ascii: "~"))
        let isTidy =
            text.utf8.first != space && text.utf8.last != space
            && text.utf8.allSatisfy { (space...tilde).contains($0) }
        return isTidy ? text : Text.tidy(text)
    }

    func isEmpty(_ column: String) -> Bool { self[column].isEmpty }

    mutating func add(_ column: String, _ words: String) {
        problems.append(ColumnProblem(column, words))
    }

    // MARK: - Words

    /// A text that must be there.
    mutating func text(_ column: String, most: Int = 200) -> String? {
        let text = self[column]
        guard !text.isEmpty else { return missing(column) }
        guard text.unicodeScalars.count <= most else {
            add(column, "must not be longer than \(most) characters")
            return nil
        }
        return text
    }

    /// A text that may be missing: nil then, and when it is too long.
    mutating func optionalText(_ column: String, most: Int = 200) -> String? {
        isEmpty(column) ? nil : text(column, most: most)
    }

    static let codeCharactersMaximum = 100

    /// A code: letters, digits and hyphens, so that it can stand in addresses, lists and accounts.
    mutating func code(_ column: String) -> String? {
        let text = self[column]
        guard !text.isEmpty else { return missing(column) }
        guard RowCheck.isCode(text) else {
            add(column, "must be a code of letters, digits and hyphens, at most \(RowCheck.codeCharactersMaximum)")
            return nil
        }
        return text
    }

    mutating func optionalCode(_ column: String) -> String? { isEmpty(column) ? nil : code(column) }

    static func isCode(_ text: String) -> Bool {
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

    /// One of the words of an enumeration.
    mutating func word<Word>(_ column: String) -> Word? where Word: RawRepresentable<String> & CaseIterable {
        let text = self[column]
        guard !text.isEmpty else { return missing(column) }
        if let word = Word(rawValue: text) { return word }
        add(column, "must be one of \(RowCheck.words(Word.self))")
        return nil
    }

    /// All words of an enumeration, for telling.
    static func words<Word>(_: Word.Type) -> String where Word: RawRepresentable<String> & CaseIterable {
        Word.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// Several words of an enumeration; those that it does not have are told.
    mutating func words<Word>(_ column: String) -> [Word] where Word: RawRepresentable<String> & CaseIterable {
        list(column).compactMap { text in
            let word = Word(rawValue: text)
            if word == nil { add(column, "must be some of \(RowCheck.words(Word.self)), not \(text)") }
            return word
        }
    }

    /// `yes`, or else `no` or nothing.
    mutating func yes(_ column: String) -> Bool {
        if !["", "no", "yes"].contains(self[column]) { add(column, "must be yes, no or empty") }
        return self[column] == "yes"
    }

    /// The parts of a cell like `a;b;c`, each once.
    mutating func list(_ column: String) -> [String] {
        let parts = self[column].split(separator: ";").map { RowCheck.tidy(String($0)) }.filter { !$0.isEmpty }
        for (index, part) in parts.enumerated() where parts[..<index].contains(part) {
            add(column, "names \(part) twice")
        }
        return parts
    }

    // MARK: - Values

    mutating func money(_ column: String) -> Money? { required(column, Money.init(reading:)) }
    mutating func optionalMoney(_ column: String) -> Money? { isEmpty(column) ? nil : money(column) }
    mutating func email(_ column: String) -> EmailAddress? { required(column, EmailAddress.init) }
    mutating func electronicAddress(_ column: String) -> ElectronicAddress? {
        isEmpty(column) ? nil : required(column, ElectronicAddress.init)
    }
    mutating func postcode(_ column: String) -> Postcode? { required(column, Postcode.init) }

    /// A date of the calendar, or one counted from the day of the import.
    mutating func day(_ column: String) -> Day? {
        let today = today
        return required(column) { text throws(ValueProblem) in try RowCheck.day(text, today: today) }
    }

    mutating func optionalDay(_ column: String) -> Day? { isEmpty(column) ? nil : day(column) }

    /// The days of a cell like `2026-04-06;today-30`, earliest first.
    mutating func days(_ column: String) -> [Day] {
        var days: [Day] = []
        for text in list(column) {
            do throws(ValueProblem) {
                days.append(try RowCheck.day(text, today: today))
            } catch {
                add(column, error.description)
            }
        }
        return days.sorted()
    }

    mutating func number(_ column: String, _ range: ClosedRange<Int>) -> Int? {
        guard !isEmpty(column) else { return missing(column) }
        if let number = Int(self[column]), range.contains(number) { return number }
        add(column, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// Digits and blanks, as people write telephone numbers.
    mutating func telephone(_ column: String) -> String? {
        guard let text = text(column, most: 30) else { return nil }
        let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits >= 5, text.utf8.allSatisfy(Set("0123456789 +()-".utf8).contains) else {
            add(column, "must be a telephone number, like 0115 496 0001")
            return nil
        }
        return text
    }

    static let daysMaximum = 36_500

    private static func day(_ text: String, today: Day) throws(ValueProblem) -> Day {
        guard text.hasPrefix("today") else { return try Day(text) }
        let count = text.utf8.dropFirst(5)
        guard !count.isEmpty else { return today }
        guard [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(count.first), count.count > 1,
            let days = Int(String(decoding: count, as: UTF8.self)), (-daysMaximum...daysMaximum).contains(days)
        else { throw .notADay }
        return today.adding(days: days)
    }

    private mutating func required<Read>(_ column: String, _ read: (String) throws(ValueProblem) -> Read) -> Read? {
        let text = self[column]
        guard !text.isEmpty else { return missing(column) }
        do {
            return try read(text)
        } catch {
            add(column, error.description)
            return nil
        }
    }

    private mutating func missing<Read>(_ column: String) -> Read? {
        add(column, "is missing")
        return nil
    }
}
