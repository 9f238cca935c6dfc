import Catalogue
import Values

/// A rule as it was typed: text, until all of it is checked.
package struct PolicyRuleText: Sendable, Hashable, Codable {
    package enum Subject: String, Sendable, CaseIterable {
        case category, supplier, everything
    }

    package enum Condition: String, Sendable, CaseIterable {
        case always
        case unitPrice = "unit-price"
        case total
    }

    package var effect = ""
    package var subject = ""
    package var category = ""
    package var supplier = ""
    package var condition = ""
    package var amount = ""
    package var words = ""
    package var clause = ""

    package init() {}

    package init(_ rule: PolicyRule) {
        effect = rule.effect.rawValue
        words = rule.words
        clause = rule.clause?.rawValue ?? ""
        switch rule.subject {
        case .category(let id): (subject, category) = (Subject.category.rawValue, id.text)
        case .supplier(let id): (subject, supplier) = (Subject.supplier.rawValue, id.text)
        case .everything: subject = Subject.everything.rawValue
        }
        switch rule.condition {
        case .always: condition = Condition.always.rawValue
        case .unitPriceAbove(let money): (condition, amount) = (Condition.unitPrice.rawValue, money.decimal)
        case .totalAbove(let money): (condition, amount) = (Condition.total.rawValue, money.decimal)
        }
    }

    /// The rows of the national list that leave room for a commissioner's own rule (reference, A4): the others are
    /// absolute, and no policy's to repeat.
    package static let clauses: [Clause] = [.X13, .X14, .X15, .X16, .X17]

    /// - Parameter knows: is there such a supplier?
    /// - Throws: every problem, by the names of the fields above.
    package func checked(
        as id: PolicyRule.ID, in categories: Categories, knows: (Supplier.ID) -> Bool
    ) throws(FieldProblems) -> PolicyRule {
        var problems = FieldProblems()
        let effect = PolicyRule.Effect(rawValue: effect)
        if effect == nil { problems.add("effect", "Choose what the rule does") }
        let subject = checkSubject(categories, knows, &problems)
        let condition = checkCondition(&problems)
        let words = checkWords(&problems)
        let clause = PolicyRuleText.clauses.first { $0.rawValue == self.clause }
        if clause == nil, !self.clause.isEmpty {
            problems.add("clause", "Choose a row of the national list that leaves room for a rule of your own")
        }
        guard problems.isEmpty, let effect, let subject, let condition else { throw problems }
        return PolicyRule(id: id, effect: effect, subject: subject, condition: condition, words: words, clause: clause)
    }

    /// What was chosen beside the subject is not passed over: a rule about more than was meant does harm.
    private func checkSubject(
        _ categories: Categories, _ knows: (Supplier.ID) -> Bool, _ problems: inout FieldProblems
    ) -> PolicyRule.Subject? {
        guard let subject = Subject(rawValue: subject) else {
            problems.add("subject", "Choose what the rule is about")
            return nil
        }
        if subject != .category, !category.isEmpty {
            problems.add("category", "Take the category back, or say that the rule is about a category")
        }
        if subject != .supplier, !supplier.isEmpty {
            problems.add("supplier", "Take the supplier back, or say that the rule is about a supplier")
        }
        switch subject {
        case .everything: return .everything
        case .category:
            if categories[.init(category)] == nil { problems.add("category", "Choose a category from the list") }
            return .category(.init(category))
        case .supplier:
            let isKnown = !supplier.isEmpty && knows(.init(supplier))
            if !isKnown { problems.add("supplier", "Choose a supplier from the list") }
            return .supplier(.init(supplier))
        }
    }

    private func checkCondition(_ problems: inout FieldProblems) -> PolicyRule.Condition? {
        guard let condition = Condition(rawValue: condition) else {
            problems.add("condition", "Choose when the rule speaks")
            return nil
        }
        if condition == .always {
            if !amount.isEmpty { problems.add("amount", "Take the amount back, or say that it is a limit") }
            return .always
        }
        do {
            let money = try Money(reading: amount)
            guard money.isPositive else {
                problems.add("amount", "Amount must be more than £0.00")
                return nil
            }
            return condition == .total ? .totalAbove(money) : .unitPriceAbove(money)
        } catch {
            problems.add("amount", amount.isEmpty ? "Enter the amount" : "Amount \(error)")
            return nil
        }
    }

    /// One line, and a whole sentence: a full stop that was left out is put there.
    private func checkWords(_ problems: inout FieldProblems) -> String {
        let line = Text.line(words)
        if line.isEmpty { problems.add("words", "Say why, in words for the holder") }
        if line.unicodeScalars.count > PolicyRule.wordsCharactersMaximum {
            problems.add("words", "The words must not be longer than \(PolicyRule.wordsCharactersMaximum) characters")
        }
        return line.last.map { ".!?".contains($0) } ?? true ? line : line + "."
    }
}
