import Baskets
import Catalogue
import Plans
import Policies
import TestSupport
import Values

/// Some plan lines that overlap and some wishes for them, drawn at random. Each line names listings, so that any wish
/// may stand on any lines.
struct Scene {
    /// What the draw may contain beyond lines with one pot for the year and wishes for once.
    struct Kinds: OptionSet {
        let rawValue: Int
        static let months = Kinds(rawValue: 1)
        static let carrying = Kinds(rawValue: 2)
        static let caps = Kinds(rawValue: 4)
        static let runs = Kinds(rawValue: 8)
        static let emergency = Kinds(rawValue: 16)
        /// Things that have to be asked for, and things that may not be bought.
        static let requests = Kinds(rawValue: 32)
        static let thresholds = Kinds(rawValue: 64)
        static let budgets = Kinds(rawValue: 128)
        static let all: Kinds = [.months, .carrying, .caps, .runs, .emergency, .requests, .thresholds, .budgets]
        /// Wishes here are in the plan as soon as there is money for them.
        static let money: Kinds = [.months, .carrying, .caps, .runs, .emergency, .budgets]
    }

    var lines: [PlanLine]
    var wishes: [Wish]
    var splitting = false
    var today = Cast.today
    private static let asked = PolicyRule(
        id: "ask", effect: .refer, subject: .category("04-01"), condition: .always, words: "We decide each time.")
    private static let dear = PolicyRule(
        id: "dear", effect: .refer, subject: .everything, condition: .totalAbove(Cast.pounds("120")),
        words: "We decide about large sums.")
    private var rules: [PolicyRule] = []

    init(
        _ kinds: Kinds, lines lineCount: ClosedRange<Int> = 1...4, wishes wishCount: ClosedRange<Int> = 1...6,
        using random: inout SplitMix64
    ) {
        let count = Int.random(in: wishCount, using: &random)
        wishes = (0..<count).map { Scene.wish($0, kinds, using: &random) }
        lines = (0..<Int.random(in: lineCount, using: &random)).map {
            Scene.line($0, kinds, wishes: count, using: &random)
        }
        if kinds.contains(.requests) { rules.append(Scene.asked) }
        if kinds.contains(.thresholds) { rules.append(Scene.dear) }
    }

    private static func wish(_ number: Int, _ kinds: Kinds, using random: inout SplitMix64) -> Wish {
        let isAsked = kinds.contains(.requests) && Int.random(in: 0...4, using: &random) == 0
        let isBlocked = kinds.contains(.requests) && Int.random(in: 0...7, using: &random) == 0
        let listing = Cast.listing(
            .init("w\(number)"), by: Cast.physio, isAsked ? "04-01" : "04-02",
            "\(Int.random(in: 1...12, using: &random) * 5)", unit: Bool.random(using: &random) ? "hour" : "each",
            leadDays: 2, status: isBlocked ? .withdrawn : .live)
        var schedule: Schedule?
        if kinds.contains(.runs), Bool.random(using: &random) {
            let every = Schedule.Every.allCases[Int.random(in: 0...2, using: &random)]
            schedule = Schedule(
                first: Cast.today.adding(days: Int.random(in: 2...40, using: &random)), every: every,
                times: Int.random(in: 1...4, using: &random))
        }
        return Cast.wish(Int.random(in: 1...4, using: &random), listing, from: Cast.physio, on: schedule)
    }

    private static func line(
        _ number: Int, _ kinds: Kinds, wishes: Int, using random: inout SplitMix64
    ) -> PlanLine {
        let isMonthly = kinds.contains(.months) && Bool.random(using: &random)
        let hasCap = kinds.contains(.caps) && Int.random(in: 0...2, using: &random) == 0
        let isEmergency = kinds.contains(.emergency) && number > 0 && Int.random(in: 0...3, using: &random) == 0
        let listings = (0..<wishes).filter { _ in Bool.random(using: &random) }.map { Listing.ID("w\($0)") }
        let isWide = !isEmergency && Int.random(in: 0...4, using: &random) == 0
        let threshold = kinds.contains(.thresholds) && Bool.random(using: &random)
        let last = Cast.year.last.adding(days: -30 * Int.random(in: 0...3, using: &random))
        return Cast.line(
            .init("l\(number)"), "Line \(number)", covers: isWide ? ["04"] : [],
            kind: isEmergency ? .contingency : .agreed,
            approvalAbove: threshold ? Money(pence: Int.random(in: 0...30, using: &random) * 1_000) : nil,
            span: Cast.span(Cast.year.first.description, last.description),
            amount: "\(Int.random(in: 0...(isMonthly ? 24 : 48), using: &random) * 5)",
            every: isMonthly ? .month : .year,
            carry: kinds.contains(.carrying) && isMonthly ? carry(using: &random) : .none,
            cap: hasCap
                ? UsageCap(
                    quantity: Int.random(in: 0...6, using: &random), unit: Bool.random(using: &random) ? "hour" : nil)
                : nil,
            budget: kinds.contains(.budgets) && Int.random(in: 0...2, using: &random) == 0 ? "other" : PlanBudget.first,
            listings: listings)
    }

    private static func carry(using random: inout SplitMix64) -> CarryForward {
        switch Int.random(in: 0...3, using: &random) {
        case 0: .none
        case 1: .all
        case 2: .upTo(Money(pence: Int.random(in: 0...20, using: &random) * 1_000))
        default: .periods(Int.random(in: 1...3, using: &random))
        }
    }

    var facts: Facts {
        let budgets = [Cast.budget(), Cast.budget(.notional, id: "other", title: "Other budget")]
        return Cast.facts(
            lines.filter { $0.allocation.span.contains(today) }.map { Cast.pot($0, on: today) },
            plan: Cast.plan(lines, budgets: budgets, allowsSplitting: splitting),
            today: today, policy: Cast.policy(rules))
    }

    var judgement: Judgement { Judge.judge(wishes, given: facts) }

    func with(_ wishes: [Wish]) -> Scene {
        var scene = self
        scene.wishes = wishes
        return scene
    }

    func without(_ position: Int) -> Scene {
        var wishes = wishes
        wishes.remove(at: position)
        return with(wishes)
    }

    /// Where a wish may be paid, by the positions of the lines; emergency money only beside a line that could pay.
    func lines(for wish: Wish) -> [Int] {
        let usual = lines.indices.filter { position in
            let line = lines[position]
            let isInTime = wish.schedule.map { $0.last <= line.allocation.span.last } ?? true
            return isInTime && line.closeness(to: wish.listing, in: Cast.categories) != nil
        }
        let emergency = lines.indices.filter { position in
            let line = lines[position]
            return line.kind == .contingency && (line.covers.isEmpty || line.covers.listings.contains(wish.listing.id))
        }
        return usual.isEmpty ? [] : usual + emergency
    }
}
