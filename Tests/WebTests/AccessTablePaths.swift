import Operations
import Orders
import Plans

extension AccessTableTests {
    /// Steps are about Ann's plan in force; what is written is the draft of Finn's.
    static func planPath(_ path: String, _ draft: PlanVersionID, _ asked: Approval) -> String {
        let steps = ["suspension", "end", "resumption", "transfer", "addition"]
        let isStep = steps.contains { path.hasSuffix("/\($0)") }
        return path.replacing("documents/:version", with: "documents/2")
            .replacing(":plan/:version", with: isStep ? "plan-ann/1" : draft.text)
            .replacing("requests/:request", with: "requests/\(path.hasPrefix("/orders") ? asked.id.text : "x")")
            .replacing("/supplier/places/:number", with: "/supplier/places/0")
            .replacing("/supplier/team/:person", with: "/supplier/team/p-petra")
            .replacing(":person", with: "p-joan").replacing(":requirement", with: "legal-form")
            .replacing(":holder", with: "h-ann").replacing(":authority", with: "new")
            .replacing(":question", with: "employs")
            .replacing(":item", with: "new").replacing(":name", with: "plan")
            .replacing("**", with: "l-physio").replacing(":number", with: "1")
    }
}
