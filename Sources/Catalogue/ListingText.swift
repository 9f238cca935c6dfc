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
    /// Empty, like nought: see `CancellationTerms`.
    package var cancelFreeDays = ""
    package var cancelFeePercent = ""
    /// Empty, like one.
    package var quantityMinimum = ""
    /// Units that the supplier can give in one week; empty where nobody counts.
    package var capacity = ""
    /// The supplier's own code of the listing that takes its place; empty for none.
    package var replacement = ""
    /// What the schema of the category asks for, by field.
    package var attributes: [String: String] = [:]

    package init() {}

    /// - Parameter replacement: the own code of the listing that takes its place.
    package init(_ listing: Listing, replacement: String = "") {
        self.init(listing.terms)
        stock = listing.stock.map(String.init) ?? ""
        capacity = listing.capacityPerWeek.map(String.init) ?? ""
        self.replacement = replacement
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
        cancelFreeDays = String(terms.cancelling.freeDays)
        cancelFeePercent = String(terms.cancelling.feePercent)
        quantityMinimum = String(terms.quantityMinimum)
        attributes = terms.attributes.mapValues(\.text)
    }

    package static let titleCharactersMaximum = 120
    package static let descriptionCharactersMaximum = 2_000
    package static let unitCharactersMaximum = 40
    package static let termsCharactersMaximum = 500
    package static let leadDaysMaximum = 365
    package static let quantityMaximumMaximum = 10_000
    package static let stockMaximum = 1_000_000
    package static let capacityMaximum = 100_000
    package static let priceMaximum = Money(pence: 10_000_000)

    /// - Parameter asksAttributes: what the schema of the category asks has to be there; imports do not bring it.
    /// - Throws: every problem, by the names of the fields above in `snake_case`.
    package func checked(
        against categories: Categories, asksAttributes: Bool = true
    ) throws(FieldProblems) -> ListingTerms {
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
        let least = checkMinimum(upTo: quantity, &problems)
        let gtin = checkGTIN(&problems)
        _ = checkStock(&problems)
        _ = checkCapacity(&problems)
        let cancelling = checkCancelling(&problems)
        let schema = asksAttributes ? category.map(categories.attributes(on:)) ?? [] : []
        let attributes = asksAttributes && category != nil ? checkAttributes(schema, &problems) : [:]
        guard problems.isEmpty, let category, let price, let vat, let leadDays, let quantity else { throw problems }
        return ListingTerms(
            category: category, title: title, description: description, unit: unit, price: price, vat: vat,
            leadDays: leadDays, delivery: delivery, cancellation: cancellation, gtin: gtin, quantityMaximum: quantity,
            cancelling: cancelling, quantityMinimum: least, attributes: attributes)
    }

    private func checkMinimum(upTo most: Int?, _ problems: inout FieldProblems) -> Int {
        guard !Text.tidy(quantityMinimum).isEmpty else { return 1 }
        let range = 1...(most ?? ListingText.quantityMaximumMaximum)
        return check(quantityMinimum, "minimum_quantity", "Smallest quantity", range, &problems) ?? 1
    }

    /// What the schema asks for; what it does not ask for must not be said, or it would be lost in silence.
    private func checkAttributes(
        _ schema: [AttributeField], _ problems: inout FieldProblems
    ) -> [String: AttributeValue] {
        var values: [String: AttributeValue] = [:]
        for field in schema {
            do throws(FieldProblems) {
                values[field.field] = try field.value(attributes[field.field] ?? "")
            } catch {
                for problem in error.problems { problems.add(problem.field, problem.words) }
            }
        }
        let known = Set(schema.map(\.field))
        for (field, text) in attributes.sorted(by: { $0.key < $1.key })
        where !known.contains(field) && !Text.tidy(text).isEmpty {
            problems.add(field, "The category does not ask for this; leave it empty")
        }
        return values
    }

    /// What is left empty is nought: cancelling is free.
    private func checkCancelling(_ problems: inout FieldProblems) -> CancellationTerms {
        let read = { (text: String) in Text.tidy(text).isEmpty ? "0" : text }
        let days = check(
            read(cancelFreeDays), "cancel_free_days", "Days before", 0...ListingText.leadDaysMaximum, &problems)
        let percent = check(read(cancelFeePercent), "cancel_fee_percent", "Cancellation fee", 0...100, &problems)
        return CancellationTerms(freeDays: days ?? 0, feePercent: percent ?? 0)
    }

    /// What moves without a review: the price without VAT, how many there are, and how many can be given in one week;
    /// nil where nobody counts.
    /// - Throws: everything that is wrong with them.
    package func checkedNumbers() throws(FieldProblems) -> (price: Money, stock: Int?, capacity: Int?) {
        var problems = FieldProblems()
        let numbers = (price: checkPrice(&problems), stock: checkStock(&problems), capacity: checkCapacity(&problems))
        guard problems.isEmpty, let price = numbers.price else { throw problems }
        return (price, numbers.stock, numbers.capacity)
    }

    private func checkStock(_ problems: inout FieldProblems) -> Int? {
        guard !Text.tidy(stock).isEmpty else { return nil }
        return check(stock, "stock", "Number in stock", 0...ListingText.stockMaximum, &problems)
    }

    private func checkCapacity(_ problems: inout FieldProblems) -> Int? {
        guard !Text.tidy(capacity).isEmpty else { return nil }
        return check(capacity, "weekly_capacity", "Units in one week", 0...ListingText.capacityMaximum, &problems)
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
