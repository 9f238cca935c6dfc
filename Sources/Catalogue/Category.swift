import Values

/// A place in the tree of what can be bought: a group, or an item type within one.
package struct Category: Sendable, Hashable {
    package typealias ID = Identifier<Category>

    package let id: ID
    package let parent: ID?
    package let title: String
    package let summary: String
    /// Nil for groups.
    package let item: Item?
    /// What law or the commissioner says about everything here; nil where only the plan decides.
    package let policy: Policy?
    /// What suppliers have to say about everything here.
    package let attributes: [AttributeField]

    /// What is usual for an item type. The range informs people and reviewers; it is no limit.
    package struct Item: Sendable, Hashable {
        package let unit: String
        package let vat: VAT
        package let lowest: Money
        package let highest: Money
        /// What a supplier must hold to offer it: all of them.
        package let checks: [SupplierCheck]
        /// What rules have to know about it.
        package let traits: Set<Trait>

        package init(
            unit: String, vat: VAT, lowest: Money, highest: Money, checks: [SupplierCheck], traits: Set<Trait> = []
        ) {
            self.unit = unit
            self.vat = vat
            self.lowest = lowest
            self.highest = highest
            self.checks = checks
            self.traits = traits
        }
    }

    package init(
        id: ID, parent: ID?, title: String, summary: String, item: Item?, policy: Policy?,
        attributes: [AttributeField] = []
    ) {
        self.id = id
        self.parent = parent
        self.title = title
        self.summary = summary
        self.item = item
        self.policy = policy
        self.attributes = attributes
    }
}

/// What a supplier must hold to offer an item type.
package enum SupplierCheck: String, Sendable, CaseIterable, Codable {
    /// Registration with the Care Quality Commission.
    case cqc
    /// An entry in a professional register.
    case professional
    /// Workers' enhanced disclosure and right to work have been seen.
    case workers
}

/// Something about an item type that a rule looks at.
package enum Trait: String, Sendable, CaseIterable, Codable {
    /// Wages of somebody whom the buyer employs directly (R21).
    case employed
    /// Includes health tasks that a nurse has to delegate (R22).
    case delegated
    /// For children only, or for adults only (R23).
    case children, adults
    /// A thing that is handed over, so that there can be proof of it: help from people is none (workflow 4.4).
    case goods
}

/// A rule about a whole category.
package struct Policy: Sendable, Hashable {
    package enum Effect: String, Sendable, CaseIterable, Codable {
        /// Nobody can approve it.
        case block
        /// The commissioner decides each time.
        case refer
    }

    package let effect: Effect
    package let clause: Clause

    package init(effect: Effect, clause: Clause) {
        self.effect = effect
        self.clause = clause
    }
}

/// What the money may not buy, or only after a decision: the rows of the reference, A4.
package enum Clause: String, Sendable, CaseIterable, Codable {
    case X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, X13, X14, X15, X16, X17
}

/// The tree of categories, with quick answers about who stands below whom.
package struct Categories: Sendable {
    package let all: [Category]
    private let byID: [Category.ID: Category]
    /// Each category's way up: itself, its group, and so on. Rules ask for it many times for each thing they judge.
    private let ways: [Category.ID: [Category.ID]]
    private let policiesByID: [Category.ID: [Policy]]

    package init(_ all: [Category]) {
        self.all = all.sorted { $0.id < $1.id }
        let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.byID = byID
        let ways = byID.mapValues { Categories.way(from: $0, byID) }
        self.ways = ways
        policiesByID = ways.mapValues { way in way.compactMap { byID[$0]?.policy } }.filter { !$0.value.isEmpty }
    }

    private static func way(from category: Category, _ byID: [Category.ID: Category]) -> [Category.ID] {
        var way: [Category.ID] = []
        var current: Category? = category
        while let category = current, way.count < depthMaximum {
            way.append(category.id)
            current = category.parent.flatMap { byID[$0] }
        }
        return way
    }

    package subscript(id: Category.ID) -> Category? { byID[id] }

    package var groups: [Category] { all.filter { $0.parent == nil } }

    package func children(of id: Category.ID) -> [Category] { all.filter { $0.parent == id } }

    /// What is said about the category itself, then what is said about the groups that it stands in.
    package func policies(on id: Category.ID) -> [Policy] { policiesByID[id] ?? [] }

    /// The way up from a category: itself, its group, and so on; nothing for one that is not there.
    package func way(from id: Category.ID) -> [Category.ID] { ways[id] ?? [] }

    /// How many steps lead from `id` up to `ancestor`: 0 for itself, nil when `ancestor` does not stand above it.
    package func steps(from id: Category.ID, to ancestor: Category.ID) -> Int? {
        ways[id]?.firstIndex(of: ancestor)
    }

    /// The group at the top of the branch.
    package func group(of id: Category.ID) -> Category? {
        var current = byID[id]
        var steps = 0
        while let parent = current?.parent, steps < Categories.depthMaximum {
            current = byID[parent]
            steps += 1
        }
        return current
    }

    /// Ends the walk even if the data held a ring.
    private static let depthMaximum = 16
}
