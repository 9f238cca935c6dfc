import Catalogue
import Identity
import Plans
import Values

/// Approved once, used again and again within caps: what would have to be asked each time goes out at once, and each
/// use leaves a request on record.
package struct StandingAuthorisation: Sendable, Hashable {
    package typealias ID = Identifier<StandingAuthorisation>

    package enum Status: String, WorkflowWord {
        /// So much that a second person has to agree.
        case proposed
        case active
        case paused
        case ended
        case revoked
    }

    package enum Event: String, WorkflowWord {
        case confirm, use, pause, resume, revoke, end
    }

    package enum Guard: String, WorkflowGuard {
        case otherPerson = "other_person"
        case withinLimit = "within_limit"
        case covered
        case withinUseCap = "within_use_cap"
        case withinPeriodCap = "within_period_cap"
        case inForce = "in_force"
        case daysOver = "days_over"

        package var words: String {
            switch self {
            case .otherPerson: "somebody who did not propose it"
            case .withinLimit: "within the person’s limit"
            case .covered: "supplier and things are those that it names"
            case .withinUseCap: "no more than one use may cost"
            case .withinPeriodCap: "no more than all uses of the period may cost"
            case .inForce: "between its first and its last day"
            case .daysOver: "its last day is over"
            }
        }
    }

    package static let workflow = Workflow<Status, Event, Guard>("standing-authorisation", start: .proposed, [
        .init(.proposed, .confirm, if: [.otherPerson, .withinLimit], to: .active),
        .init(.active, .use, if: [.inForce, .covered, .withinUseCap, .withinPeriodCap], to: .active),
        .init(.active, .pause, to: .paused),
        .init(.paused, .resume, if: [.withinLimit], to: .active),
        .init(.proposed, .revoke, to: .revoked),
        .init(.active, .revoke, to: .revoked),
        .init(.paused, .revoke, to: .revoked),
        .init(.proposed, .end, if: [.daysOver], to: .ended),
        .init(.active, .end, if: [.daysOver], to: .ended),
        .init(.paused, .end, if: [.daysOver], to: .ended),
    ])

    /// What may be bought with it, and how much.
    package struct Caps: Sendable, Hashable, Codable {
        /// One order of it costs no more than this.
        package let perUse: Money
        /// All orders of a period together cost no more than this.
        package let perPeriod: Money
        package let every: Frequency
        package let first: Day
        package let last: Day
        /// Item types, or groups with everything below them; none: any.
        package let categories: [Category.ID]
        /// None: any.
        package let suppliers: [Supplier.ID]
        /// None: any.
        package let listings: [Listing.ID]

        package init(
            perUse: Money, perPeriod: Money, every: Frequency, first: Day, last: Day,
            categories: [Category.ID] = [], suppliers: [Supplier.ID] = [], listings: [Listing.ID] = []
        ) {
            self.perUse = perUse
            self.perPeriod = perPeriod
            self.every = every
            self.first = first
            self.last = last
            self.categories = categories
            self.suppliers = suppliers
            self.listings = listings
        }

        package static let daysMaximum = 366

        /// - Throws: every problem, by the names of the fields of its form.
        package func checked(today: Day) throws(FieldProblems) {
            var problems = FieldProblems()
            if !perUse.isPositive { problems.add("per_use", "The most for one order must be more than £0.00") }
            if perPeriod < perUse {
                problems.add("per_period", "The most for the period must not be less than for one order")
            }
            if last < today { problems.add("last", "The last day must be today or later") }
            if last < first { problems.add("last", "The last day must not be before the first") }
            if last - first >= Caps.daysMaximum {
                problems.add("last", "The last day must be within \(Caps.daysMaximum) days of the first")
            }
            if categories.isEmpty, suppliers.isEmpty, listings.isEmpty {
                problems.add("category", "Choose a category, a supplier or an offer: it can’t be for everything")
            }
            guard problems.isEmpty else { throw problems }
        }
    }

    /// One order that it paid the way for.
    package struct Use: Sendable, Hashable {
        package let approval: Approval.ID
        package let amount: Money
        package let day: Day

        package init(approval: Approval.ID, amount: Money, day: Day) {
            self.approval = approval
            self.amount = amount
            self.day = day
        }
    }

    package let id: ID
    package let holder: Holder.ID
    package let caps: Caps
    /// Why, in words for the holder.
    package let words: String
    package let grantedBy: Person.ID
    package let grantedAt: Moment
    package private(set) var confirmedBy: Person.ID?
    package private(set) var status: Status
    package private(set) var version: Int

    package init(
        id: ID, holder: Holder.ID, caps: Caps, words: String, grantedBy: Person.ID, grantedAt: Moment,
        confirmedBy: Person.ID? = nil, status: Status, version: Int = 1
    ) {
        self.id = id
        self.holder = holder
        self.caps = caps
        self.words = words
        self.grantedBy = grantedBy
        self.grantedAt = grantedAt
        self.confirmedBy = confirmedBy
        self.status = status
        self.version = version
    }

    package static let wordsCharactersMaximum = 300

    /// - Parameter holding: the guards that hold; those of its days it knows itself.
    /// - Throws: `WorkflowRefusal`.
    package mutating func perform(
        _ event: Event, by person: Person.ID, on today: Day, holding: Set<Guard> = []
    ) throws(WorkflowRefusal) {
        var known = holding
        if caps.first <= today, today <= caps.last { known.insert(.inForce) }
        if today > caps.last { known.insert(.daysOver) }
        if person != grantedBy { known.insert(.otherPerson) }
        let edge = try StandingAuthorisation.workflow.edge(from: status, on: event) { known.contains($0) }
        if event == .confirm { confirmedBy = person }
        status = edge.to
        version += 1
    }
}

extension StandingAuthorisation {
    /// The guards that hold for a use of it: by lines of one supplier, with what it was used for before.
    /// - Parameter steps: an item type with every group above it.
    package func guards(
        for lines: [OrderLine], of supplier: Supplier.ID, uses: [Use], on today: Day,
        above steps: (Category.ID) -> Set<Category.ID>
    ) -> Set<Guard> {
        var found: Set<Guard> = []
        let amount = lines.map(\.total).total
        if lines.allSatisfy({ covers($0, of: supplier, above: steps) }) { found.insert(.covered) }
        if amount <= caps.perUse { found.insert(.withinUseCap) }
        if spent(uses, on: today) + amount <= caps.perPeriod { found.insert(.withinPeriodCap) }
        return found
    }

    private func covers(
        _ line: OrderLine, of supplier: Supplier.ID, above steps: (Category.ID) -> Set<Category.ID>
    ) -> Bool {
        (caps.suppliers.isEmpty || caps.suppliers.contains(supplier))
            && (caps.listings.isEmpty || caps.listings.contains(line.listing))
            && (caps.categories.isEmpty || !steps(line.category).isDisjoint(with: caps.categories))
    }

    /// What it was used for in the period that a day is in; periods are counted from its first day.
    package func spent(_ uses: [Use], on day: Day) -> Money {
        guard let span = Period(first: caps.first, last: caps.last) else { return .zero }
        let allocation = Allocation(amount: caps.perPeriod, every: caps.every, span: span)
        guard let period = allocation.period(containing: day) else { return .zero }
        return uses.filter { (period.first...period.last).contains($0.day) }.map(\.amount).total
    }
}
