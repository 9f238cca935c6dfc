import Catalogue
import Identity
import Plans
import Values

/// What a holder has chosen and not yet signed. Several people may shop for one holder: the basket is the holder's.
package struct Basket: Sendable, Hashable {
    package typealias ID = Identifier<Basket>

    package enum Status: String, Sendable, CaseIterable {
        case open, converted
    }

    package let id: ID
    package let holder: Holder.ID
    package private(set) var status: Status
    package private(set) var version: Int
    package private(set) var lines: [BasketLine]

    package init(id: ID, holder: Holder.ID, status: Status = .open, version: Int = 1, lines: [BasketLine] = []) {
        self.id = id
        self.holder = holder
        self.status = status
        self.version = version
        self.lines = lines
    }

    package static let linesMaximum = 50

    /// Puts a listing in; one that is there already gets more of it.
    /// - Parameter priceSeen: the unit price that the person saw; a higher one must be accepted before signing. Of two
    ///   prices seen the lower one counts.
    /// - Throws: `.tooMany` and `.full` with the limits; `.converted`.
    package mutating func add(
        _ listing: Listing, quantity: Int, line: BasketLine.ID, priceSeen: Money
    ) throws(BasketRefusal) {
        try mustBeOpen()
        let maximum = listing.terms.quantityMaximum
        let there = lines.firstIndex { $0.listing == listing.id }
        let already = there.map { lines[$0].quantity } ?? 0
        guard quantity > 0, quantity <= maximum - already else { throw .tooMany(maximum: maximum) }
        if let there {
            lines[there].quantity = already + quantity
            lines[there].priceSeen = min(lines[there].priceSeen, priceSeen)
        } else {
            guard lines.count < Basket.linesMaximum else { throw .full(maximum: Basket.linesMaximum) }
            lines.append(BasketLine(id: line, listing: listing.id, quantity: quantity, priceSeen: priceSeen))
        }
        version += 1
    }

    /// - Throws: `.tooMany`, `.noSuchLine`, `.converted`.
    package mutating func change(
        _ line: BasketLine.ID, to quantity: Int, maximum: Int
    ) throws(BasketRefusal) {
        let position = try position(of: line)
        guard quantity > 0, quantity <= maximum else { throw .tooMany(maximum: maximum) }
        lines[position].quantity = quantity
        version += 1
    }

    /// - Throws: `.noSuchLine`, `.converted`.
    package mutating func remove(_ line: BasketLine.ID) throws(BasketRefusal) {
        lines.remove(at: try position(of: line))
        version += 1
    }

    /// The person has seen a price that moved, and goes on with it.
    /// - Throws: `.noSuchLine`, `.converted`.
    package mutating func accept(price: Money, of line: BasketLine.ID) throws(BasketRefusal) {
        lines[try position(of: line)].priceSeen = price
        version += 1
    }

    /// Says when it is wanted and how it is to be paid.
    /// - Throws: `.noSuchLine`, `.converted`.
    package mutating func arrange(_ wants: BasketLine.Wants, for line: BasketLine.ID) throws(BasketRefusal) {
        lines[try position(of: line)].wants = wants
        version += 1
    }

    /// The basket has become an order.
    /// - Throws: `.converted` when it already had.
    package mutating func convert() throws(BasketRefusal) {
        try mustBeOpen()
        status = .converted
        version += 1
    }

    private func mustBeOpen() throws(BasketRefusal) {
        guard status == .open else { throw .converted }
    }

    private func position(of line: BasketLine.ID) throws(BasketRefusal) -> Int {
        try mustBeOpen()
        guard let position = lines.firstIndex(where: { $0.id == line }) else { throw .noSuchLine }
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
    case converted
    case changedMeanwhile

    package var code: String {
        switch self {
        case .tooMany: "basket.quantity-out-of-range"
        case .full: "basket.full"
        case .noSuchLine: "basket.no-such-line"
        case .converted: "basket.converted"
        case .changedMeanwhile: "basket.changed-meanwhile"
        }
    }
}
