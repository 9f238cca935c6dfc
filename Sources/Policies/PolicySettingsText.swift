import Values

/// The settings as they were typed.
package struct PolicySettingsText: Sendable, Hashable, Codable {
    package var duplicateDays = ""
    package var reviewGraceDays = ""
    package var surplusWeeks = ""
    package var endingDays = ""

    package init() {}

    package init(_ settings: PolicySettings) {
        duplicateDays = String(settings.duplicateDays)
        reviewGraceDays = String(settings.reviewGraceDays)
        surplusWeeks = String(settings.surplusWeeks)
        endingDays = String(settings.endingDays)
    }

    package static let weeksMaximum = 52

    /// - Throws: every problem, by the names of the fields above in `snake_case`.
    package func checked() throws(FieldProblems) -> PolicySettings {
        var problems = FieldProblems()
        let days = 0...PolicySettings.daysMaximum
        let duplicate = check(duplicateDays, "duplicate_days", "Days for the same again", days, &problems)
        let grace = check(reviewGraceDays, "review_grace_days", "Days after a missed review", days, &problems)
        let surplus = check(
            surplusWeeks, "surplus_weeks", "Weeks of money left over", 1...PolicySettingsText.weeksMaximum, &problems)
        let ending = check(endingDays, "ending_days", "Days before the budget ends", days, &problems)
        guard let duplicate, let grace, let surplus, let ending else { throw problems }
        return PolicySettings(
            duplicateDays: duplicate, reviewGraceDays: grace, surplusWeeks: surplus, endingDays: ending)
    }

    private func check(
        _ text: String, _ field: String, _ name: String, _ range: ClosedRange<Int>, _ problems: inout FieldProblems
    ) -> Int? {
        if let number = Int(Text.tidy(text)), range.contains(number) { return number }
        problems.add(field, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }
}
