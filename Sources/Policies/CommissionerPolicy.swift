import Catalogue
import Identity
import Values

/// One version of a commissioner's policy: its rules and its settings, from a day on until the next version's. National
/// prohibitions stand above it and are not part of it.
package struct CommissionerPolicy: Sendable, Hashable {
    package let commissioner: Commissioner.ID
    package let version: Int
    package let takesEffect: Day
    package let rules: [PolicyRule]
    package let settings: PolicySettings
    /// Who decides on requests: the first that is for a request counts.
    package let routes: [ApprovalRoute]

    package init(
        commissioner: Commissioner.ID, version: Int, takesEffect: Day, rules: [PolicyRule],
        settings: PolicySettings = PolicySettings(), routes: [ApprovalRoute] = []
    ) {
        self.commissioner = commissioner
        self.version = version
        self.takesEffect = takesEffect
        self.rules = rules
        self.settings = settings
        self.routes = routes
    }

    /// The rules that speak about so much of an offer, in the order of the policy.
    package func speaking(of bought: PolicyRule.Bought, in categories: Categories) -> [PolicyRule] {
        rules.filter { $0.speaks(of: bought, in: categories) }
    }
}

/// What the reference calls the parameters of a rule (A9): counted in days or weeks.
package struct PolicySettings: Sendable, Hashable, Codable {
    /// R25: ordering the same again within so many days is pointed out.
    package var duplicateDays: Int
    /// R34: so many days after a missed review, new repeated orders are referred; until then the person is told.
    package var reviewGraceDays: Int
    /// R35: more than so many weeks' money left over is flagged for review.
    package var surplusWeeks: Int
    /// R36: an order delivered within so many days of the budget's end is referred.
    package var endingDays: Int
    /// How long requests may take.
    package var approvals: ApprovalTimes

    package init(
        duplicateDays: Int = 14, reviewGraceDays: Int = 28, surplusWeeks: Int = 8, endingDays: Int = 0,
        approvals: ApprovalTimes = ApprovalTimes()
    ) {
        self.duplicateDays = duplicateDays
        self.reviewGraceDays = reviewGraceDays
        self.surplusWeeks = surplusWeeks
        self.endingDays = endingDays
        self.approvals = approvals
    }

    /// Versions from before requests had times of their own have the usual ones.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            duplicateDays: try container.decode(Int.self, forKey: .duplicateDays),
            reviewGraceDays: try container.decode(Int.self, forKey: .reviewGraceDays),
            surplusWeeks: try container.decode(Int.self, forKey: .surplusWeeks),
            endingDays: try container.decode(Int.self, forKey: .endingDays),
            approvals: try container.decodeIfPresent(ApprovalTimes.self, forKey: .approvals) ?? ApprovalTimes())
    }

    package static let daysMaximum = 366
}
