import Catalogue
import Relational
import Values

/// Something about a supplier that waits for somebody of the staff, whichever commissioner's.
package struct StaffWaiting: Sendable, Hashable {
    package enum What: String, Sendable, CaseIterable {
        /// An application, with all that it holds.
        case application
        /// Given by a supplier that has been let in: a renewal, or something that it needs now.
        case evidence
        /// Waits for a call back.
        case account
        /// A yes that is to become a no.
        case answer
    }

    package let supplier: Supplier.ID
    package let supplierName: String
    package let what: What
    /// Of evidence; nil for everything else.
    package let requirement: Requirement.Code?
    package let since: Moment
}

extension JoiningStore {
    /// The longest waiting first.
    package func waiting(skipping: Int, most: Int) throws -> [StaffWaiting] {
        try access.connection.rows(
            """
            SELECT s.id, s.name, 'application' AS what, '' AS subject,
                COALESCE((SELECT MAX(m.at) FROM supplier_moves m WHERE m.supplier_id = s.id), 0) AS since
            FROM suppliers s WHERE s.status = 'in_review'
            UNION ALL
            SELECT s.id, s.name, 'evidence', e.requirement, e.offered_at
            FROM supplier_evidence e JOIN suppliers s ON s.id = e.supplier_id
            WHERE e.status = 'offered' AND s.status IN ('approved', 'suspended')
            UNION ALL
            SELECT s.id, s.name, 'account', '', b.entered_at
            FROM supplier_bank_accounts b JOIN suppliers s ON s.id = b.supplier_id
            WHERE b.status = 'proposed' AND s.status IN ('approved', 'suspended')
            UNION ALL
            SELECT s.id, s.name, 'answer', '',
                COALESCE((SELECT MAX(n.at) FROM supplier_notices n
                    WHERE n.supplier_id = s.id AND n.kind = 'answers-changed'), 0)
            FROM supplier_profiles p JOIN suppliers s ON s.id = p.supplier_id
            WHERE p.wishes <> '[]' AND s.status IN ('approved', 'suspended')
            ORDER BY since, name, what, subject LIMIT \(most) OFFSET \(skipping)
            """
        ).map { row in
            let what: StaffWaiting.What = try row.word("what")
            return StaffWaiting(
                supplier: try row.id("id"), supplierName: try row.text("name"), what: what,
                requirement: what == .evidence ? try row.word("subject") : nil, since: try row.moment("since"))
        }
    }

    package func waitingCount() throws -> Int {
        try access.connection.row(
            """
            SELECT (SELECT COUNT(*) FROM suppliers WHERE status = 'in_review')
                + (SELECT COUNT(*) FROM supplier_evidence e JOIN suppliers s ON s.id = e.supplier_id
                    WHERE e.status = 'offered' AND s.status IN ('approved', 'suspended'))
                + (SELECT COUNT(*) FROM supplier_bank_accounts b JOIN suppliers s ON s.id = b.supplier_id
                    WHERE b.status = 'proposed' AND s.status IN ('approved', 'suspended'))
                + (SELECT COUNT(*) FROM supplier_profiles p JOIN suppliers s ON s.id = p.supplier_id
                    WHERE p.wishes <> '[]' AND s.status IN ('approved', 'suspended')) AS waiting
            """
        )?.integer("waiting") ?? 0
    }
}
