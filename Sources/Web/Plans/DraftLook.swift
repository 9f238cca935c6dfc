import Catalogue
import Identity
import Operations
import Plans
import Storage
import Values

/// A draft as its authors see it: itself, what it takes the place of, and everything that is wrong with it.
struct DraftLook: Sendable {
    let holder: Holder
    let plan: Plan
    /// How often it had been saved when it was looked at.
    let revision: Int
    /// The version that it will take the place of; nil where there is none.
    let standing: Plan?
    let categories: Categories
    let today: Day
    let problems: FieldProblems
    /// Listings and suppliers that are known by the codes that were typed.
    var codes = CodeNames()
    /// What all lines call by identifier.
    let names: PlanNames

    /// - Throws: `NotFound` for what is not this commissioner's; `PlanRefusal.changedMeanwhile` when it is no draft.
    init(_ id: PlanVersionID, of commissioner: Commissioner.ID, _ look: Desk.Look) throws {
        let snapshot = look.snapshot
        guard let plan = try snapshot.plans.find(id.plan, version: id.version, of: commissioner),
            let holder = try snapshot.holders.find(plan.holder)
        else { throw NotFound() }
        guard plan.status == .draft else { throw PlanRefusal.changedMeanwhile }
        self.holder = holder
        self.plan = plan
        revision = try snapshot.plans.revision(of: plan.id, version: plan.version) ?? 0
        let current = try snapshot.plans.current(of: plan.holder)
        standing = current?.status == .ended ? nil : current
        categories = look.shelf.categories
        today = look.today
        var problems = PlanCheck.problems(of: plan, over: standing, in: look.shelf.categories)
        problems.add(PlanChange.problems(from: standing, to: plan))
        self.problems = problems
        codes = try CodeNames(of: plan.lines, in: look)
        names = try PlanNames(of: [plan], look)
    }

    var address: String { PlanAddress(plan).text }

    /// Whether a line has money under the version before: then its rhythm and first day are fixed.
    func hasMoney(_ line: PlanLine.ID) -> Bool { standing?[line: line] != nil }
}

/// What listings and suppliers are called that plan lines name by their codes.
struct CodeNames: Sendable {
    var listings: [Listing.ID: String] = [:]
    var suppliers: [Supplier.ID: String] = [:]

    init() {}

    init(of lines: [PlanLine], in look: Desk.Look) throws {
        try self.init(
            listings: lines.flatMap(\.covers.listings),
            suppliers: lines.flatMap { $0.covers.suppliers + $0.limits.suppliers }, in: look)
    }

    init(listings: [Listing.ID], suppliers: [Supplier.ID], in look: Desk.Look) throws {
        self.listings = try look.snapshot.listings.find(Array(Set(listings)).sorted()).mapValues(\.terms.title)
        self.suppliers = try look.snapshot.suppliers.find(Array(Set(suppliers)).sorted()).mapValues(\.name)
    }
}

/// Where a version of a plan is found.
struct PlanAddress: Sendable {
    let text: String

    init(_ id: PlanVersionID) { text = "/plans/\(id.plan)/\(id.version)" }
    init(_ plan: Plan) { self.init(PlanVersionID(plan)) }
}

/// Identifiers as one step of an address: imported ones have slashes in them.
enum PathText {
    static func encode<Thing>(_ id: Identifier<Thing>) -> String { encode(id.text) }

    static func encode(_ text: String) -> String {
        text.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    static func decode(_ text: String) -> String {
        text.replacing("~1", with: "/").replacing("~0", with: "~")
    }
}
