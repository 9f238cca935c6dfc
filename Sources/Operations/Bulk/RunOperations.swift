import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier brings a file of listings; it lies in the folder already.
package struct BringListings: Operation {
    package let file: ListingRun.ID
    /// Of its bytes.
    package let digest: Digest
    package let name: String
    package let header: [String]
    package let origin: ListingRun.Origin
    package let scope: ListingRun.Scope

    package init(
        file: ListingRun.ID, digest: Digest, name: String, header: [String], origin: ListingRun.Origin = .page,
        scope: ListingRun.Scope = .all
    ) {
        self.file = file
        self.digest = digest
        self.name = name
        self.header = header
        self.origin = origin
        self.scope = scope
    }

    private enum Key: CodingKey { case digest, name, header, origin, scope }

    /// The digest stands for the bytes: whoever sends them once more has them lie in another file.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(digest, forKey: .digest)
        try container.encode(name, forKey: .name)
        try container.encode(header, forKey: .header)
        try container.encode(origin, forKey: .origin)
        try container.encode(scope, forKey: .scope)
    }

    /// A program's file is carried out as its columns are guessed: it can name them rightly.
    /// - Throws: `NotFound`; `FieldProblems` where a program's columns do not say which listings are meant.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ListingRun.ID {
        let supplier = try principal.actingForSupplier(to: .listings)
        let attributes = tools.shelf.categories.allAttributes
        let remembered = origin == .page ? try tx.runs.mappings(of: supplier) : [:]
        var mapping = ListingColumns.guess(header, remembered: remembered, attributes: attributes)
        if scope == .pricesAndStock {
            mapping = mapping.map { ListingColumns.pricesAndStock.contains($0) ? $0 : "" }
        }
        let called = String(Text.line(name).unicodeScalars.prefix(ListingRun.nameCharactersMaximum))
        var run = ListingRun(
            id: file, supplier: supplier, person: principal.person.id.text,
            name: called.isEmpty ? "listings.csv" : called, origin: origin, scope: scope, header: header,
            mapping: mapping, startedAt: tools.now)
        if origin == .program {
            try MappingCheck.check(mapping)
            try run.perform(.run)
        }
        try tx.runs.insert(run)
        return run.id
    }
}

/// A supplier says which column is which, and has the file looked through without anything being stored.
package struct CheckListings: Operation {
    package let run: ListingRun.ID
    package let version: Int
    /// For each column of the header; empty to pass it over.
    package let mapping: [String]

    package init(run: ListingRun.ID, version: Int, mapping: [String]) {
        self.run = run
        self.version = version
        self.mapping = mapping
    }

    /// - Throws: `NotFound`; `FieldProblems`; `CatalogueRefusal`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ListingRun.ID {
        var run = try tx.ownRun(run, version: version, principal)
        guard mapping.count == run.header.count else { throw NotFound() }
        let known = Set(ListingColumns.choices(tools.shelf.categories.allAttributes).map(\.name))
        guard mapping.allSatisfy({ $0.isEmpty || known.contains($0) }) else { throw NotFound() }
        try MappingCheck.check(mapping)
        run.mapping = mapping
        try run.perform(.check)
        try tx.runs.save(run)
        for (header, field) in zip(run.header, mapping) {
            try tx.runs.remember(field, for: ListingColumns.plain(header), of: run.supplier)
        }
        return run.id
    }
}

/// A supplier has a file carried out that was looked through.
package struct CarryOutListings: Operation {
    package let run: ListingRun.ID
    package let version: Int

    package init(run: ListingRun.ID, version: Int) {
        self.run = run
        self.version = version
    }

    /// - Throws: `NotFound`; `CatalogueRefusal`; `WorkflowRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> ListingRun.ID {
        var run = try tx.ownRun(run, version: version, principal)
        guard run.status == .checked else {
            throw ListingRunStatus.workflow.refusal(of: .run, in: run.status)
        }
        try run.perform(.run)
        try tx.runs.save(run)
        return run.id
    }
}

package enum MappingCheck {
    /// - Throws: `FieldProblems`, by `column-` and the position; `columns` for what is about all of them.
    static func check(_ mapping: [String]) throws(FieldProblems) {
        var problems = FieldProblems()
        if !mapping.contains(ListingColumns.reference) {
            problems.add("columns", "One column must be your code of the listing")
        }
        if mapping.count(where: { !$0.isEmpty }) == 1 {
            problems.add("columns", "At least one more column must be chosen")
        }
        var seen: Set<String> = []
        for (position, field) in mapping.enumerated() where !field.isEmpty && !seen.insert(field).inserted {
            problems.add("column-\(position)", "Another column is that already")
        }
        guard problems.isEmpty else { throw problems }
    }
}

extension Categories {
    /// What any category asks, each field once.
    package var allAttributes: [AttributeField] {
        var seen: Set<String> = []
        return all.flatMap(\.attributes).filter { seen.insert($0.field).inserted }
    }
}

extension Transaction {
    fileprivate func ownRun(_ id: ListingRun.ID, version: Int, _ principal: Principal) throws -> ListingRun {
        guard let run = try runs.find(id, of: try principal.actingForSupplier(to: .listings)) else { throw NotFound() }
        guard run.version == version else { throw CatalogueRefusal.changedMeanwhile }
        return run
    }
}
