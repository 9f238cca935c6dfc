import Catalogue
import Identity
import Policies
import Values

/// A line of a signed order, as far as a policy could have said something else about it.
package struct SignedLine: Sendable, Hashable {
    package let number: String
    package let holder: Holder.ID
    package let holderName: String
    package let title: String
    package let supplier: String
    package let signedAt: Moment
    /// At the full price, as policies look at it: also where no VAT was due.
    package let bought: PolicyRule.Bought
    package let times: Int
    /// The rules that spoke then, once for each reason.
    package let rules: [String]
    /// It waited for the commissioner; otherwise it went at once.
    package let wasAsked: Bool
    /// What the public purse pays.
    package let charge: Money

    package init(
        number: String, holder: Holder.ID, holderName: String, title: String, supplier: String, signedAt: Moment,
        bought: PolicyRule.Bought, times: Int = 1, rules: [String], wasAsked: Bool, charge: Money
    ) {
        self.number = number
        self.holder = holder
        self.holderName = holderName
        self.title = title
        self.supplier = supplier
        self.signedAt = signedAt
        self.bought = bought
        self.times = times
        self.rules = rules
        self.wasAsked = wasAsked
        self.charge = charge
    }

    package var outcome: Verdict.Outcome { wasAsked ? .needsApproval : .inPlan }
}

/// What a draft of a policy would have made of orders that were signed already: the findings of the policy that held
/// then are taken out, the draft's are put in, and every other reason stays.
///
/// What could not be ordered at all under the old policy was never signed, and so is not seen here. The settings are
/// not tried, for they are about people and dates that an order line does not keep.
package struct PolicyTrial: Sendable {
    /// From one outcome to another.
    package struct Kind: Sendable, Hashable {
        package let from: Verdict.Outcome
        package let to: Verdict.Outcome

        package init(from: Verdict.Outcome, to: Verdict.Outcome) {
            self.from = from
            self.to = to
        }

        /// The harder ones first. Nothing that was signed had not been allowed.
        package static let all = [
            Kind(from: .inPlan, to: .notAllowed), Kind(from: .needsApproval, to: .notAllowed),
            Kind(from: .inPlan, to: .needsApproval), Kind(from: .needsApproval, to: .inPlan),
        ]
    }

    package struct Change: Sendable, Hashable {
        package let line: SignedLine
        package let kind: Kind
        /// The rules that make the difference: those of the draft that would have spoken as gravely as the outcome
        /// says, or where it is milder, those of the policy then that no longer would.
        package let because: [PolicyRule]
    }

    package struct Sum: Sendable, Hashable {
        package internal(set) var lines: Int
        package internal(set) var money: Money

        package init(lines: Int = 0, money: Money = .zero) {
            self.lines = lines
            self.money = money
        }
    }

    private let draft: CommissionerPolicy
    private let history: PolicyHistory
    private let categories: Categories
    private let shown: Range<Int>
    private var lastNumber: String?
    private var holdersChanged: Set<Holder.ID> = []

    /// All that were looked at, changed or not.
    package private(set) var orderCount = 0
    package private(set) var lineCount = 0
    package private(set) var money = Money.zero
    package private(set) var sums: [Kind: Sum] = [:]
    /// Lines with the same outcome, where the holder would have read something that they did not read then.
    package private(set) var told = Sum()
    /// Those of the changes that were asked for.
    package private(set) var changes: [Change] = []

    /// - Parameter shown: which of the changes are kept, counted in the order in which the lines come.
    package init(
        of draft: CommissionerPolicy, history: PolicyHistory, in categories: Categories, showing shown: Range<Int>
    ) {
        self.draft = draft
        self.history = history
        self.categories = categories
        self.shown = shown
    }

    package var changeCount: Int { sums.values.map(\.lines).reduce(0, +) }
    package var changedMoney: Money { sums.values.map(\.money).total }
    package var holderCount: Int { holdersChanged.count }

    /// Looks at one more line; the lines of one order come one after the other.
    package mutating func look(at line: SignedLine) {
        if line.number != lastNumber { orderCount += 1 }
        lastNumber = line.number
        lineCount += 1
        money += line.charge
        let before = history.inForce(at: line.signedAt)?.speaking(of: line.bought, in: categories) ?? []
        let after = draft.speaking(of: line.bought, in: categories)
        let worst = max(PolicyTrial.remaining(line, without: before), after.map(\.severity).max() ?? .warn)
        let kind = Kind(from: line.outcome, to: worst.outcome)
        guard kind.from != kind.to else {
            if !Set(after.map(\.words)).isSubset(of: before.map(\.words)) {
                told.lines += 1
                told.money += line.charge
            }
            return
        }
        if shown.contains(changeCount) {
            let because =
                kind.to == .inPlan
                ? before.filter { rule in
                    rule.severity > .warn && !after.contains { $0.id == rule.id && $0.severity >= rule.severity }
                }
                : after.filter { $0.severity == worst }
            changes.append(Change(line: line, kind: kind, because: because))
        }
        sums[kind, default: Sum()].lines += 1
        sums[kind, default: Sum()].money += line.charge
        holdersChanged.insert(line.holder)
    }

    /// How much the reasons weigh that were not the policy's: law, plan and money.
    static func remaining(_ line: SignedLine, without before: [PolicyRule]) -> Severity {
        guard line.wasAsked else { return .warn }
        var codes = line.rules
        for rule in before {
            if let position = codes.firstIndex(of: rule.code) { codes.remove(at: position) }
        }
        return codes.map { weight(of: $0, times: line.times) }.max() ?? .warn
    }

    /// What was signed was not blocked, so a reason of a rule that can refer did refer. A missed review refers only
    /// what is repeated (R34); within the days of grace it counts here as referred, on the careful side.
    private static func weight(of code: String, times: Int) -> Severity {
        let rule = Rule.table.first { $0.code.rawValue == code }
        if rule?.code == .R34 { return times > 1 ? .refer : .warn }
        return rule?.severities == [.warn] ? .warn : .refer
    }
}

extension PolicyRule {
    /// How much it weighs when it speaks.
    package var severity: Severity {
        switch effect {
        case .block: .block
        case .refer: .refer
        case .warn: .warn
        }
    }
}

extension Severity {
    /// What comes of it when nothing weighs more.
    var outcome: Verdict.Outcome {
        switch self {
        case .warn: .inPlan
        case .refer: .needsApproval
        case .block: .notAllowed
        }
    }
}
