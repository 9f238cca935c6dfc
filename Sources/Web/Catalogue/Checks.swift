import Catalogue
import Markup
import Values

/// What has been seen of a supplier's papers, until when it holds, and what is missing that the thing needs.
struct CheckWords: Sendable {
    struct Line: Sendable, Hashable {
        let words: String
        /// In order today.
        let isHeld: Bool
    }

    let lines: [Line]

    /// - Parameter needed: what a supplier must hold to offer the item type; empty where no thing is looked at.
    init(_ supplier: Supplier, needed: [SupplierCheck], today: Day) {
        lines = SupplierCheck.allCases.compactMap { check in
            CheckWords.line(check, supplier.checks, isNeeded: needed.contains(check), today)
        } + [CheckWords.insurance(supplier.checks, today)]
    }

    /// Is everything in order that there has to be?
    var isComplete: Bool { lines.allSatisfy(\.isHeld) }

    private static func line(
        _ check: SupplierCheck, _ checks: Supplier.Checks, isNeeded: Bool, _ today: Day
    ) -> Line? {
        let seen: String? =
            switch check {
            case .cqc: checks.cqc.map { "Registered with the Care Quality Commission: \($0)" }
            case .professional: checks.register.map { "On a professional register: \($0)" }
            case .workers: checks.workersUntil.map { until in
                until < today
                    ? "Checks of the people who work for them ran out on \(until.words)"
                    : "Criminal-record checks and right to work of their people seen, valid until \(until.words)"
            }
            }
        guard seen != nil || isNeeded else { return nil }
        let isHeld = checks.holds(check, on: today)
        guard let seen else { return Line(words: "Missing: \(check.words), which this needs", isHeld: false) }
        // What has run out matters only where it is needed.
        return Line(words: isNeeded && !isHeld ? "\(seen). This needs it." : seen, isHeld: isHeld || !isNeeded)
    }

    private static func insurance(_ checks: Supplier.Checks, _ today: Day) -> Line {
        guard let until = checks.insuredUntil else {
            return Line(words: "Missing: proof of insurance, which every supplier needs", isHeld: false)
        }
        return until < today
            ? Line(words: "Insurance ran out on \(until.words). Every supplier needs it.", isHeld: false)
            : Line(words: "Insurance seen, valid until \(until.words)", isHeld: true)
    }
}

/// The same as a part of a page.
struct Checks: Component {
    let words: CheckWords

    init(_ supplier: Supplier, needed: [SupplierCheck] = [], today: Day) {
        words = CheckWords(supplier, needed: needed, today: today)
    }

    var html: HTML {
        h2 { "Checks" }
        ul(.class("bullets")) {
            for line in words.lines {
                li { if line.isHeld { line.words } else { strong { line.words } } }
            }
        }
    }
}
