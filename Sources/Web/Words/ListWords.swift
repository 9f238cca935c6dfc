import Baskets

// The words of shopping lists, saved searches, comparisons and refills.

extension ShoppingListRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        let lists = Link("Go to your lists", href: "/lists")
        return switch self {
        case .alreadyThere(let title):
            ("It is on that list already", "Nothing was changed: “\(title)” has it.", lists)
        case .full(let most):
            ("That list is full", "It holds at most \(most) things. Take one off first, or begin another list.", lists)
        case .tooMany(let most):
            ("You have as many lists as there can be", "There can be \(most). Delete one first.", lists)
        case .noSuchLine: ("That is no longer on the list", "Somebody has taken it off meanwhile.", lists)
        case .changedMeanwhile:
            (
                "Somebody else changed this meanwhile",
                "Your change is not saved. Open the list again to see theirs, and make yours.", lists
            )
        case .favouritesStay:
            ("Favourites always stay", "They can be emptied, but neither deleted nor given another name.", lists)
        case .notTheAuthor:
            ("Only whoever began the list can share it", "Nothing was changed.", lists)
        }
    }
}

extension SavedSearchRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .tooMany(let most):
            (
                "You have as many saved searches as there can be", "There can be \(most). Delete one first.",
                Link("Go to your saved searches", href: "/searches")
            )
        }
    }
}

extension ComparisonRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .full(let most):
            (
                "You can compare \(most) things at once", "Remove one first. Nothing was changed.",
                Link("Go to the comparison", href: "/compare")
            )
        }
    }
}

extension RefillRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .changedMeanwhile:
            (
                "Something has changed since you opened the page",
                "Nothing was put into the basket. Open the page again to see how it stands now.", nil
            )
        }
    }
}

extension Flash {
    /// What somebody has just done with lists and searches; nil for everything else.
    var listNotice: Notice? {
        switch self {
        case .kept: Notice(.success, "Saved to the list", link: Link("Go to your lists", href: "/lists"))
        case .listBegun: Notice(.success, "List begun", text: "Only you see it until you share it.")
        case .listSaved: Notice(.success, "Saved")
        case .listShared: Notice(.success, "The list is shared")
        case .listUnshared: Notice(.success, "The list is yours alone again")
        case .listRemoved: Notice(.success, "List deleted")
        case .lineRemoved: Notice(.success, "Taken off the list")
        case .lineMoved: Notice(.success, "Moved to this list")
        case .lineCopied: Notice(.success, "Copied to this list")
        case .refilled:
            Notice(.success, "It is in your basket", text: "What you did not tick, or can’t be ordered, is not in it.")
        case .searchSaved: Notice(.success, "Search saved")
        case .searchRemoved: Notice(.success, "Saved search deleted")
        default: nil
        }
    }
}
