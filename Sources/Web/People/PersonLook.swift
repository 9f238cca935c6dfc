import Identity
import Operations
import Orders
import Plans
import Policies
import Storage
import Values

/// Everything that the commissioner's page about one person shows, from one moment.
struct PersonLook: Sendable {
    static let ordersMost = 5

    let holder: Holder
    let today: Day
    /// In force, suspended, or the last one that ended.
    let plan: Plan?
    let budget: Budget
    let surplusWeeks: Int
    let coming: Plan?
    let versions: [Plan]
    let notices: [(notice: Plans.PlanNotice, by: String)]
    let requests: [(request: PlanRequest, by: String)]
    let authorities: [(authority: Authority, person: Person)]
    let orders: [Order]
    let orderCount: Int
    /// Lines of the standing plan with categories that have gone, by title.
    let vanished: [(title: String, categories: [String])]

    /// - Throws: `NotFound` for another commissioner's person.
    init(_ id: Holder.ID, of commissioner: Commissioner.ID, _ look: Desk.Look) throws {
        let snapshot = look.snapshot
        guard let holder = try snapshot.holders.find(id, of: commissioner) else { throw NotFound() }
        let name = { (person: Person.ID) in try snapshot.people.find(person)?.name ?? "" }
        self.holder = holder
        today = look.today
        let plan = try snapshot.plans.current(of: id)
        self.plan = plan
        budget = try plan.map { try snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        surplusWeeks = try (snapshot.policies.inForce(of: commissioner, on: look.today)?.settings ?? PolicySettings())
            .surplusWeeks
        coming = try snapshot.plans.coming(of: id)
        versions = try snapshot.plans.list(of: id)
        var notices: [(Plans.PlanNotice, String)] = []
        for plan in Set(versions.map(\.id)).sorted() {
            notices += try snapshot.planNotices.list(of: plan).map { ($0, try name($0.by)) }
        }
        self.notices = notices.sorted { $0.0.id > $1.0.id }
        requests = try snapshot.planNotices.requests(of: id).map { ($0, try name($0.askedBy)) }
        authorities = try snapshot.holders.authorities(for: id)
        orders = try snapshot.orders.list(of: id, most: Self.ordersMost)
        orderCount = try snapshot.orders.count(of: id)
        let gone = plan.map { PlanCheck.vanished(in: $0, look.shelf.categories) } ?? [:]
        vanished = (plan?.lines ?? []).compactMap { line in gone[line.id].map { (line.title, $0.map(\.text)) } }
    }

    var surplus: Surplus { Surplus(in: budget, on: today) }
    var isOverSurplus: Bool { plan?.status == .inForce && surplus.isOver(weeks: surplusWeeks) }
}
