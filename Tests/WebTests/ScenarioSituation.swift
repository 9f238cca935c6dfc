import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Values

/// Who wants something, when, and how things stand: what a scenario's `But:` lines change.
struct Situation {
    let cast: ScenarioCast
    var today = Cast.today
    var person = ScenarioCast.Person()
    var hasPlan = true
    var place = Cast.ng7
    var postcode = "NG7 2RD"
    var standing = HolderStanding()
    var authority = Cast.inPerson
    var shops: [String: Supplier]
    var withdrawn: Set<Listing.ID> = []
    var rules: [PolicyRule] = []
    var settings = PolicySettings()
    var orders: [LiveOrder] = []
    var reliefs: Set<ReliefKey> = []
    /// Of the current period's own money, by the title of the line; the whole of it where nothing is said.
    var left: [String: Money] = [:]
    /// Not spent in the period before, by the title of the line; nothing where nothing is said.
    var leftBefore: [String: Money] = [:]
    var used: [String: Int] = [:]

    init(_ cast: ScenarioCast) {
        self.cast = cast
        shops = cast.shops
    }

    var facts: Facts {
        let plan = person.plan.plan
        let running = plan.lines.filter { $0.allocation.span.contains(today) }
        let isOpen = hasPlan && plan.status == .inForce && plan.span.contains(today)
        let policy = CommissionerPolicy(
            commissioner: "notts", version: 1, takesEffect: Cast.year.first, rules: rules, settings: settings)
        return Facts(
            today: today, plan: hasPlan ? plan : nil,
            budget: Budget(lines: isOpen ? running.compactMap(budget) : []), categories: cast.categories,
            policy: policy,
            person: HolderFacts(dateOfBirth: person.born, standing: standing, place: place, postcode: postcode),
            authority: authority, liveOrders: orders, reliefs: reliefs)
    }

    private func budget(_ line: PlanLine) -> LineBudget? {
        guard let index = line.allocation.index(of: today), let period = line.allocation.period(at: index) else {
            return nil
        }
        let own = left[line.title] ?? line.allocation.amount(for: period)
        var opened = [period.first: Purse.Pot(available: own)]
        for older in 0..<index {
            guard let first = line.allocation.period(at: older)?.first else { continue }
            let rest = older == index - 1 ? leftBefore[line.title] : nil
            opened[first] = Purse.Pot(available: rest ?? .zero)
        }
        let units = used[line.title].map { [period.first: $0] } ?? [:]
        return LineBudget(
            line: line, period: period, available: own, held: .zero, committed: .zero, owed: .zero, paid: .zero,
            purse: Purse(allocation: line.allocation, carry: line.carry, opened: opened), used: units)
    }

    /// A shop as it is by now.
    func shop(_ name: String) throws(ScenarioValue.Unreadable) -> Supplier {
        guard let shop = shops[name] else { throw .init(words: "no shop: \(name)") }
        return shop
    }

    // MARK: Baskets

    /// `4 × Visit at £30.00 from Careful Hands; every week from 20 October 2026, 10 times`
    func wish(_ text: String) throws(ScenarioValue.Unreadable) -> Wish {
        var clauses = text.components(separatedBy: "; ")
        guard let found = Phrase("* × * at £* from *").match(clauses.removeFirst()) else {
            throw .init(words: "Basket: number × thing at £ from shop")
        }
        let offer = try cast.thing(found[1], from: found[3])
        let shop = try shop(found[3])
        let listing =
            withdrawn.contains(offer.id)
            ? Listing(id: offer.id, supplier: offer.supplier, terms: offer.terms, status: .withdrawn, version: 2)
            : offer
        var (schedule, choice, contribution): (Schedule?, PlanLine.ID?, Money) = (nil, nil, .zero)
        for clause in clauses {
            if let found = Phrase("paid from “*”").match(clause) {
                choice = try person.plan.line(found[0]).id
            } else if let found = Phrase("adding £* of one’s own").match(clause) {
                contribution = try ScenarioValue.money(found[0])
            } else {
                schedule = try Situation.schedule(clause)
            }
        }
        return Wish(
            listing: listing, supplier: shop, quantity: try ScenarioValue.number(found[0]),
            priceSeen: try ScenarioValue.money(found[2]), schedule: schedule, choice: choice,
            contribution: contribution)
    }

    private static func schedule(_ clause: String) throws(ScenarioValue.Unreadable) -> Schedule {
        if let found = Phrase("on *").match(clause) { return Schedule(first: try ScenarioValue.day(found[0])) }
        if let found = Phrase("every * from *, * times").match(clause),
            let every = Schedule.Every.allCases.first(where: { $0.words == "every \(found[0])" })
        {
            return Schedule(
                first: try ScenarioValue.day(found[1]), every: every, times: try ScenarioValue.number(found[2]))
        }
        throw .init(words: "a basket does not say: \(clause)")
    }
}

extension Supplier {
    /// The same supplier with other papers or another standing.
    func with(status: Status? = nil, checks: Checks? = nil) -> Supplier {
        Supplier(
            id: id, name: name, description: description, coverage: coverage, basePostcode: basePostcode, base: base,
            email: email, telephone: telephone, checks: checks ?? self.checks, status: status ?? self.status)
    }
}
