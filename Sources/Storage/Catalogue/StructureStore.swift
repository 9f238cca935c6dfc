import Catalogue
import Relational
import Values

/// What the catalogue is built on: the tree of categories, and the places of the gazetteer.
package struct StructureStore<Access: Reading> { let access: Access }

extension Reading {
    package var structure: StructureStore<Self> { StructureStore(access: self) }
}

extension StructureStore {
    package func categories() throws -> Categories {
        let attributes = try attributes()
        return Categories(
            try access.connection.rows("SELECT * FROM categories ORDER BY id").map { row in
                try StructureStore.category(row, attributes: attributes[try row.text("id")] ?? [])
            })
    }

    /// Every region of the gazetteer, by name.
    package func regions() throws -> [String] {
        try access.connection.rows("SELECT DISTINCT region FROM places ORDER BY region").map { try $0.text("region") }
    }

    package func gazetteer() throws -> Gazetteer {
        Gazetteer(
            try access.connection.rows("SELECT * FROM places ORDER BY district").map { row in
                Place(
                    district: try row.text("district"), region: try row.text("region"),
                    commissioner: try row.text("commissioner_id"),
                    centre: GridPoint(easting: try row.integer("easting"), northing: try row.integer("northing")))
            })
    }

    static func category(_ row: Row, attributes: [AttributeField] = []) throws -> Catalogue.Category {
        var item: Catalogue.Category.Item?
        if let unit = try row.optionalText("unit") {
            item = .init(
                unit: unit, vat: try row.word("vat"), lowest: try row.money("lowest_pence"),
                highest: try row.money("highest_pence"),
                checks: try row.list("supplier_checks").compactMap(SupplierCheck.init(rawValue:)),
                traits: Set(try row.list("traits").compactMap(Trait.init(rawValue:))))
        }
        var policy: Policy?
        if try row.optionalText("policy") != nil {
            policy = Policy(effect: try row.word("policy"), clause: try row.word("clause"))
        }
        return Catalogue.Category(
            id: try row.id("id"), parent: try row.optionalID("parent_id"), title: try row.text("title"),
            summary: try row.text("summary"), item: item, policy: policy, attributes: attributes)
    }
}

extension StructureStore where Access: Writing {
    package func take(_ category: Catalogue.Category, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM categories WHERE id = \(category.id)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        let (item, policy) = (category.item, category.policy)
        try access.connection.run(
            """
            INSERT INTO categories (id, parent_id, title, summary, unit, vat, lowest_pence, highest_pence,
                supplier_checks, traits, policy, clause, source_digest, number)
            VALUES (\(category.id), \(category.parent), \(category.title), \(category.summary), \(item?.unit),
                \(item?.vat.rawValue), \(item?.lowest), \(item?.highest),
                \((item?.checks ?? []).map(\.rawValue).joinedList),
                \((item?.traits ?? []).map(\.rawValue).sorted().joinedList), \(policy?.effect.rawValue),
                \(policy?.clause.rawValue), \(source), (SELECT COALESCE(MAX(number), 0) + 1 FROM categories))
            ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, title = excluded.title,
                summary = excluded.summary, unit = excluded.unit, vat = excluded.vat,
                lowest_pence = excluded.lowest_pence, highest_pence = excluded.highest_pence,
                supplier_checks = excluded.supplier_checks, traits = excluded.traits, policy = excluded.policy,
                clause = excluded.clause,
                source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }

    package func take(_ place: Place, source: Digest) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM places WHERE district = \(place.district)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO places (district, region, commissioner_id, easting, northing, source_digest)
            VALUES (\(place.district), \(place.region), \(place.commissioner), \(place.centre.easting),
                \(place.centre.northing), \(source))
            ON CONFLICT (district) DO UPDATE SET region = excluded.region, commissioner_id = excluded.commissioner_id,
                easting = excluded.easting, northing = excluded.northing, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }

    /// Categories or places have changed: shelves in memory are built anew.
    package func noteChange() throws {
        try access.connection.run("UPDATE catalogue_revisions SET revision = revision + 1 WHERE what = 'structure'")
    }
}
