import Catalogue
import Identity
import Relational
import Values

/// What suppliers have shown of themselves, and what staff made of it.
package struct JoiningStore<Access: Reading> { let access: Access }

extension Reading {
    package var joining: JoiningStore<Self> { JoiningStore(access: self) }
}

/// What a supplier says it is, as far as it has said it.
package struct SupplierProfile: Sendable {
    package var kind: SupplierKind?
    package var answers: [Question: Bool]
    /// Questions that it would now answer with no, and staff have not agreed.
    package var wishes: Set<Question>
    /// Nil for what was imported and has not said it yet.
    package var details: SupplierDetails?
    /// Nil for what was imported.
    package var appliedAt: Moment?

    package init(
        kind: SupplierKind? = nil, answers: [Question: Bool] = [:], wishes: Set<Question> = [],
        details: SupplierDetails? = nil, appliedAt: Moment? = nil
    ) {
        self.kind = kind
        self.answers = answers
        self.wishes = wishes
        self.details = details
        self.appliedAt = appliedAt
    }
}

extension JoiningStore {
    /// An empty one where nothing has been said.
    package func profile(of supplier: Supplier.ID) throws -> SupplierProfile {
        guard let row = try access.connection.row(
            "SELECT * FROM supplier_profiles WHERE supplier_id = \(supplier)")
        else { return SupplierProfile() }
        let kind: SupplierKind? = try row.optionalText("kind") == nil ? nil : try row.word("kind")
        let answers: [String: Bool] = try row.json("answers")
        let wishes: [String] = try row.json("wishes")
        let known = answers.compactMap { name, answer in Question(rawValue: name).map { ($0, answer) } }
        return SupplierProfile(
            kind: kind, answers: Dictionary(known, uniquingKeysWith: { first, _ in first }),
            wishes: Set(wishes.compactMap(Question.init(rawValue:))),
            details: try kind.flatMap { try JoiningStore.details(row, $0) },
            appliedAt: try row.optionalMoment("applied_at"))
    }

    private static func details(_ row: Row, _ kind: SupplierKind) throws -> SupplierDetails? {
        guard let postcode = try row.optionalText("postcode") else { return nil }
        return SupplierDetails(
            kind: kind, legalForm: try row.word("legal_form"), number: try row.text("number"),
            vatNumber: try row.text("vat_number"), address: try row.text("address"),
            postcode: try Postcode(postcode), contact: try row.text("contact"))
    }

    /// Everything that was ever given, oldest first.
    package func evidence(of supplier: Supplier.ID) throws -> [Evidence] {
        try access.connection.rows(
            "SELECT * FROM supplier_evidence WHERE supplier_id = \(supplier) ORDER BY offered_at, id"
        ).map(JoiningStore.evidence)
    }

    static func evidence(_ row: Row) throws -> Evidence {
        let decision = try row.optionalMoment("decided_at").map { at in
            Evidence.Decision(by: try row.optionalText("decided_by"), at: at, reason: try row.text("reason"))
        }
        return Evidence(
            id: try row.id("id"), requirement: try row.word("requirement"),
            content: Evidence.Content(
                number: try row.text("number"), otherNumber: try row.text("other_number"),
                words: try row.text("words"), sum: try row.optionalMoney("sum_pence"),
                expires: try row.optionalDay("expires_on")),
            offeredBy: try row.optionalText("offered_by"), offeredAt: try row.moment("offered_at"),
            status: try row.word("status"), decision: decision, until: try row.optionalDay("until"))
    }

    package func accounts(of supplier: Supplier.ID) throws -> [BankAccount] {
        try accounts(of: [supplier])[supplier] ?? []
    }

    /// Every account that was ever given, oldest first, by supplier.
    package func accounts(of suppliers: [Supplier.ID]) throws -> [Supplier.ID: [BankAccount]] {
        let rows = try access.connection.rows(
            "SELECT * FROM supplier_bank_accounts WHERE supplier_id IN (\(list: suppliers)) ORDER BY entered_at, id")
        var accounts: [Supplier.ID: [BankAccount]] = [:]
        for row in rows { accounts[try row.id("supplier_id"), default: []].append(try JoiningStore.account(row)) }
        return accounts
    }

    private static func account(_ row: Row) throws -> BankAccount {
        let decision = try row.optionalText("decided_by").map { by in
            Evidence.Decision(by: by, at: try row.moment("decided_at"), reason: try row.text("words"))
        }
        return BankAccount(
            id: try row.id("id"), holder: try row.text("holder"), sortCode: try row.text("sort_code"),
            number: try row.text("number"), enteredBy: try row.text("entered_by"),
            enteredAt: try row.moment("entered_at"), status: try row.word("status"), decision: decision)
    }

