import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Values

extension RuleCase {
    /// R15 to R18, R25, R27 and R28: is the offer live, and its supplier in order?
    static let offerCases =
        suppliers + approvals + closures + reaches + offers + stocks + checks + duplicates + reliefs + contributions

    private static func trent(
        _ coverage: Coverage = .national, insuredUntil: Day? = day(1), status: Supplier.Status = .approved
    ) -> Wish {
        let supplier = Cast.supplier(
            "trent", "Trent", coverage, base: nil, register: "PH98765", insuredUntil: insuredUntil, status: status)
        return Cast.wish(1, Cast.session, from: supplier)
    }

    /// R15: insured until the end of the last day.
    private static let suppliers: [RuleCase] = {
        func insured(_ days: Int?, _ holds: Bool) -> RuleCase {
            RuleCase(
                .R15, "insured until \(days.map { "\($0)" } ?? "nobody knows")", trent(insuredUntil: days.map(day)),
                given(),
                holds ? [] : [.supplierInsuranceEnded(supplier: "Trent", days.map(day))])
        }
        return [insured(nil, false), insured(-1, false), insured(0, true), insured(1, true)] + [
            RuleCase(.R15, "approved", trent()),
            RuleCase(.R15, "suspended", trent(status: .suspended), given(), [.supplierSuspended(supplier: "Trent")]),
        ]
    }()

    /// R15: for Ann's commissioner, for neuro-physiotherapy or the therapies above it, on the day.
    private static let approvals: [RuleCase] = {
        let not = Reason.supplierNotApproved(supplier: "Trent", category: "Neuro-physiotherapy")
        func row(_ name: String, _ approvals: [SupplierApproval], _ told: [Reason]) -> RuleCase {
            let supplier = Cast.supplier(
                "trent", "Trent", .national, base: nil, register: "PH98765", approvals: approvals)
            return RuleCase(.R15, "approved \(name)", Cast.wish(1, Cast.session, from: supplier), given(), told)
        }
        func by(_ who: String?, _ category: Catalogue.Category.ID?, _ first: Int = 0, _ last: Int? = nil)
            -> SupplierApproval
        { SupplierApproval(commissioner: who, category: category, first: day(first), last: last.map(day)) }
        let papers = Cast.supplier(
            "trent", "Trent", .national, base: nil, register: "PH98765", papersUntil: day(-1))
        return [
            row("by nobody", [], [not]), row("for everything", [.everything], []),
            row("by hers for everything", [by("notts", nil)], []),
            row("by another", [by("south-yorks", nil)], [not]),
            row("for the group", [by("notts", "04")], []), row("for the item type", [by("notts", "04-02")], []),
            row("for another item type", [by("notts", "04-01")], [not]),
            row("for another group, by everybody", [by(nil, "07")], [not]),
            row("from tomorrow", [by("notts", "04", 1)], [not]),
            row("until today", [by("notts", "04", -9, 0)], []),
            row("until yesterday", [by("notts", "04", -9, -1)], [not]),
            row("by two of which one holds", [by("south-yorks", nil), by("notts", "04-02")], []),
            RuleCase(
                .R15, "a paper ran out yesterday", Cast.wish(1, Cast.session, from: papers), given(),
                [.supplierPapersEnded(supplier: "Trent", day(-1))]),
        ]
    }()

    /// R15: closed from the tenth to the twelfth day; a session takes five days to come.
    private static let closures: [RuleCase] = {
        func row(
            _ name: String, closed first: Int, _ last: Int, on schedule: Schedule? = nil, _ told: [Reason]
        ) -> RuleCase {
            let closure = Closure(number: 1, days: Cast.span("\(day(first))", "\(day(last))"), words: "Holidays")
            let supplier = Cast.supplier(
                "trent", "Trent", .national, base: nil, register: "PH98765", closures: [closure])
            return RuleCase(
                .R15, name, Cast.wish(1, Cast.session, from: supplier, on: schedule), given(), told)
        }
        func closed(_ on: Int, _ opens: Int) -> [Reason] {
            [.supplierClosed(supplier: "Trent", on: day(on), opens: day(opens))]
        }
        func away(_ opens: Int) -> [Reason] { [.supplierAway(supplier: "Trent", opens: day(opens))] }
        return [
            row("the day before they close", closed: 10, 12, on: on(9), []),
            row("the first closed day", closed: 10, 12, on: on(10), closed(10, 13)),
            row("the last closed day", closed: 10, 12, on: on(12), closed(12, 13)),
            row("the day they open", closed: 10, 12, on: on(13), []),
            row("the second of three weeks", closed: 12, 12, on: on(5, times: 3), closed(12, 13)),
            row("whenever they can, closed later", closed: 10, 12, []),
            row("whenever they can, closed when it would come", closed: 5, 6, away(7)),
            row("whenever they can, closed today", closed: -3, 1, away(2)),
        ]
    }()

