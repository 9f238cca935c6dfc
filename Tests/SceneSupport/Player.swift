import Identity
import TestSupport
import Values

/// Everybody who can sign in to a scene. All have the same password.
package enum Player: String, Sendable, CaseIterable {
    /// Ann Marsh has a budget of her own.
    case ann
    /// Her husband: may sign for her up to £250.
    case tom
    /// Parent of Finn, who is nine and has a budget.
    case dana
    /// Nominee for Ann and for Finn: has to choose.
    case nora
    /// Has a budget at the other commissioner.
    case zara
    /// A carer whose authority for Ann has ended.
    case rex
    /// Decide at TAD, Ann's commissioner.
    case bilal, joan
    /// Decides at SYB, Zara's commissioner.
    case quinn
    /// Staff of Trent Neuro Physio, Careful Hands, Meadow Mobility, and of Lapsed Wheels, which is suspended.
    case petra, carol, milo, lars

    package static let password = "correct horse battery staple"

    package var person: Person {
        Person(
            id: Person.ID("p-\(rawValue)"), name: name, email: Cast.email("\(rawValue)@example.org"), role: role,
            organisation: organisation)
    }

    package var name: String {
        switch self {
        case .ann: "Ann Marsh"
        case .tom: "Tom Marsh"
        case .dana: "Dana Field"
        case .nora: "Nora Lund"
        case .zara: "Zara Khan"
        case .rex: "Rex Holt"
        case .bilal: "Bilal Rahman"
        case .joan: "Joan Pike"
        case .quinn: "Quinn Adair"
        case .petra: "Petra Novak"
        case .carol: "Carol Hands"
        case .milo: "Milo Grant"
        case .lars: "Lars Wheeler"
        }
    }

    package var role: Role {
        switch self {
        case .ann, .zara: .holder
        case .tom, .dana, .nora, .rex: .carer
        case .bilal, .joan, .quinn: .commissioner
        case .petra, .carol, .milo, .lars: .supplier
        }
    }

    private var organisation: Organisation.ID? {
        switch self {
        case .bilal, .joan: "TAD"
        case .quinn: "SYB"
        case .petra: "trent"
        case .carol: "careful"
        case .milo: "meadow"
        case .lars: "lapsed"
        default: nil
        }
    }

    /// Whoever answers for a supplier.
    package static func staff(of supplier: String) -> Player {
        switch supplier {
        case "trent": .petra
        case "careful": .carol
        case "meadow": .milo
        default: .lars
        }
    }
}
