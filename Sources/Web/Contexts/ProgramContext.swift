import Catalogue
import Hummingbird
import Identity
import Operations
import Values

/// A request by a supplier's program, under `/api/`: it shows a key, and nothing else counts.
struct ProgramContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let program: Program
    let supplier: Supplier.ID

    init(context: VisitorContext) throws {
        guard let program = context.visit.program else {
            if let seconds = context.visit.wrongKeySeconds { throw ProgramProblem.tooManyWrongKeys(seconds: seconds) }
            throw ProgramProblem.keyNeeded
        }
        coreContext = context.coreContext
        self.program = program
        supplier = try program.principal.actingForSupplier()
    }

    static func isAddress(_ path: String) -> Bool { path.hasPrefix("/api/") || path == "/api" }
}

extension Front {
    /// Who comes with a key: nobody where it does not count. Many wrong keys from one address have to wait; right ones
    /// never do because of them.
    func programVisit(_ request: Request, from address: String) async throws -> Visit {
        var visit = Visit()
        let sent = request.headers[.authorization] ?? ""
        guard sent.lowercased().hasPrefix("bearer ") else { return visit }
        visit.program = try await desk.program(key: Text.tidy(String(sent.dropFirst(7))))
        if visit.program == nil {
            let verdict = gate.unknown.take(Network(of: address).text, at: desk.now)
            if !verdict.isAllowed { visit.wrongKeySeconds = verdict.seconds }
        }
        return visit
    }
}
