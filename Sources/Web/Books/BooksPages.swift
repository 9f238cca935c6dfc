import Ledger
import Markup
import Operations
import Storage
import Values

/// The trial balance: what each kind of account comes to, and that debits and credits are the same.
struct TrialBalancePage: Sendable {
    let balances: [KindBalance]
    /// The day at whose end the books are shown; nil for now.
    let day: Day?
    let typed: TypedDay
    var problems = FieldProblems()

    var view: View {
        View("Books", place: .books, problems: problems, width: .wide) {
            h1 { "Books" }
            p(.class("lead")) {
                day.map { "The trial balance at the end of \($0.words)." } ?? "The trial balance as it stands now."
            }
            DataTable(
                id: "trial-balance", caption: "What each kind of account comes to", isCaptionHidden: true,
                columns: [
                    .init("Kind of account"), .init("Accounts", align: .end), .init("Debit", align: .end),
                    .init("Credit", align: .end),
                ],
                rows: balances.map { row in
                    .init(
                        HTML { a(.href("/books/accounts?kind=\(row.kind.rawValue)")) { row.kind.words } },
                        [HTML(String(row.accounts)), HTML(row.debits.description), HTML(row.credits.description)])
                },
                foot: .init(
                    HTML("Together"),
                    [
                        HTML(String(balances.map(\.accounts).reduce(0, +))),
                        HTML(balances.map(\.debits).total.description), HTML(balances.map(\.credits).total.description),
                    ]),
                empty: "No money has been granted yet.")
            p { a(.href("/books/trial-balance.csv")) { "Download every account as it stands now (CSV)" } }
            p { a(.href("/books/heads")) { "Signed proofs that the books are not rewritten" } }
            Markup.form(.class("form"), .method("get"), .action("/books")) {
                typed.field("on", "Show the books at the end of a day", problem: problems["on"])
                Button("Show", kind: .secondary)
            }
        }
    }
}

/// The accounts of one kind, each with its balance.
struct AccountListPage: Sendable {
    let kind: AccountKind
    let accounts: [AccountBalance]
    /// Of their owners.
    let names: [String: String]
    let hasMore: Bool

    static let pageSize = 100

    var view: View {
        View(kind.words, place: .books, breadcrumb: [Link("Books", href: "/books")], width: .wide) {
            h1 { kind.words }
            DataTable(
                id: "accounts", caption: "Accounts by their codes", isCaptionHidden: true,
                columns: [.init("Whose"), .init("Account"), .init("Balance", align: .end)],
                rows: accounts.map { row in
                    .init(
                        HTML {
                            a(.href(AccountPage.address(of: row.account))) { bdi { row.account.whose(names) } }
                        },
                        [HTML { code { row.account.code } }, HTML(row.balance.description)])
                })
            if hasMore, let last = accounts.last {
                p {
                    a(.href("/books/accounts?kind=\(kind.rawValue)&after=\(SignInPage.encode(last.account.code))")) {
                        "Next accounts"
                    }
                }
            }
        }
    }
}

/// What moved on one account, oldest first, with its balance after each movement.
struct AccountPage: Sendable {
    let account: AccountBalance
    /// Of its owner.
    let names: [String: String]
    let lines: [AccountLine]
    let count: Int
    let page: Int

    static let pageSize = 100

    static func address(of account: LedgerAccount) -> String {
        "/books/account?code=\(SignInPage.encode(account.code))"
    }

    var view: View {
        let kind = account.account.kind
        return View(
            account.account.code, place: .books,
            breadcrumb: [
                Link("Books", href: "/books"), Link(kind.words, href: "/books/accounts?kind=\(kind.rawValue)"),
            ], width: .wide
        ) {
            h1 { kind.words; ": "; span(.class("amount")) { account.balance.description } }
            p(.class("lead")) { bdi { account.account.whose(names) } }
            p(.class("quiet")) { "Account "; code { account.account.code } }
            DataTable(
                id: "account", caption: "What moved, oldest first", isCaptionHidden: true,
                columns: [
                    .init("Entry"), .init("When"), .init("What"), .init("Order"), .init("Debit", align: .end),
                    .init("Credit", align: .end), .init("Balance", align: .end),
                ],
                rows: lines.map(row), empty: "Nothing has moved yet.")
            Pagination(
                page: page, pageCount: max(1, (count + AccountPage.pageSize - 1) / AccountPage.pageSize),
                address: AccountPage.address(of: account.account) + "&page=", subject: "Account")
            p {
                a(.href("/books/account.csv?code=\(SignInPage.encode(account.account.code))")) {
                    "Download the whole account (CSV)"
                }
            }
        }
    }

    private func row(_ line: AccountLine) -> DataTable.Row {
        .init(
            HTML(String(line.sequence)),
            [
                HTML(line.on.words), HTML(line.code.words(supplier: "the supplier")), HTML(line.orderNumber ?? ""),
                HTML(line.isDebit ? line.amount.description : ""), HTML(line.isDebit ? "" : line.amount.description),
                HTML(line.balance.description),
            ])
    }
}

/// The signed heads of a commissioner's chain, newest first.
struct HeadsPage: Sendable {
    let heads: [SignedHead]
    let hasMore: Bool

    static let pageSize = 100

    var view: View {
        View("Signed proofs", place: .books, breadcrumb: [Link("Books", href: "/books")], width: .wide) {
            h1 { "Signed proofs of the books" }
            p(.class("lead measure")) {
                """
                Once a day Holdfast signs how far your books go. Download a proof and keep it somewhere else. If \
                anybody rewrites what came before it, even whoever runs Holdfast, it no longer fits, and a check \
                says so.
                """
            }
            DataTable(
                id: "heads", caption: "Proofs, newest first", isCaptionHidden: true,
                columns: [.init("Day"), .init("Entries", align: .end), .init("Digest"), .init("Keep it")],
                rows: heads.map { head in
                    .init(
                        HTML(head.day.words),
                        [
                            HTML(String(head.sequence)), HTML { code { head.digest.text } },
                            HTML {
                                a(.href("/books/heads/\(head.day)")) {
                                    "Download"
                                    Hidden(" the proof of \(head.day.words)")
                                }
                            },
                        ])
                }, empty: "No day has been signed yet.")
            if hasMore, let last = heads.last {
                p { a(.href("/books/heads?before=\(last.day)")) { "Older proofs" } }
            }
        }
    }
}
