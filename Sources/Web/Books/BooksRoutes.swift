import Hummingbird
import Ledger
import Markup
import Operations
import Relational
import Storage
import Values

/// A commissioner's own books: the trial balance, each account, and the signed proofs.
struct BooksRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/books", for: CommissionerContext.self, trialBalance)
        routes.get("/books/trial-balance.csv", for: CommissionerContext.self, trialBalanceFile)
        routes.get("/books/accounts", for: CommissionerContext.self, accounts)
        routes.get("/books/account", for: CommissionerContext.self, account)
        routes.get("/books/account.csv", for: CommissionerContext.self, accountFile)
        routes.get("/books/heads", for: CommissionerContext.self, heads)
        routes.get("/books/heads/:day", for: CommissionerContext.self, head)
    }

    @Sendable private func trialBalance(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let typed = TypedDay(request, "on")
        var problems = FieldProblems()
        let day = typed.read("on", "a day", isOptional: true, &problems)
        let commissioner = context.commissioner
        let balances = try await front.desk.look { look in
            try day.map { try look.snapshot.journal.trialBalance(of: commissioner, on: $0) }
                ?? look.snapshot.journal.trialBalance(of: commissioner)
        }
        return .page(TrialBalancePage(balances: balances, day: day, typed: typed, problems: problems).view)
    }

    @Sendable private func trialBalanceFile(
        _ request: Request, _ context: CommissionerContext
    ) async throws -> Answer {
        let (desk, commissioner) = (front.desk, context.commissioner)
        let head = CSVLine(["account", "kind", "owner", "period", "debit", "credit"]).text
        return .pages(name: "trial-balance.csv", head: head) { (last: String?) in
            let accounts = try await desk.look { look in
                try look.snapshot.journal.accounts(
                    of: commissioner, kind: nil, after: last ?? "", most: BooksRoutes.filePageSize)
            }
            return (accounts.map(BooksRoutes.line), accounts.last?.account.code)
        }
    }

    /// How many lines of a file are read at once.
    static let filePageSize = 1_000

    private static func line(_ row: AccountBalance) -> String {
        var line = CSVLine([row.account.code, row.account.kind.rawValue, row.account.owner, row.account.period])
        line.add(row.debits)
        line.add(row.credits)
        return line.text
    }

    @Sendable private func accounts(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let kind = AccountKind(rawValue: request.query("kind")) else { throw NotFound() }
        let (commissioner, after) = (context.commissioner, request.query("after"))
        return .page(
            try await front.desk.look { look in
                let found = try look.snapshot.journal.accounts(
                    of: commissioner, kind: kind, after: after, most: AccountListPage.pageSize + 1)
                return AccountListPage(
                    kind: kind, accounts: Array(found.prefix(AccountListPage.pageSize)),
                    names: try look.snapshot.journal.owners(of: found.map(\.account)),
                    hasMore: found.count > AccountListPage.pageSize
                ).view
            })
    }

    @Sendable private func account(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, code) = (context.commissioner, request.query("code"))
        let page = request.page
        return .page(try await front.desk.look { look in
            let journal = look.snapshot.journal
            guard let account = try journal.account(code, of: commissioner) else { throw NotFound() }
            let place = try journal.place(in: account.account, skipping: (page - 1) * AccountPage.pageSize)
            return AccountPage(
                account: account, names: try journal.owners(of: [account.account]),
                lines: try journal.lines(of: account.account, after: place, most: AccountPage.pageSize),
                count: try journal.count(of: account.account), page: page
            ).view
        })
    }

    @Sendable private func accountFile(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (desk, commissioner, code) = (front.desk, context.commissioner, request.query("code"))
        let found = try await desk.look { try $0.snapshot.journal.account(code, of: commissioner) }
        guard let account = found?.account else { throw NotFound() }
        let head = CSVLine(["entry", "day", "code", "what", "order", "debit", "credit", "balance"]).text
        return .pages(name: "account.csv", head: head) { (last: AccountLine?) in
            let lines = try await desk.look { look in
                try look.snapshot.journal.lines(
                    of: account, after: last.map { ($0.sequence, $0.position, $0.balance) },
                    most: BooksRoutes.filePageSize)
            }
            return (lines.map(BooksRoutes.line), lines.last)
        }
    }

    private static func line(_ row: AccountLine) -> String {
        var line = CSVLine()
        line.add(row.sequence)
        for text in [
            row.on.description, row.code.rawValue, row.code.words(supplier: "the supplier"), row.orderNumber ?? "",
        ] { line.add(text) }
        line.add(row.isDebit ? row.amount : .zero)
        line.add(row.isDebit ? .zero : row.amount)
        line.add(row.balance)
        return line.text
    }

    @Sendable private func heads(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let before = BooksRoutes.day(request.query("before"))
        let found = try await front.desk.look { look in
            try look.snapshot.signedHeads.list(of: commissioner, before: before, most: HeadsPage.pageSize + 1)
        }
        return .page(
            HeadsPage(heads: Array(found.prefix(HeadsPage.pageSize)), hasMore: found.count > HeadsPage.pageSize).view)
    }

    @Sendable private func head(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let day = BooksRoutes.day(context.parameters.get("day") ?? "") else { throw NotFound() }
        let commissioner = context.commissioner
        let file = try await front.desk.look { look -> SignedHeadFile? in
            guard let head = try look.snapshot.signedHeads.find(of: commissioner, on: day),
                let key = try look.snapshot.signingKeys.find(head.signature.keyID)
            else { return nil }
            return try SignedHeadFile(head, publicKey: key.publicKey)
        }
        guard let file else { throw NotFound() }
        return .file(
            bytes: Array((file.json.canonical + "\n").utf8), type: "application/json",
            name: "books-\(commissioner)-\(day).json")
    }

    private static func day(_ text: String) -> Day? {
        do { return try Day(text) } catch { return nil }
    }
}

extension Request {
    /// A part of the query, empty where it is not there.
    func query(_ name: String) -> String { uri.queryParameters[name[...]].map(String.init) ?? "" }

    /// The page that is asked for: 1 is the first. Far beyond any that there is, it is the last that could be.
    var page: Int { min(max(1, Int(query("page")) ?? 1), Request.pagesMaximum) }

    private static var pagesMaximum: Int { 1_000_000 }
}

extension TypedDay {
    /// From the three boxes of a form that asks and changes nothing.
    init(_ request: Request, _ name: String) {
        self.init()
        day = request.query("\(name)-day")
        month = request.query("\(name)-month")
        year = request.query("\(name)-year")
    }

    /// As it stands in an address.
    func query(_ name: String) -> String {
        isEmpty ? "" : "&\(name)-day=\(SignInPage.encode(day))&\(name)-month=\(SignInPage.encode(month))"
            + "&\(name)-year=\(SignInPage.encode(year))"
    }
}
