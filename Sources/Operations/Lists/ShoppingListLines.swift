import Baskets
import Catalogue
import Identity
import Relational
import Storage
import Values

/// Says how many of a line are usually wanted, and what is worth remembering about it.
package struct WriteListLine: Operation {
    package let list: ShoppingList.ID
    package let line: ShoppingList.Line.ID
    package let quantity: Int
    package let note: String
    /// The line as the page showed it, so that nobody writes over what they have not seen.
    package let seen: Digest

    package init(
        list: ShoppingList.ID, line: ShoppingList.Line.ID, quantity: Int, note: String, seen: Digest
    ) {
        self.list = list
        self.line = line
        self.quantity = quantity
        self.note = note
        self.seen = seen
    }

    /// - Throws: `NotFound`; `FieldProblems` about `quantity` and `note`; `ShoppingListRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        var list = try tx.seenList(list, for: authority)
        guard let old = list[line], let listing = try tx.listings.find(old.listing)
        else { throw ShoppingListRefusal.noSuchLine }
        var problems = FieldProblems()
        let (least, most) = (listing.terms.quantityMinimum, listing.terms.quantityMaximum)
        if quantity < least || quantity > most {
            problems.add("quantity", "Enter a whole number from \(least) to \(most)")
        }
        let note = Text.tidy(note)
        if note.unicodeScalars.count > ShoppingList.Line.noteCharactersMaximum {
            problems.add(
                "note", "The note must have \(ShoppingList.Line.noteCharactersMaximum) characters or fewer")
        }
        guard problems.isEmpty else { throw problems }
        try list.write(note, quantity: quantity, on: line, seen: seen)
        try tx.shoppingLists.save(list)
        return list.id
    }
}

/// Takes a line off a list.
package struct RemoveListLine: Operation {
    package let list: ShoppingList.ID
    package let line: ShoppingList.Line.ID

    package init(list: ShoppingList.ID, line: ShoppingList.Line.ID) {
        self.list = list
        self.line = line
    }

    /// - Throws: `NotFound`; `ShoppingListRefusal.noSuchLine`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        var list = try tx.seenList(list, for: authority)
        try list.remove(line)
        try tx.shoppingLists.save(list)
        return list.id
    }
}

/// Puts a line on another list, with its number and note: beside where it is, or instead.
package struct TransferListLine: Operation {
    package let list: ShoppingList.ID
    package let line: ShoppingList.Line.ID
    package let target: ShoppingList.ID
    /// It stays on the first list, too.
    package let isCopy: Bool

    package init(list: ShoppingList.ID, line: ShoppingList.Line.ID, target: ShoppingList.ID, isCopy: Bool) {
        self.list = list
        self.line = line
        self.target = target
        self.isCopy = isCopy
    }

    /// - Returns: the list it is on now.
    /// - Throws: `NotFound`; `ShoppingListRefusal.alreadyThere`, `.full`, `.noSuchLine`, with nothing done.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ShoppingList.ID {
        let authority = try principal.actingForHolder(to: .shop)
        guard list != target else { throw NotFound() }
        var (list, target) = (
            try tx.seenList(list, for: authority), try tx.seenList(target, for: authority)
        )
        guard let old = list[line] else { throw ShoppingListRefusal.noSuchLine }
        try target.add(old.copy(tools.new(), by: authority.person, at: tools.now))
        try tx.shoppingLists.save(target)
        if !isCopy {
            try list.remove(line)
            try tx.shoppingLists.save(list)
        }
        return target.id
    }
}
