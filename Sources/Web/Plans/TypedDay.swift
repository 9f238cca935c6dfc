import Hummingbird
import Values

/// A day as it was typed in three boxes.
struct TypedDay: Sendable, Equatable {
    var day = ""
    var month = ""
    var year = ""

    init() {}

    init(_ form: Form, _ name: String) {
        day = form["\(name)-day"]
        month = form["\(name)-month"]
        year = form["\(name)-year"]
    }

    init(_ day: Day?) {
        guard let parts = day?.components else { return }
        self.day = String(parts.day)
        month = String(parts.month)
        year = String(parts.year)
    }

    var isEmpty: Bool { day.isEmpty && month.isEmpty && year.isEmpty }

    /// Notes the problem and gives nil where there is no such day. What is empty is missing, unless it may be.
    func read(_ field: String, _ what: String, isOptional: Bool = false, _ problems: inout FieldProblems) -> Day? {
        if isEmpty {
            if !isOptional { problems.add(field, "Enter \(what)") }
            return nil
        }
        guard let day = Int(day), let month = Int(month), let year = Int(year), year > 999 else {
            problems.add(field, "Enter \(what) in numbers, such as 6 4 2026")
            return nil
        }
        do {
            return try Day(year: year, month: month, day: day)
        } catch {
            problems.add(field, "There is no such day in the calendar")
            return nil
        }
    }

    func field(_ name: String, _ legend: String, hint: String? = nil, problem: String?) -> DateField {
        DateField(name: name, legend: legend, hint: hint, day: day, month: month, year: year, problem: problem)
    }
}

extension FieldProblems {
    /// Reads an amount as it was typed; nil where there is none or it is none.
    mutating func money(_ text: String, _ field: String, _ what: String, isOptional: Bool = false) -> Money? {
        if text.isEmpty {
            if !isOptional { add(field, "Enter \(what)") }
            return nil
        }
        do {
            return try Money(reading: text)
        } catch {
            add(field, "Enter \(what) in pounds and pence, such as 24.50")
            return nil
        }
    }

    /// Reads a whole number as it was typed.
    mutating func number(_ text: String, _ field: String, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let number = Int(text), range.contains(number) else {
            add(field, "Enter \(what): a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// Notes it where a text is too long.
    mutating func length(_ text: String, _ field: String, most: Int) {
        if text.unicodeScalars.count > most { add(field, "Write at most \(most) characters") }
    }

    mutating func add(_ other: FieldProblems) {
        for problem in other.problems { add(problem.field, problem.words) }
    }
}
