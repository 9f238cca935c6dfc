import Catalogue
import Identity
import Plans
import Policies
import Values

/// Everything a rule may look at. Collected elsewhere; a rule has no other way to know anything.
package struct Facts: Sendable {
    package let today: Day
    package let plan: Plan?
    package let budget: Budget
    package let categories: Categories
    /// The commissioner's policy in force today; nil where it has none.
    package let policy: CommissionerPolicy?
    package let person: HolderFacts
    /// Under which the person acts; nil when only looking.
    package let authority: Authority?
    /// Orders of the last weeks that are not over.
    package let liveOrders: [LiveOrder]
    /// VAT relief declarations that are on file and not revoked.
    package let reliefs: Set<ReliefKey>

    package init(
        today: Day, plan: Plan?, budget: Budget, categories: Categories, policy: CommissionerPolicy? = nil,
        person: HolderFacts, authority: Authority?, liveOrders: [LiveOrder] = [], reliefs: Set<ReliefKey> = []
    ) {
        self.today = today
        self.plan = plan
        self.budget = budget
        self.categories = categories
        self.policy = policy
        self.person = person
        self.authority = authority
        self.liveOrders = liveOrders
        self.reliefs = reliefs
    }

    /// The same without what one order has: for judging what comes in the place of a part of it.
    package func without(order number: String) -> Facts {
        Facts(
            today: today, plan: plan, budget: budget, categories: categories, policy: policy, person: person,
            authority: authority, liveOrders: liveOrders.filter { $0.number != number }, reliefs: reliefs)
    }

    /// May the person who acts be told what is left? When nobody acts, the reader is staff.
    var showsBalances: Bool { authority?.allows(.statement) ?? true }

    package var settings: PolicySettings { policy?.settings ?? PolicySettings() }

    /// Is a declaration on file for this offer?
    package func isRelieved(_ listing: Listing) -> Bool {
        guard listing.terms.vat == .zeroWithDeclaration, !reliefs.isEmpty,
            let group = categories.group(of: listing.terms.category)
        else { return false }
        return reliefs.contains(ReliefKey(supplier: listing.supplier, goods: group.id))
    }
}

/// What rules may know about the holder.
package struct HolderFacts: Sendable, Hashable {
    package let dateOfBirth: Day
    package let standing: HolderStanding
    /// Where things are to be delivered; nil when the gazetteer does not know the postcode.
    package let place: Place?
    package let postcode: String
    /// Whose holder they are; where it is not known, only suppliers that are approved for everybody serve them.
    package let commissioner: Commissioner.ID?

    package init(
        dateOfBirth: Day, standing: HolderStanding = HolderStanding(), place: Place?, postcode: String,
        commissioner: Commissioner.ID? = nil
    ) {
        self.dateOfBirth = dateOfBirth
        self.standing = standing
        self.place = place
        self.postcode = postcode
        self.commissioner = commissioner
    }

    package init(_ holder: Holder, place: Place?, postcode: String) {
        self.init(
            dateOfBirth: holder.dateOfBirth, standing: holder.standing, place: place, postcode: postcode,
            commissioner: holder.commissioner)
    }

    /// In whole years on a day.
    package func age(on day: Day) -> Int { Age.years(from: dateOfBirth, to: day) }
}

/// An order line that is not over yet.
package struct LiveOrder: Sendable, Hashable {
    package let listing: Listing.ID
    package let number: String
    package let on: Day

    package init(listing: Listing.ID, number: String, on: Day) {
        self.listing = listing
        self.number = number
        self.on = on
    }
}

/// VAT relief is declared to one supplier for one class of goods (reference, D5).
package struct ReliefKey: Sendable, Hashable {
    package let supplier: Supplier.ID
    /// A group of categories.
    package let goods: Category.ID

    package init(supplier: Supplier.ID, goods: Category.ID) {
        self.supplier = supplier
        self.goods = goods
    }
}
