import Catalogue
import Identity
import Relational
import Storage
import Values

// The tree is shared by all commissioners of an installation; what law says about a category is nobody's to change.

/// A commissioner's staff change the title and the summary of a category.
package struct EditCategory: Operation {
    package let category: Catalogue.Category.ID
    package let text: CategoryText
    /// Of the words that the person was looking at (`digest(of:)`).
    package let seen: Digest

    package init(category: Catalogue.Category.ID, text: CategoryText, seen: Digest) {
        self.category = category
        self.text = text
        self.seen = seen
    }

    package static func digest(of category: Catalogue.Category) -> Digest {
        Digest(of: "\(category.title)\n\(category.summary)")
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Catalogue.Category.ID {
        _ = try principal.actingForCommissioner()
        guard let there = try tx.structure.categories()[category] else { throw NotFound() }
        guard EditCategory.digest(of: there) == seen else { throw CategoryRefusal.changedMeanwhile }
        let (title, summary) = try text.checkedWords()
        try tx.structure.save(there, title: title, summary: summary)
        try tx.structure.noteChange()
        return category
    }
}

/// A commissioner's staff add an item type to a group.
package struct AddItemType: Operation {
    package let group: Catalogue.Category.ID
    package let text: CategoryText

    package init(group: Catalogue.Category.ID, text: CategoryText) {
        self.group = group
        self.text = text
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> Catalogue.Category.ID {
        _ = try principal.actingForCommissioner()
        let categories = try tx.structure.categories()
        guard let group = categories[group], group.parent == nil else { throw NotFound() }
        let category = try text.checkedItem(of: group, in: categories)
        _ = try tx.structure.take(category, source: Digest(of: "page \(category.id)"))
        try tx.structure.noteChange()
        return category.id
    }
}
