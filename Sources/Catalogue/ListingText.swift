import Values

/// A listing as it was typed or imported: text, until all of it is checked. One check for pages and files.
package struct ListingText: Sendable, Hashable, Codable {
    package var category = ""
    package var title = ""
    package var description = ""
    package var unit = ""
    package var price = ""
    package var vat = ""
    package var leadDays = ""
    package var delivery = ""
    package var cancellation = ""
    package var gtin = ""
    package var quantityMaximum = ""
    /// How many there are; empty where nobody counts.
    package var stock = ""

    package init() {}

    package init(_ listing: Listing) {
        self.init(listing.terms)
        stock = listing.stock.map(String.init) ?? ""
    }

    package init(_ terms: ListingTerms) {
        category = terms.category.text
        title = terms.title
        description = terms.description
        unit = terms.unit
        price = terms.price.decimal
        vat = terms.vat.rawValue
        leadDays = String(terms.leadDays)
        delivery = terms.delivery
        cancellation = terms.cancellation
        gtin = terms.gtin?.digits ?? ""
        quantityMaximum = String(terms.quantityMaximum)
    }

    package static let titleCharactersMaximum = 120
    package static let descriptionCharactersMaximum = 2_000
    package static let unitCharactersMaximum = 40
    package static let termsCharactersMaximum = 500
    package static let leadDaysMaximum = 365
    package static let quantityMaximumMaximum = 10_000
    package static let stockMaximum = 1_000_000
    package static let priceMaximum = Money(pence: 10_000_000)

    /// - Throws: every problem, by the names of the fields above in `snake_case`.
    package func checked(against categories: Categories) throws(FieldProblems) -> ListingTerms {
        var problems = FieldProblems()
        let category = checkCategory(categories, &problems)
        let title = check(Text.line(title), "title", "Title", ListingText.titleCharactersMaximum, &problems)
        let description = check(
            description, "description", "Description", ListingText.descriptionCharactersMaximum, &problems)
        let unit = check(Text.line(unit), "unit", "Unit", ListingText.unitCharactersMaximum, &problems)
        let delivery = check(delivery, "delivery", "Delivery", ListingText.termsCharactersMaximum, &problems)
        let cancellation = check(
            cancellation, "cancellation", "Cancellation", ListingText.termsCharactersMaximum, &problems)
        let price = checkPrice(&problems)
        let vat = VAT(rawValue: Text.tidy(vat))
        if vat == nil {
            problems.add("vat", "VAT must be one of \(VAT.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let leadDays = check(leadDays, "lead_days", "Lead time", 0...ListingText.leadDaysMaximum, &problems)
        let quantity = check(
            quantityMaximum, "maximum_quantity", "Largest quantity", 1...ListingText.quantityMaximumMaximum, &problems)
        let gtin = checkGTIN(&problems)
        _ = checkStock(&problems)
        guard problems.isEmpty, let category, let price, let vat, let leadDays, let quantity else { throw problems }
        return ListingTerms(
            category: category, title: title, description: description, unit: unit, price: price, vat: vat,
            leadDays: leadDays, delivery: delivery, cancellation: cancellation, gtin: gtin, quantityMaximum: quantity)
    }

    /// How many there are; nil where nobody counts.
    /// - Throws: the problem with it.
    package func checkedStock() throws(FieldProblems) -> Int? {
        var problems = FieldProblems()
        let number = checkStock(&problems)
        guard problems.isEmpty else { throw problems }
        return number
    }

    private func checkStock(_ problems: inout FieldProblems) -> Int? {
        guard !Text.tidy(stock).isEmpty else { return nil }
        return check(stock, "stock", "Number in stock", 0...ListingText.stockMaximum, &problems)
    }

    private func checkCategory(_ categories: Categories, _ problems: inout FieldProblems) -> Category.ID? {
        let id = Category.ID(Text.tidy(category))
        guard let found = categories[id] else {
            problems.add("category", id.text.isEmpty ? "Category is missing" : "Category \(id) is not known")
            return nil
        }
        guard found.item != nil else {
            problems.add("category", "Category must be an item type, not the group \(found.title)")
            return nil
        }
        return id
    }

    private func checkPrice(_ problems: inout FieldProblems) -> Money? {
        do {
            let money = try Money(reading: price)
            if money.isPositive, money <= ListingText.priceMaximum { return money }
            let bound = money.isPositive ? "not be more than \(ListingText.priceMaximum)" : "be more than £0.00"
            problems.add("price", "Price must \(bound)")
        } catch {
            problems.add("price", "Price \(error)")
        }
        return nil
    }

    private func checkGTIN(_ problems: inout FieldProblems) -> GTIN? {
        let text = Text.tidy(gtin)
        guard !text.isEmpty else { return nil }
        do {
            return try GTIN(text)
        } catch {
            problems.add("gtin", "GTIN \(error)")
            return nil
        }
    }

    private func check(
        _ text: String, _ field: String, _ name: String, _ most: Int, _ problems: inout FieldProblems
    ) -> String {
        let tidy = Text.tidy(text)
        if tidy.isEmpty { problems.add(field, "\(name) is missing") }
        // Scalars, not characters: one character can carry any number of combining marks.
        if tidy.unicodeScalars.count > most {
            problems.add(field, "\(name) must not be longer than \(most) characters")
        }
        return tidy
    }

    private func check(
        _ text: String, _ field: String, _ name: String, _ range: ClosedRange<Int>, _ problems: inout FieldProblems
    ) -> Int? {
        if let number = Int(Text.tidy(text)), range.contains(number) { return number }
        problems.add(field, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }
}
