import Hummingbird
import Identity
import NIOCore
import Operations
import Orders
import Outbox
import Storage
import Values

/// Documents of trade, fetched and sent by hand.
struct DocumentRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/documents", for: SupplierContext.self, list)
        routes.upload("/supplier/documents", for: SupplierContext.self, send)
        routes.get("/supplier/exchange", for: SupplierContext.self, exchange)
        routes.post("/supplier/exchange", for: SupplierContext.self, saveExchange)
        routes.get("/supplier/orders/:id/documents/:version", for: SupplierContext.self, fetch)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func send(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        var bytes: [UInt8] = []
        var key = front.desk.newIdentifier()
        do {
            let upload = try await Upload(
                request, visit: context.visit, file: "file", most: Desk.documentBytesMaximum
            ) { bytes += $0 }
            key = upload.command
            guard upload.fileName != nil else {
                var page = try await page(context)
                page.problems.add("file", "Choose a file")
                return .page(page.view)
            }
        } catch let error as HTTPError where error.status == .contentTooLarge {
            // Refused as too large, and on record: what was read of it, filled up beyond what is looked at.
            bytes += Array(repeating: 0, count: max(0, Desk.documentBytesMaximum + 1 - bytes.count))
        }
        let answer = try await front.desk.receive(
            bytes, by: .page, as: context.principal, key: key, words: RefusalText.text)
        guard answer.refusal != nil else { return .redirect("/supplier/documents", .documentTaken) }
        var page = try await page(context)
        page.problems.add("file", answer.received.reason)
        return .page(page.view)
    }

    private func page(_ context: SupplierContext) async throws -> DocumentsPage {
        let (supplier, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            DocumentsPage(
                received: try look.snapshot.documents.list(of: supplier, most: DocumentsPage.most),
                exchange: try look.snapshot.documents.exchange(of: supplier), hidden: hidden)
        }
    }

    @Sendable private func exchange(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        let now = try await front.desk.look { try $0.snapshot.documents.exchange(of: supplier) }
        return .page(
            ExchangePage(
                address: now.address?.description ?? "", profile: now.profile.rawValue, version: now.version,
                hidden: front.hidden(context.visit)
            ).view)
    }

    @Sendable private func saveExchange(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = ExchangePage(
            address: form["address"], profile: form["profile"], version: SeenVersion.read(form),
            hidden: front.hidden(context.visit))
        guard let profile = OrderProfile(rawValue: page.profile) else {
            page.problems.add("profile", "Choose what your program understands")
            return .page(page.view)
        }
        do {
            let asked = SaveExchange(address: page.address, profile: profile, version: page.version)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/documents", .exchangeSaved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func fetch(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, supplier) = (SupplierOrder.ID(context.parameters.get("id") ?? ""), context.supplier)
        let version = context.parameters.get("version").flatMap { Int($0) }
        let document = try await front.desk.look { look in
            try look.snapshot.outgoingDocuments(of: id, for: supplier).first { $0.version == version }
        }
        guard let document else { throw NotFound() }
        return .file(bytes: document.bytes, type: "application/xml; charset=utf-8", name: document.fileName)
    }
}
