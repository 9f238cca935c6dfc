import Hummingbird
import NIOCore

/// What suppliers' programs can ask for: everything in the table, and the description made from it.
struct ProgramRoutes: Sendable {
    func add(to routes: Routes) {
        for call in Calls.all { routes.program(call) }
        let description = OpenAPI.document.canonicalBytes
        routes.get(Calls.description) { _, _ in
            .published(bytes: description, type: "application/json", seconds: 300)
        }
        routes.get(ProgramHelp.address) { _, _ in .page(ProgramHelp().view) }
    }
}

/// The table of everything that programs can ask for.
enum Calls {
    static let all = OrderCalls.all + ListingCalls.all + InvoiceCalls.all + RemittanceCalls.all + WebhookCalls.all
        + FileCalls.all

    static let description = "\(Call.root)/openapi.json"
}
