import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Pictures of listings: where suppliers add, order, describe and remove them, and where they are fetched from.
struct PictureRoutes: Sendable {
    let front: Front

    /// Of a whole form. A picture that is too large is to be told so, not cut off, as long as it is not absurd.
    static let formBytesMaximum = 16 * 1_024 * 1_024

    func add(to routes: Routes) {
        routes.get("/pictures/:name", file)
        routes.get("/supplier/listings/:id/pictures", for: SupplierContext.self, show)
        routes.post(
            "/supplier/listings/:id/pictures", for: SupplierContext.self, filesUpTo: Self.formBytesMaximum, add)
        routes.post("/supplier/listings/:id/pictures/:picture", for: SupplierContext.self, describe)
        routes.post("/supplier/listings/:id/pictures/:picture/move", for: SupplierContext.self, move)
        routes.post("/supplier/listings/:id/pictures/:picture/removal", for: SupplierContext.self, remove)
    }

    /// For everybody who is signed in. What a name means never changes.
    @Sendable private func file(_ request: Request, _ context: VisitorContext) async throws -> Answer {
        guard context.visit.principal != nil else { throw SignInNeeded() }
        let parts = (context.parameters.get("name") ?? "").split(separator: "-").map(String.init)
        guard parts.count == 2, let side = Int(parts[1]), PictureFile.sides.contains(side) else { throw NotFound() }
        let digest = Digest(parts[0])
        let bytes = try await front.desk.look { try $0.snapshot.pictures.content(digest, side: side) }
        guard let bytes else { throw NotFound() }
        return .picture(bytes)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func add(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.words = form["words"]
        guard let sent = form.file("picture") else {
            page.problems.add("picture", "Choose a picture")
            return .page(page.view)
        }
        if page.words.isEmpty { page.problems.add("words", "Say what can be seen on it") }
        let file: PictureFile
        do {
            file = try await front.settings.draw(sent.bytes)
        } catch let problem as PictureProblem {
            page.problems.add("picture", problem.words)
            return .page(page.view)
        }
        guard page.problems.isEmpty else { return .page(page.view) }
        do {
            let asked = AddListingPicture(listing: page.listing.id, file: file, words: page.words)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect(page.address, .pictureAdded)
        } catch let problems as FieldProblems {
            page.problems = problems
        } catch let refusal as PictureRefusal {
            page.problems.add("picture", refusal.words)
        }
        return .page(page.view)
    }

    @Sendable private func describe(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        let picture = Self.picture(context)
        let words = form[PicturesPage.field(picture)]
        do {
            let asked = DescribeListingPicture(listing: page.listing.id, picture: picture, words: words)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect(page.address, .pictureSaved)
        } catch let problems as FieldProblems {
            page.typed = (picture, words)
            for problem in problems.problems { page.problems.add(PicturesPage.field(picture), problem.words) }
            return .page(page.view)
        }
    }

    @Sendable private func move(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context) { MoveListingPicture(listing: $0, picture: Self.picture(context)) }
    }

    @Sendable private func remove(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context) { RemoveListingPicture(listing: $0, picture: Self.picture(context)) }
    }

    private func take(
        _ form: Form, _ context: SupplierContext, _ step: (Listing.ID) -> some Operation
    ) async throws -> Answer {
        let id = Listing.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(step(id), as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)/pictures", .pictureSaved)
    }

    private static func picture(_ context: SupplierContext) -> Digest {
        Digest(context.parameters.get("picture") ?? "")
    }

    private func page(_ context: SupplierContext) async throws -> PicturesPage {
        let (id, supplier) = (Listing.ID(context.parameters.get("id") ?? ""), context.supplier)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let listing = try look.snapshot.listings.find(id, of: supplier) else { throw NotFound() }
            return PicturesPage(listing: listing, pictures: try look.snapshot.pictures.list(of: id), hidden: hidden)
        }
    }
}