    /// R15: Ann lives five kilometres from the base, to the metre.
    private static let reaches: [RuleCase] = {
        let base = GridPoint(easting: 458_500, northing: 343_800)
        let outOfReach = Reason.outOfReach(supplier: "Trent", postcode: "NG7 2RD")
        return [(4_999, [outOfReach]), (5_000, []), (5_001, [])].map { metres, told in
            RuleCase(.R15, "comes \(metres) metres", trent(.radius(metres: metres, around: base)), given(), told)
        } + [
            RuleCase(.R15, "comes to the district", trent(.districts(["NG7"]))),
            RuleCase(.R15, "comes to another", trent(.districts(["NG9"])), given(), [outOfReach]),
            RuleCase(
                .R15, "an address nobody knows", trent(.districts(["NG7"])), given(place: nil), [outOfReach]),
        ]
    }()

    private static let offers: [RuleCase] = {
        let twelve = Cast.listing("neuro", by: Cast.physio, "04-02", "1", quantityMaximum: 12)
        let quantities = [
            (Int.min, false), (-1, false), (0, false), (1, true), (11, true), (12, true), (13, false), (.max, false),
        ]
        let rose = Reason.priceRose(from: Cast.pounds("79.99"), to: Cast.pounds("80"))
        let prices: [(String, [Reason])] = [("79.99", [rose]), ("80", []), ("80.01", [])]
        let statuses: [(ListingStatus, [Reason])] = [
            (.live, []), (.withdrawn, [.listingWithdrawn]), (.paused, [.listingPaused]), (.draft, [.listingWithdrawn]),
        ]
        return quantities.map { quantity, fits in
            RuleCase(
                .R15, "\(quantity) of at most twelve", Cast.wish(quantity, twelve, from: Cast.physio), given(),
                fits ? [] : [.quantityAboveMaximum(12)])
        }
            + prices.map { seen, told in
                RuleCase(
                    .R15, "seen at £\(seen)", Cast.wish(1, Cast.session, from: Cast.physio, seen: Cast.pounds(seen)),
                    given(),
                    told)
            }
            + statuses.map { status, told in
                let listing = Cast.listing("neuro", by: Cast.physio, "04-02", "80", status: status)
                return RuleCase(
                    .R15, "the listing is \(status)", Cast.wish(1, listing, from: Cast.physio), given(), told)
            }
    }()

    /// R15: what is left, for all times together.
    private static let stocks: [RuleCase] = {
        func row(_ quantity: Int, times: Int = 1, of left: Int?, _ told: [Reason]) -> RuleCase {
            let listing = Listing(
                id: "neuro", supplier: Cast.physio.id, terms: Cast.terms("04-02", "1"), status: .live, version: 1,
                stock: left)
            let schedule = times == 1 ? nil : on(5, times: times)
            return RuleCase(
                .R15, "\(quantity), \(times) times, of \(left.map(String.init) ?? "what nobody counts")",
                Cast.wish(quantity, listing, from: Cast.physio, on: schedule), given(), told)
        }
        return [
            row(100, of: nil, []), row(2, of: 3, []), row(3, of: 3, []), row(4, of: 3, [.outOfStock(left: 3)]),
            row(1, of: 0, [.outOfStock(left: 0)]), row(2, times: 3, of: 6, []),
            row(2, times: 3, of: 5, [.outOfStock(left: 5)]),
        ]
    }()

    /// R16, R17 and R18.
    private static let checks: [RuleCase] = {
        let bare = Cast.supplier("bare", "Bare", .national, base: nil)
        func missing(_ check: SupplierCheck) -> [Reason] { [.supplierCheckMissing(supplier: "Bare", check)] }
        func workers(_ days: Int?) -> Wish {
            thing(
                "30-05",
                from: Cast.supplier("bare", "Bare", .national, base: nil, workersUntil: days.map(day)))
        }
        return [
            RuleCase(.R16, "registered", Cast.visits(1)),
            RuleCase(.R16, "not registered", Cast.wish(1, Cast.visit, from: bare), given(), missing(.cqc)),
            RuleCase(.R16, "nothing that is regulated", thing("30-02", from: bare)),
            RuleCase(.R17, "in the register", Cast.sessions(1)),
            RuleCase(
                .R17, "not in the register", Cast.wish(1, Cast.session, from: bare), given(), missing(.professional)),
            RuleCase(.R18, "never seen", workers(nil), given(), missing(.workers)),
            RuleCase(.R18, "until yesterday", workers(-1), given(), missing(.workers)),
            RuleCase(.R18, "until today", workers(0)), RuleCase(.R18, "until tomorrow", workers(1)),
        ]
    }()

