import Catalogue
import Policies

extension PolicyRefusal {
    /// Title, text, and where to go on.
    var words: (String, String, Link?) {
        let policy = Link("Go to the policy", href: "/policy")
        let draft = Link("Open the draft", href: "/policy/draft")
        return switch self {
        case .draftExists: ("There is a draft already", "Somebody has begun one. There is one draft at a time.", draft)
        case .noDraft:
            ("There is no draft any more", "Somebody has published it or thrown it away meanwhile.", policy)
        case .changedMeanwhile:
            (
                "Somebody else saved this draft",
                "Your change is not saved. Open the draft again, look at theirs, and make yours.", draft
            )
        case .full(let most):
            ("The policy is full", "It holds at most \(most) rules. Remove one, or make one rule of several.", draft)
        case .startsInThePast(let today):
            ("That day has passed", "A version takes effect on \(today.words) or later.", draft)
        case .startsTooLate(let latest):
            ("That day is too far away", "A version takes effect on \(latest.words) or before.", draft)
        }
    }
}

extension CategoryRefusal {
    /// Title, text, and where to go on.
    var words: (String, String, Link?) {
        (
            "Somebody else saved this category",
            "Your words are not saved. Open it again, look at theirs, and write yours.",
            Link("Go to the categories", href: "/policy/categories")
        )
    }
}