    package func checklist(of supplier: Supplier.ID) throws -> Checklist {
        let profile = try profile(of: supplier)
        return Checklist(
            kind: profile.kind, answers: profile.answers, wishes: profile.wishes,
            isBroughtAlong: profile.appliedAt == nil, evidence: try evidence(of: supplier),
            accounts: try accounts(of: supplier))
    }

    /// How many have applied since a moment.
    package func applications(since moment: Moment) throws -> Int {
        try access.connection.row(
            "SELECT COUNT(*) AS applications FROM supplier_profiles WHERE applied_at >= \(moment)"
        )?.integer("applications") ?? 0
    }
}

extension JoiningStore where Access: Writing {
    package func save(_ profile: SupplierProfile, of supplier: Supplier.ID) throws {
        let pairs = profile.answers.map { ($0.key.rawValue, $0.value) }
        let answers = try StoredJSON.text(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        let wishes = try StoredJSON.text(profile.wishes.map(\.rawValue).sorted())
        let details = profile.details
        try access.connection.run(
            """
            INSERT INTO supplier_profiles (supplier_id, kind, answers, wishes, legal_form, number, vat_number,
                address, postcode, contact, applied_at)
            VALUES (\(supplier), \(profile.kind?.rawValue), \(answers), \(wishes),
                \(details?.legalForm.rawValue), \(details?.number ?? ""), \(details?.vatNumber ?? ""),
                \(details?.address ?? ""), \(details?.postcode.description), \(details?.contact ?? ""),
                \(profile.appliedAt))
            ON CONFLICT (supplier_id) DO UPDATE SET kind = excluded.kind, answers = excluded.answers,
                wishes = excluded.wishes, legal_form = excluded.legal_form, number = excluded.number,
                vat_number = excluded.vat_number, address = excluded.address, postcode = excluded.postcode,
                contact = excluded.contact
            """)
    }

    func set(_ kind: SupplierKind, of supplier: Supplier.ID) throws {
        var profile = try profile(of: supplier)
        profile.kind = kind
        try save(profile, of: supplier)
    }

    package func insert(_ evidence: Evidence, of supplier: Supplier.ID) throws {
        let content = evidence.content
        try access.connection.run(
            """
            INSERT INTO supplier_evidence (id, supplier_id, requirement, number, other_number, words, sum_pence,
                expires_on, offered_by, offered_at, status, decided_by, decided_at, reason, until)
            VALUES (\(evidence.id), \(supplier), \(evidence.requirement.rawValue), \(content.number),
                \(content.otherNumber), \(content.words), \(content.sum), \(content.expires), \(evidence.offeredBy),
                \(evidence.offeredAt), \(evidence.status.rawValue), \(evidence.decision?.by),
                \(evidence.decision?.at), \(evidence.decision?.reason), \(evidence.until))
            """)
    }

    /// Saves what was decided. Another end is warned of anew.
    /// - Returns: false where somebody else was quicker.
    package func save(_ evidence: Evidence, from before: EvidenceStatus) throws -> Bool {
        try access.connection.run(
            """
            UPDATE supplier_evidence SET status = \(evidence.status.rawValue), decided_by = \(evidence.decision?.by),
                decided_at = \(evidence.decision?.at), reason = \(evidence.decision?.reason),
                until = \(evidence.until), warned = NULL
            WHERE id = \(evidence.id) AND status = \(before.rawValue)
            """) == 1
    }

    package func insert(_ account: BankAccount, of supplier: Supplier.ID) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_bank_accounts (id, supplier_id, holder, sort_code, number, entered_by, entered_at,
                status)
            VALUES (\(account.id), \(supplier), \(account.holder), \(account.sortCode), \(account.number),
                \(account.enteredBy), \(account.enteredAt), \(account.status.rawValue))
            """)
    }

    /// - Returns: false where somebody else was quicker.
    package func save(_ account: BankAccount, from before: BankAccountStatus) throws -> Bool {
        try access.connection.run(
            """
            UPDATE supplier_bank_accounts SET status = \(account.status.rawValue), decided_by = \(account.decision?.by),
                decided_at = \(account.decision?.at), words = \(account.decision?.reason)
            WHERE id = \(account.id) AND status = \(before.rawValue)
            """) == 1
    }
}
