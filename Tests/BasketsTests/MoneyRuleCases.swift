import Baskets
import Plans
import TestSupport
import Values

extension RuleCase {
    /// R08 and R10 to R14: is there money, and within which limits? R09 has no row: the funding never breaks it.
    static let moneyCases = enough + emergencies + runs + limits + caps

    private static func physio(_ left: String) -> LineBudget { Cast.pot(Cast.physioLine, left) }

    private static func over(_ left: String, short: String) -> Reason {
        .overLine(
            title: "Physiotherapy", left: Cast.pounds(left), last: Cast.year.last, short: Cast.pounds(short))
    }

    /// R08: to the penny.
    private static let enough: [RuleCase] = [
        RuleCase(
            .R08, "a penny too little", Cast.sessions(2), given([physio("159.99")]), [over("159.99", short: "0.01")]),
        RuleCase(.R08, "just enough", Cast.sessions(2), given([physio("160")])),
        RuleCase(.R08, "a penny more", Cast.sessions(2), given([physio("160.01")])),
        RuleCase(.R08, "nothing left", Cast.sessions(2), given([physio("0")]), [over("0", short: "160")]),
    ]

    /// R10: only when the usual money is short, and only for what it names where it names something.
    private static let emergencies: [RuleCase] = {
        func emergency(_ left: String, covers: [String] = []) -> LineBudget {
            Cast.pot(
                Cast.line("l-a", "Emergency", covers: covers.map { .init($0) }, kind: .contingency), left)
        }
        let uses = Reason.usesContingency(title: "Emergency")
        let dear = Cast.line("l-physio", "Physiotherapy", covers: ["04"], ceiling: Cast.pounds("79.99"))
        return [
            RuleCase(.R10, "the line has enough", Cast.sessions(1), given([physio("80"), emergency("80")])),
            RuleCase(
                .R10, "the line has too little", Cast.sessions(1), given([physio("79.99"), emergency("80")]), [uses]),
            RuleCase(
                .R10, "both have too little", Cast.sessions(1), given([physio("79.99"), emergency("79.99")]),
                [over("79.99", short: "0.01")]),
            RuleCase(
                .R10, "for this", Cast.sessions(1), given([physio("0"), emergency("80", covers: ["04"])]), [uses]),
            RuleCase(
                .R10, "it is for something else", Cast.sessions(1),
                given([physio("0"), emergency("80", covers: ["02"])]),
                [over("0", short: "80")]),
            RuleCase(
                .R10, "it is no way round a ceiling", Cast.sessions(1), given([Cast.pot(dear, "80"), emergency("80")]),
                [.overPriceCeiling(ceiling: Cast.pounds("79.99"), title: "Physiotherapy")]),
        ]
    }()

    /// R11: until the last time, in each period.
    private static let runs: [RuleCase] = {
        func monthly(_ amount: String, carry: CarryForward = .none) -> [LineBudget] {
            [Cast.pot(Cast.line("l", "Physiotherapy", covers: ["04"], amount: amount, every: .month, carry: carry))]
        }
        func not(_ fits: Int, _ times: Int) -> [Reason] {
            [.runDoesNotFit(title: "Physiotherapy", fits: fits, of: times)]
        }
        let weekly = sessions(on(5, times: 3))
        let each = sessions(on(5, every: .month, times: 3))
        return [
            RuleCase(.R11, "a penny too little for the last", weekly, given([physio("239.99")]), not(2, 3)),
            RuleCase(.R11, "just enough", weekly, given([physio("240")])),
            RuleCase(.R11, "a penny more", weekly, given([physio("240.01")])),
            RuleCase(.R11, "not even once", weekly, given([physio("79.99")]), not(0, 3)),
            RuleCase(.R11, "every month, a penny too little", each, given(monthly("79.99")), not(0, 3)),
            RuleCase(.R11, "every month, just enough", each, given(monthly("80"))),
            RuleCase(.R11, "three times in one month", weekly, given(monthly("239.99")), not(2, 3)),
            RuleCase(.R11, "three times in one month, just enough", weekly, given(monthly("240"))),
            RuleCase(
                .R11, "three times, with what six months left over", weekly, given(monthly("35", carry: .all))),
            RuleCase(
                .R11, "three times, with one month's", weekly, given(monthly("119.99", carry: .periods(1))), not(2, 3)),
            RuleCase(
                .R11, "three times, with one month's, just enough", weekly, given(monthly("120", carry: .periods(1)))),
        ]
    }()

