import Relational

/// Every question that a walk over the books asks. However large the books are, each has to be answered by indexes
/// alone: a table that had to be sorted first would have to be in memory, or twice on the disk.
package enum WalkQuestions {
    package static let all: [Statement] =
        [JournalWalk.entriesInOrder, JournalWalk.postingsInOrder] + HoldWalk.questions + OrderWalk.questions
            + ProblemWalk.questions
}
