import Values

/// How long each step of a request may take, and from which amount two people decide. Counted in days; what a
/// commissioner has not set is as said here (reference, workflow 4.3).
package struct ApprovalTimes: Sendable, Hashable, Codable {
    /// A decision is due after so many days.
    package var decisionDays: Int
    /// However often it was paused or asked about, a request ends after so many days without its pauses.
    package var longestDays: Int
    /// A question to the holder is to be answered within so many days.
    package var questionDays: Int
    /// All pauses together move the due day by at most so many days.
    package var pauseDays: Int
    /// An approval can be used for so many days.
    package var validDays: Int
    /// The holder may ask within so many days that somebody else looks at a decision.
    package var reviewDays: Int
    /// Requests of more than this need two people; nil where one is always enough.
    package var twoPeopleAbove: Money?

    package init(
        decisionDays: Int = 10, longestDays: Int = 42, questionDays: Int = 14, pauseDays: Int = 28,
        validDays: Int = 28, reviewDays: Int = 28, twoPeopleAbove: Money? = nil
    ) {
        self.decisionDays = decisionDays
        self.longestDays = longestDays
        self.questionDays = questionDays
        self.pauseDays = pauseDays
        self.validDays = validDays
        self.reviewDays = reviewDays
        self.twoPeopleAbove = twoPeopleAbove
    }
}

extension ApprovalTimes {
    package static let daysMaximum = 366

    /// - Throws: every problem, by the names of the form's fields.
    package func checked() throws(FieldProblems) {
        var problems = FieldProblems()
        let days: [(field: String, name: String, value: Int)] = [
            ("decision_days", "Days until a decision is due", decisionDays),
            ("longest_days", "Days until a request ends", longestDays),
            ("question_days", "Days to answer a question", questionDays),
            ("valid_days", "Days to use an approval", validDays),
            ("review_days", "Days to ask for a review", reviewDays),
        ]
        for (field, name, value) in days where !(1...ApprovalTimes.daysMaximum).contains(value) {
            problems.add(field, "\(name) must be a whole number from 1 to \(ApprovalTimes.daysMaximum)")
        }
        if !(0...ApprovalTimes.daysMaximum).contains(pauseDays) {
            problems.add(
                "pause_days", "Days of pauses must be a whole number from 0 to \(ApprovalTimes.daysMaximum)")
        }
        if longestDays <= decisionDays {
            problems.add("longest_days", "A request must not end before a decision was due and was passed on")
        }
        guard problems.isEmpty else { throw problems }
    }
}
