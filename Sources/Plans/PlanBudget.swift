import Values

/// One pot of public money within a plan: why it is given, how it is managed, and how much it is. A person may have
/// several side by side, such as Continuing Healthcare by the week and a wheelchair once (reference, A1).
package struct PlanBudget: Sendable, Hashable, Codable {
    package typealias ID = Identifier<PlanBudget>

    package let id: ID
    package let title: String
    package let eligibility: Eligibility
    package let management: Management
    /// Who holds the money for the person, where that is neither they nor the commissioner.
    package let organisation: String
    /// A first estimate for the plan's span; nil where there was none.
    package let indicative: Money?
    /// What was decided for the plan's span; the lines may not give more. Nil: what the lines give.
    package let agreed: Money?
    /// When the agreement about direct payments or the third party was signed; nil while it is not.
    package let agreementSignedOn: Day?

    /// The budget of a plan that says nothing about budgets.
    package static let first = ID("main")

    package init(
        id: ID = first, title: String, eligibility: Eligibility, management: Management, organisation: String = "",
        indicative: Money? = nil, agreed: Money? = nil, agreementSignedOn: Day? = nil
    ) {
        self.id = id
        self.title = title
        self.eligibility = eligibility
        self.management = management
        self.organisation = organisation
        self.indicative = indicative
        self.agreed = agreed
        self.agreementSignedOn = agreementSignedOn
    }

    /// R02: direct payments and third parties need a signed agreement first (reference, A6 and A9).
    package var needsAgreement: Bool { management != .notional }

    /// R28: only a wheelchair budget may be topped up by the holder (reference, A8).
    package var allowsContribution: Bool { eligibility == .wheelchair }
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

/// Who keeps and runs the money (reference, A2). Stored on the budget and copied to every supplier order.
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

    /// Who is the buyer in law: named on every supplier order.
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
