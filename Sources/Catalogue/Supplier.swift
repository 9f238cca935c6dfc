import Values

/// Somebody who sells goods or services to holders.
package struct Supplier: Sendable, Hashable {
    package typealias ID = Identifier<Supplier>

    package typealias Status = SupplierStatus

    package let id: ID
    package private(set) var name: String
    /// What it does, as holders read it.
    package private(set) var description: String
    /// Of the main place; for all places ask `covers`, `reach` and `distance`.
    package private(set) var coverage: Coverage
    /// Where a local or regional supplier starts from; nil for national ones that only send.
    package private(set) var basePostcode: Postcode?
    /// Where the base's postcode lies, or its district; nil where neither is known.
    package private(set) var base: GridPoint?
    package private(set) var email: EmailAddress
    package private(set) var telephone: String
    /// What has been seen of the supplier's papers, as the judge asks for it: written by accepted evidence, or by an
    /// import.
    package private(set) var checks: Checks
    /// Nil as long as too few have said what they think.
    package let rating: Rating?
    /// The least that one order with them has to come to, with VAT; nil where there is no such rule.
    package let orderMinimum: Money?
    package private(set) var status: Status
    package private(set) var version: Int
    /// For whom and for what it takes orders.
    package let approvals: [SupplierApproval]
    /// Further places that it works from.
    package let places: [SupplierPlace]
    /// Days on which nothing of it can be due.
    package let closures: [Closure]

    /// - Parameter approvals: without any it serves nobody; what is imported is approved for everything.
    package init(
        id: ID, name: String, description: String, coverage: Coverage, basePostcode: Postcode?, base: GridPoint?,
        email: EmailAddress, telephone: String, checks: Checks, rating: Rating? = nil, status: Status,
        version: Int = 1, approvals: [SupplierApproval] = [.everything], places: [SupplierPlace] = [],
        closures: [Closure] = [], orderMinimum: Money? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.coverage = coverage
        self.basePostcode = basePostcode
        self.base = base
        self.email = email
        self.telephone = telephone
        self.checks = checks
        self.rating = rating
        self.status = status
        self.version = version
        self.approvals = approvals
        self.places = places
        self.closures = closures
        self.orderMinimum = orderMinimum
    }

    /// What people who bought from them say, in tenths of a star; nil while too few have said anything.
    package var starsInTenths: Int? { rating?.tenths }

    /// May anything be ordered from them now, by somebody? Whose orders, and for what, says `serves`.
    package var takesOrders: Bool { status == .approved }

    /// - Throws: `WorkflowRefusal` where the table has no such step, or the guard does not hold.
    package mutating func perform(
        _ action: SupplierAction, where holds: (SupplierGuard) -> Bool
    ) throws(WorkflowRefusal) {
        status = try SupplierStatus.workflow.next(from: status, on: action, where: holds)
        version += 1
    }

    /// What has been seen of its papers is something else now.
    package mutating func note(_ checks: Checks) {
        self.checks = checks
        version += 1
    }

    /// The main place is elsewhere now, or reaches elsewhere.
    package mutating func move(to coverage: Coverage, basePostcode: Postcode?, base: GridPoint?) {
        self.coverage = coverage
        self.basePostcode = basePostcode
        self.base = base
        version += 1
    }

    /// The same place, known to the metre: as a directory of full postcodes tells.
    package mutating func centre(at point: GridPoint) {
        base = point
        coverage = coverage.centred(at: point)
    }

    /// It is called, described or reached otherwise now.
    package mutating func describe(name: String, description: String, email: EmailAddress, telephone: String) {
        (self.name, self.description, self.email, self.telephone) = (name, description, email, telephone)
        version += 1
    }

    /// Something that belongs to it has changed: an approval, a place, a closure.
    package mutating func noteChange() { version += 1 }
}

// MARK: - Where they go

extension Supplier {
    /// How far they go, as people filter by it: as far as the place that goes farthest.
    package var reach: Reach {
        places.isEmpty ? coverage.reach : places.reduce(coverage.reach) { max($0, $1.coverage.reach) }
    }

    /// Do they come to this place, from one of theirs? Where the place is not known, only national suppliers do.
    package func covers(_ place: Place?) -> Bool {
        coverage.covers(place) || places.contains { $0.coverage.covers(place) }
    }

    /// Metres to a place from the nearest base that goes there, or from the nearest at all; nil where none is known.
    package func distance(to place: Place?) -> Int? {
        guard let place else { return nil }
        let main = base.map { (goes: coverage.covers(place), metres: $0.distance(to: place.centre)) }
        guard !places.isEmpty else { return main?.metres }
        let all = [main].compactMap(\.self) + places.compactMap { other in
            other.base.map { (other.coverage.covers(place), $0.distance(to: place.centre)) }
        }
        return all.filter(\.goes).map(\.metres).min() ?? all.map(\.metres).min()
    }
}

// MARK: - What has been seen of them

extension Supplier {
    /// What has been seen of the supplier's papers.
    package struct Checks: Sendable, Hashable {
        package let cqc: String?
        package let register: String?
        package let insuredUntil: Day?
        /// Until when the workers' disclosures and right to work have been seen (R18).
        package let workersUntil: Day?
        /// Until when the entries have been seen; nil where no end was said.
        package let cqcUntil: Day?
        package let registerUntil: Day?
        /// Until when everything else that the checklist asks for is in order; nil where nothing of it ends.
        package let papersUntil: Day?

        package init(
            cqc: String?, register: String?, insuredUntil: Day?, workersUntil: Day? = nil, cqcUntil: Day? = nil,
            registerUntil: Day? = nil, papersUntil: Day? = nil
        ) {
            self.cqc = cqc
            self.register = register
            self.insuredUntil = insuredUntil
            self.workersUntil = workersUntil
            self.cqcUntil = cqcUntil
            self.registerUntil = registerUntil
            self.papersUntil = papersUntil
        }

        package func holds(_ check: SupplierCheck, on day: Day) -> Bool {
            switch check {
            case .cqc: cqc != nil && (cqcUntil.map { day <= $0 } ?? true)
            case .professional: register != nil && (registerUntil.map { day <= $0 } ?? true)
            case .workers: workersUntil.map { day <= $0 } ?? false
            }
        }

        /// Is everything in order that no check of an item type asks for by name?
        package func areOtherPapersInDate(on day: Day) -> Bool { papersUntil.map { day <= $0 } ?? true }
    }
}
