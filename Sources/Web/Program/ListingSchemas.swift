import Catalogue
import HTTPTypes
import Operations
import Values

/// What programs are told about listings, and what they say about them.
enum ListingSchemas {
    static let code = Schema.words(upTo: ListingReference.charactersMaximum)

    private static let category = Schema.identifier.noted("Of the item type, as in a row of /listings.csv")
    private static let price = Schema.integer(1...ListingText.priceMaximum.pence).noted("Of one unit, without VAT")
    private static let stock = Schema.integer(0...ListingText.stockMaximum).orNull.noted("Null: you do not count")
    private static let capacity = Schema.integer(0...ListingText.capacityMaximum).orNull
        .noted("Units that you can give in one week; null: you do not count")
    private static let gtin = Schema.text(
        8...14, TextRule(pattern: "^[0-9]+$", words: "must be of digits") { text in
            text.utf8.allSatisfy { (48...57).contains($0) }
        })

    /// What may be said besides the words that there have to be.
    private static let extra: KeyValuePairs<String, Schema> = [
        "minimumQuantity": .integer(1...ListingText.quantityMaximumMaximum), "stock": stock,
        "weeklyCapacity": capacity, "cancelFeePercent": .integer(0...100),
        "cancelFreeDays": .integer(0...ListingText.leadDaysMaximum), "gtin": gtin.orNull,
        "replacement": code.orNull.noted("Your code of the listing that takes its place"),
        "attributes": Schema(.table(of: .text(0...500))).noted("What the category asks for, as in the file"),
    ]

    private static let words: KeyValuePairs<String, Schema> = [
        "category": category, "title": .words(upTo: ListingText.titleCharactersMaximum),
        "description": .words(upTo: ListingText.descriptionCharactersMaximum),
        "unit": .words(upTo: ListingText.unitCharactersMaximum), "pricePence": price, "vat": .word(VAT.self),
        "maximumQuantity": .integer(1...ListingText.quantityMaximumMaximum),
        "leadDays": .integer(0...ListingText.leadDaysMaximum),
        "delivery": .words(upTo: ListingText.termsCharactersMaximum),
        "cancellation": .words(upTo: ListingText.termsCharactersMaximum),
    ]

    static let new = Schema(
        .object(
            members(words, isRequired: true) + members(extra)
                + members([
                    "code": code.noted("Your own; never one twice"),
                    "propose": .flag.noted("For the shop, at once; a draft where it is left out"),
                ]))
    ).named("NewListing")

    static let change = Schema(.object(members(words) + members(extra))).named("ListingChange")

    static let numbers = Schema.object(
        [:], or: ["pricePence": price, "stock": stock, "weeklyCapacity": capacity]
    ).named("ListingNumbers")

    static let listing = Schema.object([
        "id": .text(1...100), "code": .text(0...100), "status": .word(ListingStatus.self), "version": .count,
        "waitsForReview": .flag.noted("Some of this is not in the shop before somebody has looked at it"),
        "category": .text(1...100), "title": .text(0...500), "description": .text(0...4_000), "unit": .text(0...200),
        "pricePence": .pence.noted("Of one unit, without VAT"), "vat": .word(VAT.self), "minimumQuantity": .count,
        "maximumQuantity": .count, "stock": Schema.count.orNull, "weeklyCapacity": Schema.count.orNull,
        "leadDays": .count, "delivery": .text(0...2_000), "cancellation": .text(0...2_000),
        "cancelFeePercent": .count, "cancelFreeDays": .count, "gtin": .text(0...14).orNull,
        "replacement": .text(0...100).orNull, "attributes": Schema(.table(of: .text(0...2_000))),
    ]).named("Listing")

    private static func members(
        _ schemas: KeyValuePairs<String, Schema>, isRequired: Bool = false
    ) -> [Schema.Member] { schemas.map { .init(name: $0.key, schema: $0.value, isRequired: isRequired) } }

    static let example: JSONValue = [
        "code": "WF-17", "category": "04-02", "title": "Walking frame", "description": "Folds flat, 4 kg.",
        "unit": "one frame", "pricePence": 4_500, "vat": "S", "maximumQuantity": 4, "leadDays": 2,
        "delivery": "By van to the door.", "cancellation": "Free until it leaves us.", "stock": 12,
        "attributes": [:],
    ]

    /// What the domain calls otherwise.
    static let fields = [
        "price": "pricePence", "reference": "code", "minimum_quantity": "minimumQuantity",
        "maximum_quantity": "maximumQuantity",
    ]
}

extension JSONValue {
    /// What is said, put into a text; what is not said stays as it is there.
    func listing(changing old: ListingText) -> ListingText {
        guard case .object(let members) = self else { return old }
        var text = old
        for (name, value) in members {
            if name == "attributes", case .object(let attributes) = value {
                for (field, value) in attributes { text.attributes[field] = value.text }
            } else if name == "pricePence", let pence = value.integer {
                text.price = Money(pence: pence).decimal
            } else if let field = JSONValue.fields[name] {
                // Null is what an empty cell of a file is.
                text[field] = value.text ?? value.integer.map(String.init) ?? ""
            }
        }
        return text
    }

    private static let fields: [String: ListingField] = [
        "category": .category, "title": .title, "description": .description, "unit": .unit, "vat": .vat,
        "minimumQuantity": .quantityMinimum, "maximumQuantity": .quantityMaximum, "stock": .stock,
        "weeklyCapacity": .capacity, "leadDays": .leadDays, "delivery": .delivery, "cancellation": .cancellation,
        "cancelFeePercent": .cancelFeePercent, "cancelFreeDays": .cancelFreeDays, "gtin": .gtin,
        "replacement": .replacement,
    ]
}

extension OwnListing {
    var json: JSONValue {
        let (text, terms) = (wanted, listing.terms)
        let number = { (field: ListingField) in Int(text[field]).map(JSONValue.integer) ?? .null }
        let words = { (field: ListingField) in JSONValue.string(text[field]) }
        let wordsOrNull = { (field: ListingField) in text[field].isEmpty ? JSONValue.null : .string(text[field]) }
        return [
            "id": .string(listing.id.text), "code": .string(listing.reference),
            "status": .string(listing.status.rawValue), "version": .integer(listing.version),
            "waitsForReview": .bool(pending != nil), "category": words(.category), "title": words(.title),
            "description": words(.description), "unit": words(.unit), "pricePence": terms.price.json,
            "vat": words(.vat), "minimumQuantity": number(.quantityMinimum),
            "maximumQuantity": number(.quantityMaximum), "stock": number(.stock), "weeklyCapacity": number(.capacity),
            "leadDays": number(.leadDays), "delivery": words(.delivery), "cancellation": words(.cancellation),
            "cancelFeePercent": number(.cancelFeePercent), "cancelFreeDays": number(.cancelFreeDays),
            "gtin": wordsOrNull(.gtin), "replacement": wordsOrNull(.replacement),
            "attributes": .object(text.attributes.mapValues(JSONValue.string)),
        ]
    }

    /// Of the listing and of what waits for a reviewer: whoever changes one of them has to have read both.
    var edition: Int { listing.version * 1_000 + (pending?.version ?? 0) % 1_000 }

    func reply(status: HTTPResponse.Status = .ok, at address: String? = nil) -> ProgramReply {
        ProgramReply(json, version: edition, status: status, at: address)
    }
}
