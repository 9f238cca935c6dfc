import Values

/// Somebody who sells goods or services to holders.
package struct Supplier: Sendable, Hashable {
    package typealias ID = Identifier<Supplier>

    package typealias Status = SupplierStatus

    package let id: ID
    package let name: String
    package let description: String
    package let coverage: Coverage
    /// Where a local or regional supplier starts from; nil for national ones that only send.
    package let basePostcode: Postcode?
    /// Centre of the base's district; nil where the gazetteer does not know it.
    package let base: GridPoint?
    package let email: EmailAddress
    package let telephone: String
    package let checks: Checks
    /// The least that one order with them has to come to, with VAT; nil where there is no such rule.
    package let orderMinimum: Money?
    package private(set) var status: Status
    package private(set) var version: Int

    /// What has been seen of the supplier's papers.
    package struct Checks: Sendable, Hashable {
        package let cqc: String?
        package let register: String?
        package let insuredUntil: Day?
        /// Until when the workers' disclosures and right to work have been seen (R18).
        package let workersUntil: Day?

        package init(cqc: String?, register: String?, insuredUntil: Day?, workersUntil: Day? = nil) {
            self.cqc = cqc
            self.register = register
            self.insuredUntil = insuredUntil
            self.workersUntil = workersUntil
        }

        package func holds(_ check: SupplierCheck, on day: Day) -> Bool {
            switch check {
            case .cqc: cqc != nil
            case .professional: register != nil
            case .workers: workersUntil.map { day <= $0 } ?? false
            }
        }
    }

    package init(
        id: ID, name: String, description: String, coverage: Coverage, basePostcode: Postcode?, base: GridPoint?,
        email: EmailAddress, telephone: String, checks: Checks, status: Status, version: Int = 1,
        orderMinimum: Money? = nil
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
        self.status = status
        self.version = version
        self.orderMinimum = orderMinimum
    }

    /// How far they go, as people filter by it.
    package var reach: Reach { coverage.reach }

    /// Do they come to this place? Where the place is not known, only national suppliers do.
    package func covers(_ place: Place?) -> Bool { coverage.covers(place) }

    /// What people who bought from them say, in tenths of a star; nil while too few have said anything.
    package var starsInTenths: Int? { nil }

    /// May anything be ordered from them now?
    package var takesOrders: Bool { status == .approved }

    /// - Throws: `WorkflowRefusal` where the table has no such step, or the guard does not hold.
    package mutating func perform(
        _ action: SupplierAction, where holds: (SupplierGuard) -> Bool
    ) throws(WorkflowRefusal) {
        status = try SupplierStatus.workflow.next(from: status, on: action, where: holds)
        version += 1
    }

    /// Metres from the supplier's base to a place; nil where either is not known.
    package func distance(to place: Place?) -> Int? {
        guard let base, let place else { return nil }
        return base.distance(to: place.centre)
    }
}
