import Catalogue
import Hummingbird
import Identity
import NIOCore
import Operations
import Storage
import Values

/// Many listings at once: files up and down, with columns to name, a look before anything is stored, and what was wrong
/// back as a file.
struct ListingFileRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/files", for: SupplierContext.self, list)
        routes.upload("/supplier/files", for: SupplierContext.self, bring)
        routes.get("/supplier/listings.csv", for: SupplierContext.self, download)
        routes.get("/supplier/files/:id", for: SupplierContext.self, show)
        routes.post("/supplier/files/:id/check", for: SupplierContext.self, check)
        routes.post("/supplier/files/:id/run", for: SupplierContext.self, carryOut)
        routes.get("/supplier/files/:id/wrong-rows.csv", for: SupplierContext.self, wrongRows)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await listPage(context, FieldProblems()).view)
    }

    @Sendable private func bring(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let id = ListingRun.ID(front.desk.newIdentifier())
        let folder = front.runs.folder
        let file = try folder.make(id)
        do {
            let upload = try await Upload(
                request, visit: context.visit, file: "file", most: ListingRun.bytesMaximum
            ) { try file.append($0) }
            try file.close()
            guard let name = upload.fileName else { throw FieldProblems("file", "Choose a file") }
            let run = try await Self.bring(
                id, named: name, from: .page, .all, as: context.principal, key: upload.command, front)
            return .redirect("/supplier/files/\(run)")
        } catch let problems as FieldProblems {
            try folder.delete(id)
            return .page(try await listPage(context, problems).view)
        } catch {
            // Nothing half-stored.
            try folder.delete(id)
            throw error
        }
    }

    /// Makes a run of a file that lies in the folder. The same file under the same key is the run that there is.
    static func bring(
        _ id: ListingRun.ID, named name: String, from origin: ListingRun.Origin, _ scope: ListingRun.Scope,
        as principal: Principal, key: String, _ front: Front
    ) async throws -> ListingRun.ID {
        let folder = front.runs.folder
        let asked = BringListings(
            file: id, digest: try folder.digest(id), name: name, header: try FileHeader.read(id, folder),
            origin: origin, scope: scope)
        let run = try await front.desk.perform(asked, as: principal, key: key)
        if run != id { try folder.delete(id) }
        return run
    }

    private func listPage(_ context: SupplierContext, _ problems: FieldProblems) async throws -> ListingFilesPage {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            ListingFilesPage(
                runs: try look.snapshot.runs.list(of: supplier, most: ListingFilesPage.most), problems: problems,
                hidden: hidden)
        }
    }

    @Sendable private func download(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        try await Self.download(context.supplier, front)
    }

    static func download(_ supplier: Supplier.ID, _ front: Front) async throws -> Answer {
        let file = try await front.desk.look { try ListingFile(of: supplier, $0) }
        return .pages(name: "listings.csv", head: file.head) { (last: String?) in
            try await front.desk.look { try file.lines(of: supplier, after: last, $0) }
        }
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func check(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.mapping = page.run.header.indices.map { form["column-\($0)"] }
        let asked = CheckListings(run: page.run.id, version: form.version ?? 0, mapping: page.mapping)
        do {
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            front.runs.ring()
            return .redirect("/supplier/files/\(id)")
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func carryOut(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let asked = CarryOutListings(
            run: .init(context.parameters.get("id") ?? ""), version: form.version ?? 0)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        front.runs.ring()
        return .redirect("/supplier/files/\(id)", .runStarted)
    }

    @Sendable private func wrongRows(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        try Self.wrongRows(try await page(context).run, front.runs.folder)
    }

    /// As the file has them, with the reason beside each: to correct and bring again.
    /// - Throws: `NotFound` where there are none, and while they are being written.
    static func wrongRows(_ run: ListingRun, _ folder: RunFolder) throws -> Answer {
        guard !run.isAtWork, folder.hasWrongRows(run.id) else { throw NotFound() }
        return .stream(type: "text/csv; charset=utf-8", name: "wrong-rows.csv", try folder.openWrongRows(run.id))
    }

    private func page(_ context: SupplierContext) async throws -> ListingFilePage {
        let (id, supplier) = (ListingRun.ID(context.parameters.get("id") ?? ""), context.supplier)
        let (hidden, folder) = (front.hidden(context.visit), front.runs.folder)
        return try await front.desk.look { look in
            guard let run = try look.snapshot.runs.find(id, of: supplier) else { throw NotFound() }
            return ListingFilePage(
                run: run, attributes: look.shelf.categories.allAttributes, hasWrongRows: folder.hasWrongRows(run.id),
                hidden: hidden)
        }
    }
}