    /// R12 and R14: with VAT; all times together.
    private static let limits: [RuleCase] = {
        func row(_ code: Rule.Code, _ name: String, _ wish: Wish, _ line: PlanLine, _ told: [Reason]) -> RuleCase {
            RuleCase(code, name, wish, given([Cast.pot(line, "1000")]), told)
        }
        let ceilings = [("79.99", false), ("80", true), ("80.01", true)].map { ceiling, fits in
            row(
                .R12, "three at £80 under £\(ceiling)", Cast.sessions(3),
                Cast.line("l", "Physio", covers: ["04"], ceiling: Cast.pounds(ceiling)),
                fits ? [] : [.overPriceCeiling(ceiling: Cast.pounds(ceiling), title: "Physio")])
        }
        let thresholds = [("239.99", false), ("240", true), ("240.01", true)].flatMap { threshold, fits in
            [Cast.sessions(3), sessions(on(5, times: 3))].map { wish in
                row(
                    .R14, "three at £80 under £\(threshold), \(wish.times) times", wish,
                    Cast.line("l", "Physio", covers: ["04"], approvalAbove: Cast.pounds(threshold)),
                    fits ? [] : [.overApprovalThreshold(threshold: Cast.pounds(threshold), title: "Physio")])
            }
        }
        let withVAT = [("119.99", false), ("120", true)].map { ceiling, fits in
            row(
                .R12, "£100 and VAT under £\(ceiling)", Cast.rollators(1),
                Cast.line("l", "Walking", covers: ["07"], ceiling: Cast.pounds(ceiling)),
                fits ? [] : [.overPriceCeiling(ceiling: Cast.pounds(ceiling), title: "Walking")])
        }
        return ceilings + thresholds + withVAT
    }()

    /// R13: ten hours a month, of which some are used.
    private static let caps: [RuleCase] = {
        let cap = UsageCap(quantity: 10, unit: "hour")
        func row(_ quantity: Int, used: Int, unit: String = "hour", left: Int?) -> RuleCase {
            let line = Cast.line("l", "Care", covers: ["02"], amount: "1000", every: .month, cap: cap)
            let listing = Cast.listing("visit", by: Cast.hands, "02-01", "30", unit: unit)
            let last = Cast.day("2026-11-05")
            return RuleCase(
                .R13, "\(quantity) \(unit)s after \(used) hours", Cast.wish(quantity, listing, from: Cast.hands),
                given([Cast.pot(line, used: used)]),
                left.map { [.overCap(title: "Care", cap: cap, left: $0, last: last)] } ?? [])
        }
        let weekly = Cast.wish(
            4, Cast.listing("visit", by: Cast.hands, "02-01", "10", unit: "hour"), from: Cast.hands,
            on: on(5, times: 3))
        let line = Cast.line("l", "Care", covers: ["02"], every: .month, cap: cap)
        return [
            row(9, used: 0, left: nil), row(10, used: 0, left: nil), row(11, used: 0, left: 10),
            row(2, used: 7, left: nil), row(3, used: 7, left: nil), row(4, used: 7, left: 3),
            row(1, used: 10, left: 0), row(1, used: 12, left: 0), row(11, used: 10, unit: "night", left: nil),
            RuleCase(
                .R13, "four hours three times in one month", weekly, given([Cast.pot(line)]),
                [.runDoesNotFit(title: "Care", fits: 2, of: 3)]),
        ]
    }()
}
