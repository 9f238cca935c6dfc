import Plans

extension PlanRefusal {
    /// Title, text and a way on, for the page that says no.
    var words: (String, String, Link?) {
        switch self {
        case .changedMeanwhile:
            (
                "The plan has changed meanwhile",
                "That is not possible any more. Nothing was done. Open the plan again to see how it stands.", nil
            )
        case .draftExists:
            ("A version is being written already", "Go on with that one, or discard it first.", nil)
        case .noticeTooShort(let earliest):
            ("That is too soon", "Notice has to be given: \(earliest.words) is the first day that is possible.", nil)
        case .reasonMissing: ("A reason is missing", "Say why, in a sentence or two. The person reads it.", nil)
        case .lineShort(let title, let left):
            ("There is not enough money left", "“\(title)” has \(left) that is free.", nil)
        case .fundShort:
            (
                "The plan can’t take effect just now",
                "The commissioner’s fund has not enough free money for it. Nothing was changed.", nil
            )
        }
    }
}
