import Catalogue
import Identity
import Relational
import Values

/// An approval as staff look after it: who gave it, and who took it back.
package struct GrantedApproval: Sendable {
    /// Among the supplier's own.
    package let number: Int
    package let approval: SupplierApproval
    /// Nil for what an import gave.
    package let grantedBy: String?
    package let withdrawnBy: String?
    package let withdrawnAt: Moment?
    package let withdrawnWords: String?
}

/// A paper that ends, or has ended, on its day.
package struct EndingPaper: Sendable {
    package let supplier: Supplier.ID
    package let supplierName: String
    package let evidence: Evidence.ID
    package let requirement: Requirement.Code
    package let until: Day
    /// The last stage of warning that was told: days before the end, nought for after it; nil for none.
    package let warned: Int?
}

extension JoiningStore {
    /// All that a supplier was ever given, newest first.
    package func approvals(of supplier: Supplier.ID) throws -> [GrantedApproval] {
        try access.connection.rows(
            """
            SELECT a.*, g.name AS granter, w.name AS withdrawer FROM supplier_approvals a
            LEFT JOIN people g ON g.id = a.granted_by LEFT JOIN people w ON w.id = a.withdrawn_by
            WHERE a.supplier_id = \(supplier) ORDER BY a.number DESC
            """
        ).map { row in
            GrantedApproval(
                number: try row.integer("number"), approval: try SupplierStore<Access>.approval(row),
                grantedBy: try row.optionalText("granter"), withdrawnBy: try row.optionalText("withdrawer"),
                withdrawnAt: try row.optionalMoment("withdrawn_at"),
                withdrawnWords: try row.optionalText("withdrawn_words"))
        }
    }

    /// Papers of the suppliers that a commissioner lets its holders order from, which end by a day: those that still
    /// hold, the first to end first, then those that have ended, the last to end first. What ended long ago stays in
    /// the list until it is renewed, and hides nothing.
    package func ending(
        by day: Day, on today: Day, for commissioner: Commissioner.ID, skipping: Int = 0, most: Int
    ) throws -> [EndingPaper] {
        try access.connection.rows(
            """
            SELECT e.*, s.name FROM supplier_evidence e JOIN suppliers s ON s.id = e.supplier_id
            WHERE e.status IN ('accepted', 'waived') AND e.until <= \(day) AND s.status IN ('approved', 'suspended')
                AND EXISTS (SELECT 1 FROM supplier_approvals a WHERE a.supplier_id = s.id AND a.withdrawn_at IS NULL
                    AND (a.commissioner_id IS NULL OR a.commissioner_id = \(commissioner)))
            ORDER BY CASE WHEN e.until >= \(today) THEN 0 ELSE 1 END,
                CASE WHEN e.until >= \(today) THEN e.until ELSE '' END, e.until DESC, s.name, e.id
            LIMIT \(most) OFFSET \(skipping)
            """
        ).map(JoiningStore.ending)
    }

    package func endingCount(by day: Day, for commissioner: Commissioner.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS papers FROM supplier_evidence e JOIN suppliers s ON s.id = e.supplier_id
            WHERE e.status IN ('accepted', 'waived') AND e.until <= \(day) AND s.status IN ('approved', 'suspended')
                AND EXISTS (SELECT 1 FROM supplier_approvals a WHERE a.supplier_id = s.id AND a.withdrawn_at IS NULL
                    AND (a.commissioner_id IS NULL OR a.commissioner_id = \(commissioner)))
            """
        )?.integer("papers") ?? 0
    }

    /// What has come to a new stage of warning, a bounded number.
    package func due(on day: Day, most: Int) throws -> [EndingPaper] {
        let stages = Evidence.warningDays.map { day.adding(days: $0) }
        return try access.connection.rows(
            """
            SELECT e.*, s.name FROM supplier_evidence e JOIN suppliers s ON s.id = e.supplier_id
            WHERE e.status IN ('accepted', 'waived') AND s.status IN ('approved', 'suspended')
                AND e.until <= \(stages[0])
                AND ((e.warned IS NULL)
                    OR (e.until <= \(stages[1]) AND e.warned > \(Evidence.warningDays[1]))
                    OR (e.until <= \(stages[2]) AND e.warned > \(Evidence.warningDays[2]))
                    OR (e.until < \(day) AND e.warned > 0))
            ORDER BY e.until, e.id LIMIT \(most)
            """
        ).map(JoiningStore.ending)
    }

    private static func ending(_ row: Row) throws -> EndingPaper {
        EndingPaper(
            supplier: try row.id("supplier_id"), supplierName: try row.text("name"), evidence: try row.id("id"),
            requirement: try row.word("requirement"), until: try row.day("until"),
            warned: try row.optionalInteger("warned"))
    }

    /// Commissioners that have approved a supplier by name; nobody where one row is for all.
    package func approvers(of supplier: Supplier.ID) throws -> [Commissioner.ID] {
        try access.connection.rows(
            """
            SELECT DISTINCT commissioner_id FROM supplier_approvals
            WHERE supplier_id = \(supplier) AND commissioner_id IS NOT NULL AND withdrawn_at IS NULL
            ORDER BY commissioner_id
            """
        ).map { try $0.id("commissioner_id") }
    }

    /// Codes of all commissioners of the installation.
    package func commissioners() throws -> [(id: Commissioner.ID, name: String)] {
        try access.connection.rows("SELECT id, name FROM commissioners ORDER BY name, id")
            .map { (try $0.id("id"), try $0.text("name")) }
    }
}

extension JoiningStore where Access: Writing {
    package func grant(
        _ approval: SupplierApproval, to supplier: Supplier.ID, by person: Person.ID, at now: Moment
    ) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_approvals (supplier_id, number, commissioner_id, category_id, first_day, last_day,
                granted_by, granted_at)
            SELECT \(supplier), COUNT(*) + 1, \(approval.commissioner), \(approval.category), \(approval.first),
                \(approval.last), \(person), \(now)
            FROM supplier_approvals WHERE supplier_id = \(supplier)
            """)
    }

    /// - Returns: false where it is not there, or was taken back before.
    package func withdraw(
        _ number: Int, of supplier: Supplier.ID, by person: Person.ID, at now: Moment, _ words: String
    ) throws -> Bool {
        try access.connection.run(
            """
            UPDATE supplier_approvals SET withdrawn_by = \(person), withdrawn_at = \(now), withdrawn_words = \(words)
            WHERE supplier_id = \(supplier) AND number = \(number) AND withdrawn_at IS NULL
            """) == 1
    }

    package func note(_ evidence: Evidence.ID, warned stage: Int) throws {
        try access.connection.run("UPDATE supplier_evidence SET warned = \(stage) WHERE id = \(evidence)")
    }
}
