import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// Declares to one supplier that goods of one class are for a disabled person's own use, so that no VAT is due. Name
/// and address are those on file; nothing of what is declared comes into an order.
package struct DeclareRelief: Operation {
    /// Stands for its supplier and the class of goods that it belongs to.
    package let listing: Listing.ID
    /// In the person's own words.
    package let condition: String
    /// For personal or domestic use.
    package let isOwnUse: Bool
    /// The statement itself.
    package let isDeclared: Bool

    package init(listing: Listing.ID, condition: String, isOwnUse: Bool, isDeclared: Bool) {
        self.listing = listing
        self.condition = condition
        self.isOwnUse = isOwnUse
        self.isDeclared = isDeclared
    }

    /// What is wrong with it, by field.
    package var problems: FieldProblems {
        var problems = FieldProblems()
        let most = ReliefDeclaration.conditionCharactersMaximum
        if condition.isEmpty { problems.add("condition", "Say what the condition is, in your own words") }
        if condition.unicodeScalars.count > most { problems.add("condition", "Say it in \(most) characters or fewer") }
        if !isOwnUse { problems.add("use", "Tick that the goods are for personal or domestic use") }
        if !isDeclared { problems.add("declared", "Tick that you make this declaration") }
        return problems
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ReliefDeclaration.ID {
        let authority = try principal.actingForHolder(to: .shop)
        let categories = try tx.structure.categories()
        let offer = try ReliefOffer(listing, for: authority.holder, on: tools.today, categories: categories, in: tx)
        guard let offer else { throw NotFound() }
        if let refusal = offer.refusal { throw refusal }
        guard problems.isEmpty else { throw problems }
        let declaration = ReliefDeclaration(
            id: tools.new(), holder: offer.holder.id, supplier: offer.supplier.id, goods: offer.goods.id,
            name: offer.holder.name, address: offer.holder.address.allLines, condition: condition,
            declaredBy: principal.person.id, declaredAt: tools.now)
        try tx.reliefs.insert(declaration)
        return declaration.id
    }
}

/// Takes a declaration back: from now on VAT is charged. Orders that were signed before keep their prices.
package struct RevokeRelief: Operation {
    package let declaration: ReliefDeclaration.ID

    package init(declaration: ReliefDeclaration.ID) {
        self.declaration = declaration
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ReliefDeclaration.ID {
        let authority = try principal.actingForHolder(to: .shop)
        guard try tx.reliefs.find(declaration, of: authority.holder) != nil else { throw NotFound() }
        guard try tx.reliefs.revoke(declaration, by: principal.person.id, at: tools.now) else {
            throw ReliefRefusal.revokedAlready
        }
        return declaration
    }
}
