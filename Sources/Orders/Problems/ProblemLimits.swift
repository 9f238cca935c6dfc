import Catalogue
import Values

/// How long people have: data in one place, in days. Time alone never decides for either side.
package enum ProblemLimits {
    /// For the supplier's answer; after it the commissioner decides.
    package static let answerDays = 5
    /// For what the supplier has promised, goods that go back included; after it the commissioner decides.
    package static let remedyDays = 30
    /// For the holder to go on after the supplier said no; after it the commissioner is asked all the same.
    package static let disputeDays = 14
    /// For money that has to be paid back; after it, it is overdue.
    package static let refundDays = 30

    /// Until when a problem may be reported, in days from the day on which it came.
    ///
    /// Goods: six months, in which a fault counts as having been there from the beginning (Consumer Rights Act 2015,
    /// section 19(14) and (15)). Help from people is checked against rotas and timesheets that are settled every four
    /// weeks. Nil: always, because somebody could be hurt.
    package static func windowDays(for kind: ProblemKind, traits: Set<Trait>) -> Int? {
        if kind == .safety { return nil }
        return traits.isDisjoint(with: [.employed, .delegated]) ? 183 : 28
    }

    /// - Throws: `ProblemRefusal.windowOver`.
    package static func mustBeOpen(
        for kind: ProblemKind, traits: Set<Trait>, cameOn day: Day, today: Day
    ) throws(ProblemRefusal) {
        guard let days = windowDays(for: kind, traits: traits), today - day > days else { return }
        throw .windowOver(days: days)
    }
}
