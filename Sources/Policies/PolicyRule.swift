import Catalogue
import Values

/// One rule of a commissioner's own policy: data that its staff write on a page.
package struct PolicyRule: Sendable, Hashable, Codable {
    package typealias ID = Identifier<PolicyRule>

    package enum Effect: String, Sendable, CaseIterable, Codable {
        /// May not be bought, and is not asked.
        case block
        /// The commissioner decides each time.
        case refer
        /// May be bought; the person is told something first.
        case warn
    }

    /// What the rule is about.
    package enum Subject: Sendable, Hashable, Codable {
        /// An item type, or a group with everything below it.
        case category(Category.ID)
        case supplier(Supplier.ID)
        case everything
    }

    /// When the rule speaks.
    package enum Condition: Sendable, Hashable, Codable {
        case always
        /// One unit costs more than this, with VAT: a ceiling.
        case unitPriceAbove(Money)
        /// The basket line costs more than this, with VAT: a threshold.
        case totalAbove(Money)
    }

    package let id: ID
    package let effect: Effect
    package let subject: Subject
    package let condition: Condition
    /// Why, in words for the holder: a whole sentence.
    package let words: String
    /// The row of the national list that it follows; nil for a rule of the commissioner's own.
    package let clause: Clause?

    package init(
        id: ID, effect: Effect, subject: Subject, condition: Condition, words: String, clause: Clause? = nil
    ) {
        self.id = id
        self.effect = effect
        self.subject = subject
        self.condition = condition
        self.words = words
        self.clause = clause
    }

    package static let wordsCharactersMaximum = 300

    /// Does it speak about so much of an offer?
    package func speaks(of bought: Bought, in categories: Categories) -> Bool {
        let isSubject =
            switch subject {
            case .category(let id): categories.steps(from: bought.category, to: id) != nil
            case .supplier(let id): bought.supplier == id
            case .everything: true
            }
        guard isSubject else { return false }
        return switch condition {
        case .always: true
        case .unitPriceAbove(let ceiling): bought.unitPrice > ceiling
        case .totalAbove(let threshold): bought.total > threshold
        }
    }

    /// What a policy looks at: an offer and its price, and nothing about the person.
    package struct Bought: Sendable, Hashable {
        package let category: Category.ID
        package let supplier: Supplier.ID
        package let unitPrice: Money
        package let total: Money

        package init(category: Category.ID, supplier: Supplier.ID, unitPrice: Money, total: Money) {
            self.category = category
            self.supplier = supplier
            self.unitPrice = unitPrice
            self.total = total
        }
    }

    /// The rule of the reference (A9) that it is a case of.
    package var code: String {
        switch (clause, condition) {
        case (.X14, _): "R19"
        case (.X15, _): "R26"
        case (_, .always): "R07"
        case (_, .unitPriceAbove): "R12"
        case (_, .totalAbove): "R14"
        }
    }
}
