import Catalogue
import Identity
import Values

/// The holder's own statement to one supplier that goods of one class are for a disabled person's personal or domestic
/// use, so that no VAT is due (VAT Act 1994, Schedule 8, Group 12; reference, D5). Made on a page of its own, by an act
/// of its own, never together with signing an order; it holds for later orders until it is revoked.
package struct ReliefDeclaration: Sendable, Hashable {
    package typealias ID = Identifier<ReliefDeclaration>

    package let id: ID
    package let holder: Holder.ID
    package let supplier: Supplier.ID
    /// A group of categories.
    package let goods: Category.ID
    /// Of the disabled person.
    package let name: String
    package let address: [String]
    /// The nature of the condition, in the person's own words; no proof may be asked for.
    package let condition: String
    /// The person themselves, or somebody who acts for them.
    package let declaredBy: Person.ID
    package let declaredAt: Moment
    package let revokedAt: Moment?

    package init(
        id: ID, holder: Holder.ID, supplier: Supplier.ID, goods: Category.ID, name: String, address: [String],
        condition: String, declaredBy: Person.ID, declaredAt: Moment, revokedAt: Moment? = nil
    ) {
        self.id = id
        self.holder = holder
        self.supplier = supplier
        self.goods = goods
        self.name = name
        self.address = address
        self.condition = condition
        self.declaredBy = declaredBy
        self.declaredAt = declaredAt
        self.revokedAt = revokedAt
    }

    package static let conditionCharactersMaximum = 300
}
