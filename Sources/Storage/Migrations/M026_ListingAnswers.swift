import Relational

extension Migrations {
    /// What reviewers answer is looked for by suppliers each day: among some days' answers, not among all steps.
    static let listingAnswers: [MigrationStatement] = [
        .sql(
            """
            CREATE INDEX listing_events_answers ON listing_events (at, listing_id)
            WHERE what IN ('accepted', 'changes_asked', 'rejected', 'change_accepted', 'change_refused')
            """)
    ]
}
