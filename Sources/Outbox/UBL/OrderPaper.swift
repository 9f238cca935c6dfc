import Catalogue
import Identity
import Orders
import Values

/// An organisation as documents name it.
package struct TradeParty: Sendable, Hashable {
    package let name: String
    /// Nil where nobody has said one: the document is then valid UBL, and not for the Peppol network.
    package let address: ElectronicAddress?
    package let email: String?
    package let telephone: String?

    package init(
        name: String, address: ElectronicAddress?, email: String? = nil, telephone: String? = nil
    ) {
        self.name = name
        self.address = address
        self.email = email
        self.telephone = telephone
    }
}

/// What every document about one supplier order says: names and places as its supplier's page shows them, and nothing
/// of the plan, the budget or anybody's health.
package struct OrderPaper: Sendable, Hashable {
    /// Where it goes, as long as something is to be delivered.
    package struct Delivery: Sendable, Hashable {
        package let name: String
        package let lines: [String]
        package let telephone: String

        package init(name: String, lines: [String], telephone: String) {
            self.name = name
            self.lines = lines
            self.telephone = telephone
        }
    }

    package struct Line: Sendable, Hashable {
        package let position: Int
        package let title: String
        package let unit: String
        package let units: Int
        package let price: OrderLine.Price
        /// The supplier's own code of it.
        package let reference: String
        package let gtin: String?
        package let first: Day?
        package let last: Day?
        package let note: String?

        package init(
            position: Int, title: String, unit: String, units: Int, price: OrderLine.Price, reference: String,
            gtin: String? = nil, first: Day? = nil, last: Day? = nil, note: String? = nil
        ) {
            self.position = position
            self.title = title
            self.unit = unit
            self.units = units
            self.price = price
            self.reference = reference
            self.gtin = gtin
            self.first = first
            self.last = last
            self.note = note
        }

        package var net: Money { price.net.times(units) }
        package var tax: Money { price.tax.times(units) }
    }

    /// What the supplier calls the order in its answers.
    package let id: String
    package let profile: OrderProfile
    package let buyer: TradeParty
    package let seller: TradeParty
    /// Stands for the holder.
    package let originator: String
    /// Until when the supplier has to answer.
    package let answerBy: Day?
    package let delivery: Delivery?
    package let note: String?

    package init(
        id: String, profile: OrderProfile, buyer: TradeParty, seller: TradeParty, originator: String,
        answerBy: Day? = nil, delivery: Delivery? = nil, note: String? = nil
    ) {
        self.id = id
        self.profile = profile
        self.buyer = buyer
        self.seller = seller
        self.originator = originator
        self.answerBy = answerBy
        self.delivery = delivery
        self.note = note
    }
}

/// Which of Peppol's processes a supplier's program takes part in.
package enum OrderProfile: String, Sendable, CaseIterable, Codable {
    /// Profile 28: order and response.
    case ordering
    /// Profile 65: changes and cancellations as well.
    case advanced

    var identifier: String {
        switch self {
        case .ordering: "urn:fdc:peppol.eu:poacc:bis:ordering:3"
        case .advanced: "urn:fdc:peppol.eu:poacc:bis:advanced_ordering:3"
        }
    }
}

extension SupplierOrder {
    /// What suppliers' programs call it: the number that people say on the telephone, and five signs of this part,
    /// because one supplier may have several parts of one order.
    package func documentID(number: String) -> String { "\(number)-\(Order.number(for: .init(id.text)).suffix(5))" }
}
