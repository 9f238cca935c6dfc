import DoorSupport
import Ledger
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// The books on pages and as files: for commissioners all of theirs, for suppliers and holders their own.
@Suite("Books pages") struct BooksPageTests {
    /// Ann's physiotherapy is paid; her equipment is held; her visit is delivered and owed.
    private func scene() async throws -> Scene {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 1), ("rollator", 1)])
        for supplier in ["trent", "careful"] {
            let part = try await scene.part(of: order, .init(supplier))
            for step in [Scene.SupplierAnswer.accept, .deliver] { try await scene.answer(part, step) }
            try await scene.confirm(part)
        }
        try await scene.pay(try await scene.part(of: order, "trent"))
        return scene
    }

    private func visitor(_ who: Player, _ scene: Scene) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    /// The cells of a file that has no quoted commas.
    private func cells(_ reply: Reply) -> [[String]] {
        reply.body.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func pence(_ decimal: String) -> Int { Int(decimal.replacing(".", with: "")) ?? .min }

    @Test func `the trial balance has the same debits as credits, now and on each day`() async throws {
        let scene = try await scene()
        let bilal = try await visitor(.bilal, scene)
        for query in ["", "?on-day=5&on-month=10&on-year=2026", "?on-day=1&on-month=1&on-year=2000"] {
            try await bilal.visit("/books\(query)")
            #expect(bilal.status == 200)
            let foot = try #require(bilal.page.first("tfoot")?.all("td").map(\.text))
            #expect(foot[1] == foot[2], "\(query)")
        }
        #expect(bilal.page.text.contains("No money has been granted yet."))
        try await bilal.visit("/books?on-day=31&on-month=2&on-year=2026")
        #expect(bilal.status == 422)
        #expect(bilal.problem(of: "on") == "There is no such day in the calendar")
    }

    @Test func `an account is shown from its kind, with a running balance, and as a file`() async throws {
        let scene = try await scene()
        let bilal = try await visitor(.bilal, scene)
        try await bilal.visit("/books")
        try await bilal.follow("Owed to suppliers")
        try await bilal.follow("Careful Hands")
        #expect(bilal.page.text.contains("Received from the supplier, to be paid"))
        let shown = try #require(bilal.page.first("tbody")?.all("td").last?.text)
        #expect(shown == "£\(try await scene.balance("payable:careful"))")
        let file = cells(try await bilal.visit("/books/account.csv?code=TAD%3Apayable%3Acareful"))
        #expect(file.count == 2)
        #expect(file[1].last == (try await scene.balance("payable:careful")))
    }

    @Test func `the file of the trial balance holds every account, and comes to nothing`() async throws {
        let scene = try await scene()
        let bilal = try await visitor(.bilal, scene)
        let file = cells(try await bilal.visit("/books/trial-balance.csv")).dropFirst()
        let count = try await scene.rows("SELECT COUNT(*) AS n FROM ledger_accounts WHERE commissioner_id = 'TAD'")
        #expect(try file.count == count[0].integer("n"))
        #expect(file.map { pence($0[4]) - pence($0[5]) }.reduce(0, +) == 0)
        #expect(file.allSatisfy { $0[0].hasPrefix("TAD:") })
    }

    @Test func `a long account goes on over pages, with nothing left out`() async throws {
        let scene = try await Scene()
        try await scene.database.write { tx in
            let recording = Recording(actor: "test", now: Cast.now, identifiers: scene.ids.identifiers)
            for _ in 0..<1_150 {
                try tx.journal.post(Books(commissioner: "TAD").fundIn(Cast.pounds("1")), as: recording)
            }
        }
        let bilal = try await visitor(.bilal, scene)
        try await bilal.visit("/books/account?code=TAD%3Acash&page=12")
        let last = try #require(bilal.page.first("tbody")?.all("td").last?.text)
        #expect(last == "£21,150.00")
        let file = cells(try await bilal.visit("/books/account.csv?code=TAD%3Acash"))
        #expect(file.count == 1_152)
    }

    @Test func `no commissioner sees another's books`() async throws {
        let scene = try await scene()
        let quinn = try await visitor(.quinn, scene)
        for path in ["/books/account?code=TAD%3Acash", "/books/account.csv?code=TAD%3Acash"] {
            #expect(try await quinn.visit(path).status == 404)
        }
        #expect(try await !quinn.visit("/books/trial-balance.csv").body.contains("TAD"))
    }

    @Test func `a signed proof is listed, and what is downloaded fits the books`() async throws {
        let scene = try await scene()
        try await scene.desk.signHeads()
        let bilal = try await visitor(.bilal, scene)
        try await bilal.visit("/books")
        try await bilal.follow("Signed proofs that the books are not rewritten")
        #expect(bilal.page.text.contains(Cast.today.words))
        let file = try await bilal.visit("/books/heads/\(Cast.today)")
        #expect(file.header("Content-Type") == "application/json")
        let lines = file.body.split(separator: "\n").map(String.init)
        let compared = try await scene.database.read { try KeptHeads.compare(lines, with: $0) }
        #expect(compared.count == 1)
        #expect(compared.differences.kept == [])
        #expect(try await bilal.visit("/books/heads/2001-01-01").status == 404)
    }

    @Test func `a supplier reads what is owed and paid to it, and nothing of anybody else`() async throws {
        let scene = try await scene()
        for (who, other) in [(Player.petra, "Careful"), (.carol, "Trent Neuro")] {
            let staff = try await visitor(who, scene)
            try await staff.visit("/supplier/statement")
            #expect(staff.status == 200)
            let main = try #require(staff.page.first("main")).text
            for hidden in ["Ann", "Marsh", "H-", "plan", "budget", other] {
                #expect(!main.contains(hidden), "\(who): \(hidden)")
            }
        }
        let petra = try await visitor(.petra, scene)
        let file = cells(try await petra.visit("/supplier/statement.csv"))
        #expect(file.count == 2)
        let sums = file[1].dropFirst(3).prefix(9).joined(separator: " ")
        #expect(sums == "80.00 0.00 0.00 0.00 0.00 0.00 80.00 0.00 0.00")
        try await petra.visit("/supplier/statement?show=open")
        #expect(petra.page.text.contains("No money has moved for you yet."))
        let carol = try await visitor(.carol, scene)
        let owed = cells(try await carol.visit("/supplier/statement.csv"))[1][7]
        #expect(owed == (try await scene.balance("payable:careful")))
    }

    @Test func `a holder narrows the statement by line and by day, and takes it away as a file`() async throws {
        let scene = try await scene()
        let ann = try await visitor(.ann, scene)
        try await ann.visit("/budget?line=l-physio")
        #expect(ann.page.text.contains("Paid to Trent Neuro Physio"))
        #expect(!ann.page.text.contains("to Careful Hands"))
        let file = cells(try await ann.visit("/budget/statement.csv?line=l-physio"))
        #expect(file.count > 4)
        #expect(file.dropFirst().allSatisfy { $0.contains("Therapy") })
        try await ann.visit("/budget?from-day=1&from-month=1&from-year=2030")
        #expect(ann.page.text.contains("Nothing moved that you asked for."))
        try await ann.visit(
            "/budget?from-day=2&from-month=10&from-year=2026&to-day=1&to-month=10&to-year=2026")
        #expect(ann.status == 422)
        #expect(ann.problem(of: "to") == "The last day must not be before the first")
    }
}
