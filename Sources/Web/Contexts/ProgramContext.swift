import Catalogue
import Hummingbird
import Identity
import Operations
import Values

/// A request by a supplier's program, under `/api/`: it shows a key, and nothing else counts.
struct ProgramContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let principal: Principal
    let supplier: Supplier.ID

    init(context: VisitorContext) throws {
        guard context.visit.isProgram, let principal = context.visit.principal else { throw KeyNeeded() }
        coreContext = context.coreContext
        self.principal = principal
        supplier = try principal.actingForSupplier()
    }

    static func isAddress(_ path: String) -> Bool { path.hasPrefix("/api/") }
}

/// No key, or none that counts.
struct KeyNeeded: Error {}

extension Front {
    /// Who comes with a key: nobody where it is not known, or revoked.
    func programVisit(_ request: Request) async throws -> Visit {
        var visit = Visit()
        visit.isProgram = true
        let sent = request.headers[.authorization] ?? ""
        guard sent.lowercased().hasPrefix("bearer ") else { return visit }
        visit.principal = try await desk.principal(key: Text.tidy(String(sent.dropFirst(7))))
        return visit
    }
}
