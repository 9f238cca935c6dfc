import Catalogue
import Relational
import Storage
import Values

/// `listings.csv`.
struct ImportListings: ImportStep {
    static let file = "listings.csv"
    static let columns = [
        "code", "supplier", "category", "title", "description", "unit", "price", "vat", "lead_days", "delivery",
        "cancellation", "gtin", "maximum_quantity", "stock",
    ]
    static let optionalColumns = ["cancel_free_days", "cancel_fee_percent"]
    static let key = ["code"]
    /// Judged by itself: what was sold since the last import stays sold while the file says the same number.
    static let once: Set<String> = ["stock"]

    let categories: Categories

    struct Candidate: Sendable {
        let id: Listing.ID
        let supplier: Supplier.ID
        let terms: ListingTerms
        let stock: Int?
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let (code, supplier) = (row.code("code"), row.code("supplier"))
        var text = ListingText()
        text.category = row.raw("category")
        text.title = row.raw("title")
        text.description = row.raw("description")
        text.unit = row.raw("unit")
        text.price = row.raw("price")
        text.vat = row.raw("vat")
        text.leadDays = row.raw("lead_days")
        text.delivery = row.raw("delivery")
        text.cancellation = row.raw("cancellation")
        text.gtin = row.raw("gtin")
        text.quantityMaximum = row.raw("maximum_quantity")
        text.stock = row.raw("stock")
        text.cancelFreeDays = row.raw("cancel_free_days")
        text.cancelFeePercent = row.raw("cancel_fee_percent")
        do {
            let terms = try text.checked(against: categories, asksAttributes: false)
            let stock = try text.checkedNumbers().stock
            guard let code, let supplier else { return nil }
            return Candidate(id: .init(code), supplier: .init(supplier), terms: terms, stock: stock)
        } catch {
            for problem in error.problems { row.add(problem.field, problem.words) }
            return nil
        }
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard try writing.isKnown(candidate.supplier) else {
            return .refused("supplier", "supplier \(candidate.supplier) is not known")
        }
        let there = try writing.tx.listings.imported(candidate.id)
        if let there, there.listing.supplier != candidate.supplier {
            let owner = there.listing.supplier
            return .refused("supplier", "listing \(candidate.id) belongs to \(owner) and cannot change hands")
        }
        if there?.listing.status == .rejected {
            return .refused("code", "listing \(candidate.id) was rejected; give it another code")
        }
        let revision = try writing.offersRevision()
        let outcome = try writing.tx.listings.take(
            candidate.id, over: there, of: candidate.supplier, terms: candidate.terms, source: source.digest,
            revision: revision, at: writing.recording.now)
        let moved = try writing.tx.stock.take(file: candidate.stock, of: candidate.id, at: writing.recording.now)
        return .taken(outcome == .unchanged && moved ? .changed : outcome)
    }
}
