import Catalogue
import Hummingbird
import Identity
import Operations
import Values

/// One visit to one address: who comes, with which browser, and for whom.
package struct Visit: Sendable {
    /// The secret in the browser's cookie; of a session where somebody is signed in.
    package var secret = ""
    /// Goes into every form, and must come back with it.
    package var token = ""
    package var principal: Principal?
    /// With what they come, such as “Firefox on Windows”; empty where the browser does not say.
    package var device = ""
    /// That people have signed in by this browser before; nil where nobody has.
    var browser: KnownBrowser?
    /// Path and query, to come back to after signing in.
    package var address = "/"
    /// A program of a supplier that came with its key, to an address for programs.
    package var program: Program?
    /// So long its address has to wait, after too many keys that do not count.
    package var wrongKeySeconds: Int?
}

/// A request in some capacity.
protocol SiteContext: ChildRequestContext where ParentContext == VisitorContext {
    var visit: Visit { get }
}

/// A request by anybody.
package struct VisitorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var visit = Visit()
    /// From where, without the port; empty where that is not known.
    var address: String

    package init(source: Source) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Nobody is signed in, or the session has ended.
struct SignInNeeded: Error {}

/// A holder or carer is signed in, and has to choose for whom they act.
struct ChoiceNeeded: Error {}

/// A request by somebody who is signed in, in whatever capacity.
struct PersonContext: SiteContext {
    var coreContext: CoreRequestContextStorage
    let visit: Visit
    let principal: Principal

    init(context: VisitorContext) throws {
        guard let principal = context.visit.principal else { throw SignInNeeded() }
        coreContext = context.coreContext
        visit = context.visit
        self.principal = principal
    }
}

/// A request by somebody who acts for a holder. A handler that takes this cannot be reached by anyone else.
struct HolderContext: SiteContext {
    var coreContext: CoreRequestContextStorage
    let visit: Visit
    let principal: Principal
    let authority: Authority
    let holderName: String

    init(context: VisitorContext) throws {
        guard let principal = context.visit.principal else { throw SignInNeeded() }
        guard principal.person.role.shops else { throw NotFound() }
        guard case .holder(let authority, let name) = principal.capacity else { throw ChoiceNeeded() }
        coreContext = context.coreContext
        visit = context.visit
        self.principal = principal
        self.authority = authority
        holderName = name
    }

    var holder: Holder.ID { authority.holder }
}

/// A request by a supplier's staff.
struct SupplierContext: SiteContext {
    var coreContext: CoreRequestContextStorage
    let visit: Visit
    let principal: Principal
    let supplier: Supplier.ID
    let supplierName: String

    init(context: VisitorContext) throws {
        guard let principal = context.visit.principal else { throw SignInNeeded() }
        guard case .supplier(_, let name) = principal.capacity else { throw NotFound() }
        coreContext = context.coreContext
        visit = context.visit
        self.principal = principal
        supplier = try principal.actingForSupplier()
        supplierName = name
    }
}

/// A request by a commissioner's staff.
struct CommissionerContext: SiteContext {
    var coreContext: CoreRequestContextStorage
    let visit: Visit
    let principal: Principal
    let commissioner: Commissioner.ID
    let commissionerName: String

    init(context: VisitorContext) throws {
        guard let principal = context.visit.principal else { throw SignInNeeded() }
        guard case .commissioner(let id, let name) = principal.capacity else { throw NotFound() }
        coreContext = context.coreContext
        visit = context.visit
        self.principal = principal
        commissioner = id
        commissionerName = name
    }
}
