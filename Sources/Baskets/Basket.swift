import Catalogue
import Identity
import Plans
import Values

/// What a holder has chosen and not yet signed. Several people may shop for one holder: the basket is the holder's.
package struct Basket: Sendable, Hashable {
    package typealias ID = Identifier<Basket>

    package typealias Status = BasketStatus

    package let id: ID
    package let holder: Holder.ID
    package private(set) var status: Status
    package private(set) var version: Int
    package private(set) var lines: [BasketLine]
    /// When somebody last did something with it.
    package private(set) var touchedAt: Moment

    package init(
        id: ID, holder: Holder.ID, status: Status = .open, version: Int = 1, lines: [BasketLine] = [],
        touchedAt: Moment
    ) {
        self.id = id
        self.holder = holder
        self.status = status
        self.version = version
        self.lines = lines
        self.touchedAt = touchedAt
    }

    package static let linesMaximum = 50
    /// After so many days untouched a basket becomes a saved list (reference, workflow 4.1).
    package static let daysKept = 30

    /// Puts a listing in; one that is there already gets more of it.
    /// - Parameter priceSeen: the unit price that the person saw; a higher one must be accepted before signing. Of two
    ///   prices seen the lower one counts.
    /// - Throws: `.tooMany` and `.full` with the limits; `WorkflowRefusal`.
    package mutating func add(
        _ listing: Listing, quantity: Int, line: BasketLine.ID, priceSeen: Money
    ) throws {
        try mustBe(.change)
        let maximum = listing.terms.quantityMaximum
        let there = lines.firstIndex { $0.listing == listing.id }
        let already = there.map { lines[$0].quantity } ?? 0
        guard quantity > 0, quantity <= maximum - already else { throw BasketRefusal.tooMany(maximum: maximum) }
        if let there {
            lines[there].quantity = already + quantity
            lines[there].priceSeen = min(lines[there].priceSeen, priceSeen)
        } else {
            guard lines.count < Basket.linesMaximum else { throw BasketRefusal.full(maximum: Basket.linesMaximum) }
            lines.append(BasketLine(id: line, listing: listing.id, quantity: quantity, priceSeen: priceSeen))
        }
        version += 1
    }

    /// - Throws: `.tooMany`, `.noSuchLine`, `WorkflowRefusal`.
    package mutating func change(
        _ line: BasketLine.ID, to quantity: Int, maximum: Int
    ) throws {
        let position = try position(of: line)
        guard quantity > 0, quantity <= maximum else { throw BasketRefusal.tooMany(maximum: maximum) }
        lines[position].quantity = quantity
        version += 1
    }

    /// - Throws: `.noSuchLine`, `WorkflowRefusal`.
    package mutating func remove(_ line: BasketLine.ID) throws {
        lines.remove(at: try position(of: line))
        version += 1
    }

    /// The person has seen a price that moved, and goes on with it.
    /// - Throws: `.noSuchLine`, `WorkflowRefusal`.
    package mutating func accept(price: Money, of line: BasketLine.ID) throws {
        lines[try position(of: line)].priceSeen = price
        version += 1
    }

    /// Says when it is wanted and how it is to be paid.
    /// - Throws: `.noSuchLine`, `WorkflowRefusal`.
    package mutating func arrange(_ wants: BasketLine.Wants, for line: BasketLine.ID) throws {
        lines[try position(of: line)].wants = wants
        version += 1
    }

    /// Puts every line of a saved list in that is not here yet; what is here stays as it is.
    /// - Parameter line: gives each new line its identifier.
    /// - Returns: how many lines were put in.
    /// - Throws: `.full`, with nothing put in; `WorkflowRefusal`.
    package mutating func add(_ saved: Basket, line: () -> BasketLine.ID) throws -> Int {
        try mustBe(.change)
        let missing = saved.lines.filter { old in !lines.contains { $0.listing == old.listing } }
        guard lines.count + missing.count <= Basket.linesMaximum
        else { throw BasketRefusal.full(maximum: Basket.linesMaximum) }
        lines += missing.map { old in
            BasketLine(
                id: line(), listing: old.listing, quantity: old.quantity, priceSeen: old.priceSeen, wants: old.wants)
        }
        version += 1
        return missing.count
    }

    /// Takes one step of the table.
    /// - Throws: `WorkflowRefusal` where there is no such step, or its guard does not hold.
    package mutating func perform(
        _ event: BasketEvent, at now: Moment, where holds: (BasketGuard) -> Bool = { _ in true }
    ) throws(WorkflowRefusal) {
        let untouched = isUntouched(at: now)
        status = try BasketStatus.workflow.next(from: status, on: event) { name in
            name == .untouched ? untouched : holds(name)
        }
        if event != .archive { touchedAt = now }
        version += 1
    }

    /// The saver's mark: somebody has just done something with it.
    package mutating func touch(at now: Moment) { touchedAt = now }

    package func isUntouched(at now: Moment) -> Bool {
        touchedAt.adding(minutes: Basket.daysKept * 24 * 60) <= now
    }

    private func mustBe(_ event: BasketEvent) throws(WorkflowRefusal) {
        _ = try BasketStatus.workflow.edge(from: status, on: event) { _ in true }
    }

    private func position(of line: BasketLine.ID) throws -> Int {
        try mustBe(.change)
        guard let position = lines.firstIndex(where: { $0.id == line }) else { throw BasketRefusal.noSuchLine }
        return position
    }
}

/// A listing and how many of it.
package struct BasketLine: Sendable, Hashable {
    package typealias ID = Identifier<BasketLine>

    package let id: ID
    package let listing: Listing.ID
    package internal(set) var quantity: Int
    /// The unit price that the person last saw and went on with.
    package internal(set) var priceSeen: Money
    /// How it is wanted and paid, where the person said so.
    package internal(set) var wants: Wants

    /// What the person chose about one line.
    package struct Wants: Sendable, Hashable, Codable {
        /// Nil: as soon as the supplier can.
        package let schedule: Schedule?
        /// Nil: left to the rules.
        package let planLine: PlanLine.ID?
        /// Paid to the supplier by the holder.
        package let contribution: Money

        package init(schedule: Schedule? = nil, planLine: PlanLine.ID? = nil, contribution: Money = .zero) {
            self.schedule = schedule
            self.planLine = planLine
            self.contribution = contribution
        }
    }

    package init(id: ID, listing: Listing.ID, quantity: Int, priceSeen: Money, wants: Wants = Wants()) {
        self.id = id
        self.listing = listing
        self.quantity = quantity
        self.priceSeen = priceSeen
        self.wants = wants
    }
}

/// Why the basket says no.
package enum BasketRefusal: Refusal, Hashable {
    case tooMany(maximum: Int)
    case full(maximum: Int)
    case noSuchLine
    case changedMeanwhile

    package var code: String {
        switch self {
        case .tooMany: "basket.quantity-out-of-range"
        case .full: "basket.full"
        case .noSuchLine: "basket.no-such-line"
        case .changedMeanwhile: "basket.changed-meanwhile"
        }
    }
}
