import Catalogue
import Outbox
import Relational
import Values

/// Messages about suppliers themselves.
package struct SupplierNoticeStore<Access: Reading> { let access: Access }

extension Reading {
    package var supplierNotices: SupplierNoticeStore<Self> { SupplierNoticeStore(access: self) }
}

extension SupplierNoticeStore {
    /// The newest messages to one recipient, or older ones.
    package func latest(
        for recipient: Message.Recipient, skipping: Int = 0, count: Int
    ) throws -> [SupplierNotice] {
        try access.connection.rows(
            """
            SELECT * FROM supplier_notices WHERE recipient = \(recipient.code) ORDER BY id DESC
            LIMIT \(count) OFFSET \(skipping)
            """
        ).map { row in
            SupplierNotice(
                id: try row.id("id"), supplier: try row.id("supplier_id"), kind: try row.word("kind"),
                subject: try row.text("subject"), recipient: recipient, occasion: try row.text("occasion"),
                at: try row.moment("at"))
        }
    }
}

extension SupplierNoticeStore {
    package func count(for recipient: Message.Recipient) throws -> Int {
        try access.connection.row(
            "SELECT COUNT(*) AS notices FROM supplier_notices WHERE recipient = \(recipient.code)"
        )?.integer("notices") ?? 0
    }
}

extension SupplierNoticeStore where Access: Writing {
    /// Unique by supplier, kind, recipient and occasion: saying it again does nothing.
    package func insert(_ notice: SupplierNotice) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_notices (id, supplier_id, kind, subject, recipient, occasion, at)
            VALUES (\(notice.id), \(notice.supplier), \(notice.kind.rawValue), \(notice.subject),
                \(notice.recipient.code), \(notice.occasion), \(notice.at))
            ON CONFLICT (supplier_id, kind, recipient, occasion) DO NOTHING
            """)
    }
}