    /// R25: within the days of the policy, the last order counts.
    private static let duplicates: [RuleCase] = {
        func row(
            _ name: String, _ days: [Int], of listing: Listing.ID = "neuro", window: Int = 14, told: Int?
        ) -> RuleCase {
            let orders = days.map { LiveOrder(listing: listing, number: "N\(-$0)", on: day($0)) }
            let policy = Cast.policy(settings: PolicySettings(duplicateDays: window))
            return RuleCase(
                .R25, name, Cast.sessions(1), given(policy: policy, liveOrders: orders),
                told.map { [.orderedAlready(number: "N\(-$0)", on: day($0))] } ?? [])
        }
        return [
            row("fifteen days ago", [-15], told: nil), row("fourteen days ago", [-14], told: -14),
            row("thirteen days ago", [-13], told: -13), row("today", [0], told: 0),
            row("something else today", [0], of: "visit", told: nil), row("three times", [-9, -2, -30], told: -2),
            row("yesterday, looked at for no days", [-1], window: 0, told: nil),
            row("today, looked at for no days", [0], window: 0, told: 0),
        ]
    }()

    /// R27: a declaration to this supplier for this class of goods, and the holder as buyer.
    private static let reliefs: [RuleCase] = {
        let line = [Cast.pot(Cast.line("l", "Walking", covers: ["07"]), "1000")]
        func row(_ name: String, _ management: Management, _ key: ReliefKey?, _ told: [Reason]) -> RuleCase {
            RuleCase(
                .R27, "\(name), \(management.words)", Cast.rollators(1),
                given(line, plan: managed(management), reliefs: key.map { [$0] } ?? []), told)
        }
        let key = ReliefKey(supplier: "meadow", goods: "07")
        return [
            row("declared", .notional, key, [.reliefNotApplied(.commissioner)]),
            row("declared", .thirdParty, key, [.reliefNotApplied(.thirdParty)]),
            row("declared", .directPayment, key, []), row("declared", .managedAccount, key, []),
            row("nothing declared", .notional, nil, []), row("nothing declared", .directPayment, nil, []),
            row("declared to another", .notional, ReliefKey(supplier: "trent", goods: "07"), []),
            row("declared for other goods", .notional, ReliefKey(supplier: "meadow", goods: "04"), []),
            RuleCase(
                .R27, "declared, but with VAT that no declaration changes",
                Cast.wish(1, Cast.listing("ramp", by: Cast.meadow, "07-08", "100", vat: .standard), from: Cast.meadow),
                given(line, plan: managed(.notional), reliefs: [key])),
        ]
    }()

    /// R28: up to the price, for wheelchairs only, and not again and again.
    private static let contributions: [RuleCase] = {
        func row(_ pounds: String, _ eligibility: Eligibility, _ told: [Reason]) -> RuleCase {
            RuleCase(
                .R28, "£\(pounds) towards £160, \(eligibility.words)",
                Cast.wish(2, Cast.session, from: Cast.physio, contribution: Cast.pounds(pounds)),
                given(plan: managed(.notional, eligibility), born: day(-3_000)), told)
        }
        let not = Reason.contributionNotAllowed(budget: "Health budget")
        let runs = Cast.wish(
            1, Cast.session, from: Cast.physio, on: on(5, times: 2), contribution: Cast.pounds("0.01"))
        return Eligibility.allCases.filter { $0 != .wheelchair }.flatMap { [row("0.01", $0, [not]), row("0", $0, [])] }
            + [
                row("0.01", .wheelchair, []), row("159.99", .wheelchair, []), row("160", .wheelchair, []),
                row("160.01", .wheelchair, [.contributionTooLarge(most: Cast.pounds("160"))]),
                RuleCase(.R28, "towards a run", runs, given(plan: managed(.notional, .wheelchair)), [not]),
            ]
    }()
}
