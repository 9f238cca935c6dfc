import Operations
import Outbox

/// How each thing of the product moves on: for anybody who wants to know.
struct WorkflowRoutes: Sendable {
    func add(to routes: Routes) {
        routes.get("/help/workflows") { _, _ in .page(WorkflowListPage().view) }
        routes.get("/help/workflows/:name") { _, context in
            guard let table = Workflows.named(context.parameters.get("name") ?? "") else { throw NotFound() }
            return .page(WorkflowPage(table: table).view)
        }
    }
}
