import Catalogue
import Identity
import Outbox
import Relational
import Storage
import Values

/// Does what belongs to every change of a supplier: the version, the checks that the judge reads, and who is told.
struct SupplierClerk {
    let tx: Transaction
    let tools: Tools
    private(set) var supplier: Supplier

    /// - Throws: `NotFound`.
    init(_ id: Supplier.ID, _ tx: Transaction, _ tools: Tools) throws {
        guard let supplier = try tx.suppliers.find(id) else { throw NotFound() }
        (self.tx, self.tools, self.supplier) = (tx, tools, supplier)
    }

    /// For somebody of the staff, and one step.
    /// - Throws: `NotFound`, `StaffRefusal`.
    init(
        _ id: Supplier.ID, _ step: StaffStep, by principal: Principal, _ tx: Transaction, _ tools: Tools
    ) throws {
        _ = try principal.actingForCommissioner()
        try self.init(id, tx, tools)
        try tx.must(step, about: id, as: principal)
    }

    func checklist() throws -> Checklist { try tx.joining.checklist(of: supplier.id) }

    /// Moves the supplier by its table, and keeps why.
    /// - Throws: `WorkflowRefusal`, `CatalogueRefusal.supplierChanged`.
    mutating func move(_ action: SupplierAction, _ reason: String, by person: Person.ID) throws {
        let checklist = try checklist()
        let nothingOpen = try tx.supplierOrders.openCount(of: supplier.id) == 0
        let (isSomewhere, day) = (!supplier.isNowhere, tools.today)
        try supplier.perform(action) { name in
            switch name {
            case .complete: checklist.isComplete(on: day) && isSomewhere
            case .settled: checklist.isSettled(on: day) && isSomewhere
            case .nothingOpen: nothingOpen
            }
        }
        try save()
        if action == .approve { try noteName() }
        try tx.suppliers.append(
            SupplierMove(action: action, reason: reason, by: person, at: tools.now), of: supplier.id)
        try tell(action.notice, occasion: "\(supplier.version)", to: action.isTheirs ? .staff : .supplier)
    }

    /// Writes what has been seen of the papers where the judge reads it.
    mutating func noteChecks() throws {
        let checks = try checklist().checks(on: tools.today)
        guard checks != supplier.checks else { return }
        supplier.note(checks)
        try save()
    }

    /// Something that belongs to the supplier has changed: shelves are to notice.
    mutating func noteChange() throws {
        supplier.noteChange()
        try save()
    }

    mutating func change(_ body: (inout Supplier) -> Void) throws {
        let name = supplier.name
        body(&supplier)
        try save()
        if supplier.status.isKnown, supplier.name != name { try noteName() }
    }

    /// Slips of the pen in the name are forgiven from now on; before it was let in, nobody looks for it.
    private func noteName() throws {
        try tx.structure.note(wordsOf: supplier.name, revision: try tx.listings.nextRevision())
    }

    private func save() throws {
        try tx.suppliers.save(supplier, revision: try tx.listings.nextRevision())
    }

    // MARK: Who is told

    enum Side {
        case supplier
        /// Those who have approved it by name; where nobody has, all of them.
        case staff
    }

    /// - Parameter subject: a requirement's or a category's code, or empty.
    func tell(_ kind: SupplierNotice.Kind, _ subject: String = "", occasion: String, to side: Side) throws {
        let recipients: [Message.Recipient]
        switch side {
        case .supplier: recipients = [.supplier(supplier.id)]
        case .staff:
            let named = try tx.joining.approvers(of: supplier.id)
            recipients = (named.isEmpty ? try tx.joining.commissioners().map(\.id) : named).map { .commissioner($0) }
        }
        for recipient in recipients {
            try tx.supplierNotices.insert(
                SupplierNotice(
                    id: tools.new(), supplier: supplier.id, kind: kind, subject: subject, recipient: recipient,
                    occasion: occasion, at: tools.now))
        }
    }
}

extension Supplier {
    /// Has nobody said yet where they go?
    var isNowhere: Bool { coverage.isNowhere && places.allSatisfy(\.coverage.isNowhere) }
}

extension SupplierAction {
    fileprivate var notice: SupplierNotice.Kind {
        switch self {
        case .submit, .applyAgain: .applicationSent
        case .askForMore: .moreAsked
        case .approve: .approved
        case .refuse: .refused
        case .suspend: .suspended
        case .lift: .lifted
        case .end: .ended
        }
    }
}

/// A reason that has to be said, as it is kept.
/// - Throws: `FieldProblems`.
func mustSay(_ typed: String, _ field: String, _ missing: String, most: Int) throws(FieldProblems) -> String {
    let text = Text.tidy(typed)
    guard !text.isEmpty else { throw FieldProblems(field, missing) }
    guard text.unicodeScalars.count <= most else { throw FieldProblems(field, "Write at most \(most) characters") }
    return text
}
