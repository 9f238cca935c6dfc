import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

// Each operation begins by asking in which capacity the person acts; in any other, the thing is not there for them.

extension Principal {
    /// - Throws: `NotFound` when the person does not act for a holder.
    func actingForHolder() throws(NotFound) -> Authority {
        guard let authority else { throw NotFound() }
        return authority
    }

    /// The same, for something that not every authority allows.
    /// - Throws: `AuthorityRefusal.notInScope` when the authority does not allow it.
    func actingForHolder(to scope: Authority.Scope) throws -> Authority {
        let authority = try actingForHolder()
        try authority.must(scope)
        return authority
    }

    /// - Throws: `NotFound` when the person is not a supplier's staff.
    package func actingForSupplier() throws(NotFound) -> Supplier.ID {
        guard case .supplier(let id, _) = capacity else { throw NotFound() }
        return Supplier.ID(id.text)
    }

    /// The same, for a part of the work that is not everybody's.
    /// - Throws: `NotFound`, or `TeamRefusal.notYours`.
    package func actingForSupplier(to duty: SupplierDuty) throws -> Supplier.ID {
        let supplier = try actingForSupplier()
        try must(duty)
        return supplier
    }

    /// - Throws: `NotFound` when the person is not a commissioner's staff.
    package func actingForCommissioner() throws(NotFound) -> Commissioner.ID {
        guard case .commissioner(let id, _) = capacity else { throw NotFound() }
        return id
    }
}

extension Reading {
    /// Whoever signs does so on the authority that they have now, not on the one they had when they began to send the
    /// form: it may have been ended or limited meanwhile.
    /// - Throws: `OrderRefusal.changedSinceShown`.
    func mustStillHold(_ authority: Authority) throws {
        guard try holders.authority(authority.id) == authority else { throw OrderRefusal.changedSinceShown }
    }

    /// The holder whom the authority is about. - Throws: `NotFound`.
    func holder(of authority: Authority) throws -> Holder {
        guard let holder = try holders.find(authority.holder) else { throw NotFound() }
        return holder
    }
}
