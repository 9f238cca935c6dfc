import Baskets
import Catalogue
import Identity
import Relational
import Storage
import Values

/// Begins a named list for the holder. Nobody else sees it until its author shares it.
package struct CreateShoppingList: Operation {
    package let title: String

    package init(title: String) {
        self.title = title
    }

    /// - Throws: `FieldProblems` about `title`; `ShoppingListRefusal.tooMany`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        return try tx.createList(title, for: authority, with: tools).id
    }
}

/// Gives a list another name.
package struct RenameShoppingList: Operation {
    package let list: ShoppingList.ID
    package let title: String

    package init(list: ShoppingList.ID, title: String) {
        self.list = list
        self.title = title
    }

    /// - Throws: `NotFound` for a list that is not theirs to name; `FieldProblems` about `title`;
    ///   `ShoppingListRefusal.favouritesStay`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        var list = try tx.keptList(list, for: authority)
        let title = try tx.checked(title, by: list.author, for: list.holder, not: list.id)
        try list.rename(title)
        try tx.shoppingLists.save(list)
        return list.id
    }
}

/// Lets everybody who acts for the holder see a list, or nobody but its author again.
package struct ShareShoppingList: Operation {
    package let list: ShoppingList.ID
    package let isShared: Bool

    package init(list: ShoppingList.ID, isShared: Bool) {
        self.list = list
        self.isShared = isShared
    }

    /// - Throws: `NotFound`; `ShoppingListRefusal.notTheAuthor`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        var list = try tx.seenList(list, for: authority)
        try list.share(isShared, as: authority.person)
        try tx.shoppingLists.save(list)
        return list.id
    }
}

/// Throws a list away, with what is on it.
package struct RemoveShoppingList: Operation {
    package let list: ShoppingList.ID

    package init(list: ShoppingList.ID) {
        self.list = list
    }

    /// - Throws: `NotFound` for a list that is not theirs to remove; `ShoppingListRefusal.favouritesStay`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        let list = try tx.keptList(list, for: authority)
        guard list.kind == .named else { throw ShoppingListRefusal.favouritesStay }
        try tx.shoppingLists.remove(list.id)
        return list.id
    }
}

/// Keeps a listing for later: among one's favourites, on a list, or on one that begins with it.
package struct KeepListing: Operation {
    package enum Place: Sendable, Encodable {
        case favourites
        case list(ShoppingList.ID)
        case newList(title: String)
    }

    package let listing: Listing.ID
    package let place: Place

    package init(listing: Listing.ID, place: Place) {
        self.listing = listing
        self.place = place
    }

    /// - Throws: `NotFound`; `FieldProblems` about `title`; `ShoppingListRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        let home = try tx.place(of: authority.holder, with: tools)
        guard let listing = try tx.listings.find(listing, for: home), listing.status == .live else { throw NotFound() }
        var list =
            switch place {
            case .favourites: try tx.favourites(for: authority, with: tools)
            case .list(let id): try tx.seenList(id, for: authority)
            case .newList(let title): try tx.createList(title, for: authority, with: tools)
            }
        try list.add(
            ShoppingList.Line(
                id: tools.new(), listing: listing.id, quantity: listing.terms.quantityMinimum,
                addedBy: authority.person, addedAt: tools.now, priceThen: listing.terms.unitPrice))
        try tx.shoppingLists.save(list)
        return list.id
    }
}

extension Transaction {
    /// A list that whoever acts may see. - Throws: `NotFound`.
    func seenList(_ id: ShoppingList.ID, for authority: Authority) throws -> ShoppingList {
        guard let list = try shoppingLists.find(id, of: authority.holder, seenBy: authority.person)
        else { throw NotFound() }
        return list
    }

    /// A list that whoever acts may name and remove. - Throws: `NotFound`.
    func keptList(_ id: ShoppingList.ID, for authority: Authority) throws -> ShoppingList {
        let list = try seenList(id, for: authority)
        guard list.isKept(by: authority) else { throw NotFound() }
        return list
    }

    fileprivate func favourites(for authority: Authority, with tools: Tools) throws -> ShoppingList {
        if let list = try shoppingLists.favourites(of: authority.holder, by: authority.person) { return list }
        let list = ShoppingList(
            id: tools.new(), holder: authority.holder, author: authority.person, kind: .favourites,
            title: ShoppingList.favouritesTitle)
        try shoppingLists.insert(list)
        return list
    }

    fileprivate func createList(_ title: String, for authority: Authority, with tools: Tools) throws -> ShoppingList {
        let own = try shoppingLists.list(of: authority.holder, seenBy: authority.person).map(\.list)
            .filter { $0.author == authority.person && $0.kind == .named }
        guard own.count < ShoppingList.listsMaximum else {
            throw ShoppingListRefusal.tooMany(maximum: ShoppingList.listsMaximum)
        }
        let title = try checked(title, by: authority.person, for: authority.holder, not: nil)
        let list = ShoppingList(
            id: tools.new(), holder: authority.holder, author: authority.person, kind: .named, title: title)
        try shoppingLists.insert(list)
        return list
    }

    /// - Throws: `FieldProblems` about `title`: empty, too long, or the name of another list of the same author.
    fileprivate func checked(
        _ title: String, by author: Person.ID, for holder: Holder.ID, not own: ShoppingList.ID?
    ) throws -> String {
        let title = Text.line(title)
        guard !title.isEmpty else { throw FieldProblems("title", "Enter a name for the list") }
        guard title.unicodeScalars.count <= ShoppingList.titleCharactersMaximum else {
            throw FieldProblems(
                "title", "The name must have \(ShoppingList.titleCharactersMaximum) characters or fewer")
        }
        let others = try shoppingLists.list(of: holder, seenBy: author).map(\.list)
            .filter { $0.author == author && $0.id != own }
        let names = others.map { $0.title.lowercased() } + [ShoppingList.favouritesTitle.lowercased()]
        guard !names.contains(title.lowercased()) else {
            throw FieldProblems("title", "There is a list with that name already")
        }
        return title
    }
}
