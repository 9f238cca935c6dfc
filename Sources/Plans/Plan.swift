import Catalogue
import Identity
import Values

/// One version of a personalised care and support plan, with its budget. A new version never rewrites an old one.
package struct Plan: Sendable, Hashable {
    package typealias ID = Identifier<Plan>

    package let id: ID
    package let version: Int
    package let holder: Holder.ID
    package let eligibility: Eligibility
    package let management: Management
    package let span: Period
    package let status: PlanStatus
    package let coordinator: Coordinator
    package let agreedOn: Day
    package let outcomes: [Outcome]
    package let lines: [PlanLine]

    /// The one named person to talk to (reference, A6).
    package struct Coordinator: Sendable, Hashable {
        package let name: String
        package let telephone: String

        package init(name: String, telephone: String) {
            self.name = name
            self.telephone = telephone
        }
    }

    package init(
        id: ID, version: Int, holder: Holder.ID, eligibility: Eligibility, management: Management, span: Period,
        status: PlanStatus, coordinator: Coordinator, agreedOn: Day, outcomes: [Outcome], lines: [PlanLine]
    ) {
        self.id = id
        self.version = version
        self.holder = holder
        self.eligibility = eligibility
        self.management = management
        self.span = span
        self.status = status
        self.coordinator = coordinator
        self.agreedOn = agreedOn
        self.outcomes = outcomes
        self.lines = lines
    }

    package subscript(line id: PlanLine.ID) -> PlanLine? { lines.first { $0.id == id } }

    /// The line that takes extra money.
    package var extras: PlanLine? { lines.first { $0.kind == .extras } }

    /// All item types that some line covers on a day.
    package func coveredItems(on day: Day, in categories: Categories) -> Set<Category.ID> {
        guard status == .inForce, span.contains(day) else { return [] }
        let live = lines.filter { $0.allocation.span.contains(day) }
        return Set(categories.all.filter { category in
            category.item != nil && live.contains { $0.closeness(to: category.id, in: categories) != nil }
        }.map(\.id))
    }
}

/// Where a version of a plan stands.
package enum PlanStatus: String, Sendable, CaseIterable, Codable {
    case inForce = "in-force"
    case suspended, ended
}

/// Why the person has a budget (reference, A1).
package enum Eligibility: String, Sendable, CaseIterable, Codable {
    case chc, children, section117 = "section-117", wheelchair
    case learningDisability = "learning-disability"
    case endOfLife = "end-of-life"
    case localOffer = "local-offer"

    package var words: String {
        switch self {
        case .chc: "NHS Continuing Healthcare"
        case .children: "Children and young people’s continuing care"
        case .section117: "Section 117 after-care"
        case .wheelchair: "Personal wheelchair budget"
        case .learningDisability: "Learning disability"
        case .endOfLife: "End of life care"
        case .localOffer: "Local offer"
        }
    }
}

/// Who keeps and runs the money (reference, A2). Stored on the budget and copied to every order.
package enum Management: String, Sendable, CaseIterable, Codable {
    case notional
    case thirdParty = "third-party"
    case directPayment = "direct-payment"
    case managedAccount = "managed-account"

    package var words: String {
        switch self {
        case .notional: "Notional budget"
        case .thirdParty: "Third party budget"
        case .directPayment: "Direct payment"
        case .managedAccount: "Direct payment in a managed account"
        }
    }

    /// Who is the buyer in law: named on every order.
    package var contractingPrincipal: ContractingPrincipal {
        switch self {
        case .notional: .commissioner
        case .thirdParty: .thirdParty
        case .directPayment, .managedAccount: .holder
        }
    }
}

/// Who contracts with suppliers (reference, A2).
package enum ContractingPrincipal: String, Sendable, CaseIterable, Codable {
    case commissioner
    case thirdParty = "third-party"
    case holder
}
