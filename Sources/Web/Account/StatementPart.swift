import Hummingbird
import Markup
import Operations
import Plans
import Storage
import Values

/// What moved, newest first.
struct StatementTable: Component {
    let lines: [StatementLine]
    /// Whether several plan lines are told apart.
    var showsLine = true

    var html: HTML {
        DataTable(
            id: "statement", caption: "What moved, newest first",
            columns: [.init("When"), .init("What")] + (showsLine ? [.init("Plan line")] : [])
                + [.init("Order"), .init("Amount", align: .end)],
            rows: lines.map { line in
                .init(
                    HTML(line.on.words),
                    [HTML(line.words)] + (showsLine ? [HTML(line.planLine)] : []) + [
                        HTML {
                            if let order = line.order, let number = line.orderNumber {
                                a(.href("/orders/\(order)")) { number }
                            }
                        },
                        HTML(line.amount.description),
                    ])
            })
    }
}

extension StatementLine {
    var words: String { code.words(supplier: supplier ?? "the supplier") }
}

/// Which part of the statement is asked for, as it stands in the address.
struct StatementQuery: Sendable {
    let line: PlanLine.ID?
    let from: TypedDay
    let to: TypedDay
    let page: Int
    private(set) var problems = FieldProblems()
    private(set) var filter = StatementFilter()

    static let pageSize = 100

    init(_ request: Request) {
        let wanted = request.query("line")
        line = wanted.isEmpty ? nil : PlanLine.ID(wanted)
        from = TypedDay(request, "from")
        to = TypedDay(request, "to")
        page = request.page
        filter = StatementFilter(
            line: line, from: from.read("from", "the first day", isOptional: true, &problems),
            to: to.read("to", "the last day", isOptional: true, &problems))
        if let first = filter.from, let last = filter.to, last < first {
            problems.add("to", "The last day must not be before the first")
        }
    }

    /// The query without its page.
    var text: String {
        "line=\(SignInPage.encode(line?.text ?? ""))\(from.query("from"))\(to.query("to"))"
    }

    var isNarrowed: Bool { line != nil || !from.isEmpty || !to.isEmpty }
}

/// The statement with its filters, its pages, and the file.
struct StatementPart: Component {
    let query: StatementQuery
    let plan: Plan?
    let lines: [StatementLine]
    let count: Int

    var html: HTML {
        h2(.id("statement-title")) { "Statement" }
        Details("Show only some movements", isOpen: query.isNarrowed || !query.problems.isEmpty) {
            form(.method("get"), .action("/budget")) {
                Select(
                    name: "line", label: "Plan line",
                    choices: [Choice("", "All lines")] + (plan?.lines ?? []).map { Choice($0.id.text, $0.title) },
                    value: query.line?.text ?? "")
                query.from.field("from", "From this day", problem: query.problems["from"])
                query.to.field("to", "Until this day", problem: query.problems["to"])
                Button("Show", kind: .secondary)
            }
        }
        if lines.isEmpty {
            p { query.isNarrowed ? "Nothing moved that you asked for." : "Nothing has moved yet." }
        } else {
            StatementTable(lines: lines)
            Pagination(
                page: query.page, pageCount: max(1, (count + StatementQuery.pageSize - 1) / StatementQuery.pageSize),
                address: "/budget?\(query.text)&page=", subject: "Statement")
            p { a(.href("/budget/statement.csv?\(query.text)")) { "Download these movements (CSV)" } }
        }
    }

    static let fileHead = CSVLine(["day", "code", "what", "plan_line", "order", "amount"]).text

    static func fileLine(_ line: StatementLine) -> String {
        var cells = CSVLine([
            line.on.description, line.code.rawValue, line.words, line.planLine, line.orderNumber ?? "",
        ])
        cells.add(line.amount)
        return cells.text
    }
}
