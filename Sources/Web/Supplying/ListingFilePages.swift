import Catalogue
import Markup
import Values

/// A supplier's files: bringing one, fetching everything, and what became of those before.
struct ListingFilesPage {
    let runs: [ListingRun]
    let problems: FieldProblems
    let hidden: [HiddenField]

    static let most = 100

    var view: View {
        View(
            "Listings by file", place: .listings, breadcrumb: [Link("Your listings", href: "/supplier/listings")],
            problems: problems, width: .wide
        ) {
            h1 { "Listings by file" }
            h2 { "Fetch" }
            p {
                "All your listings with all their columns. Change what you like, and bring the file back. What you do "
                "not change is not set back, even when prices or stock have moved since. Keep the columns "
                code { "price_now" }
                " and "
                code { "stock_now" }
                ": they tell us what you saw."
            }
            p { a(.class("link"), .href("/supplier/listings.csv")) { "Download your listings (CSV)" } }
            h2 { "Bring" }
            p {
                "A file of comma-separated values with a line of column names, at most "
                "\(ListingRun.bytesMaximum >> 20) MB. For prices or stock alone, two columns are enough: your code "
                "and the price, or your code and the stock; what you leave empty stays. You see what it would do "
                "before anything changes."
            }
            PostForm(action: "/supplier/files", hidden: hidden, takesFiles: true) {
                FileField(
                    name: "file", label: "Your file", problem: problems["file"], accept: ".csv,text/csv")
                Button("Send file")
            }
            h2 { "Files so far" }
            DataTable(
                id: "files", caption: "Files so far, the newest first", isCaptionHidden: true,
                columns: [
                    .init("File"), .init("When"), .init("Stands"), .init("Added", align: .end),
                    .init("Changed", align: .end), .init("Unchanged", align: .end), .init("Wrong", align: .end),
                ],
                rows: runs.map(row), empty: "You have brought no file yet.")
            p(.class("quiet")) {
                "Files are deleted after \(ListingRun.daysKept) days. "
                if runs.count == Self.most { "Only the newest \(Self.most) are shown." }
            }
        }
    }

    private func row(_ run: ListingRun) -> DataTable.Row {
        .init(
            HTML { a(.class("link"), .href("/supplier/files/\(run.id)")) { bdi { run.name } } },
            [
                HTML(run.startedAt.day.words), run.status.tag.html, HTML("\(run.tally.added)"),
                HTML("\(run.tally.changed)"), HTML("\(run.tally.unchanged)"), HTML("\(run.tally.wrong)"),
            ])
    }
}

/// One file: naming its columns, what it would do, what it did.
struct ListingFilePage {
    let run: ListingRun
    let attributes: [AttributeField]
    let hasWrongRows: Bool
    let hidden: [HiddenField]
    var mapping: [String]
    var problems = FieldProblems()

    init(run: ListingRun, attributes: [AttributeField], hasWrongRows: Bool, hidden: [HiddenField]) {
        self.run = run
        self.attributes = attributes
        self.hasWrongRows = hasWrongRows
        self.hidden = hidden
        mapping = run.mapping
    }

    private var address: String { "/supplier/files/\(run.id)" }
    private var versioned: [HiddenField] { hidden + [HiddenField(name: "version", value: String(run.version))] }

    var view: View {
        View(
            run.name, place: .listings,
            breadcrumb: [
                Link("Your listings", href: "/supplier/listings"), Link("Listings by file", href: "/supplier/files"),
            ], problems: problems, width: .wide
        ) {
            h1 { bdi { run.name } }
            p { run.status.tag }
            if let failure = run.failure { Notice(.warning, "It was not finished", text: failure) }
            if run.isAtWork {
                p(.class("lead")) { "\(run.tally.rows) rows so far. You can leave this page; the work goes on." }
                ButtonLink("See how far it is", href: address, kind: .secondary)
            }
            if run.status != .uploaded { outcome }
            if run.status == .checked { carryingOut }
            if run.status == .uploaded || run.status == .checked { columns }
        }
    }

    @HTMLBuilder private var outcome: HTML {
        let isDone = run.status == .done || run.status == .running || run.status == .cleared
        SummaryList([
            .init(isDone ? "Added" : "Would be added", HTML("\(run.tally.added)")),
            .init(isDone ? "Changed" : "Would change", HTML("\(run.tally.changed)")),
            .init("Unchanged", HTML("\(run.tally.unchanged)")), .init("Wrong", HTML("\(run.tally.wrong)")),
        ])
        if !run.problems.isEmpty {
            DataTable(
                id: "problems",
                caption: run.tally.wrong > run.problems.count
                    ? "The first \(run.problems.count) problems" : "Problems",
                columns: [.init("Row"), .init("Column"), .init("What is wrong")],
                rows: run.problems.map { problem in
                    .init(HTML("\(problem.line)"), [HTML { bdi { problem.column } }, HTML(problem.words)])
                })
        }
        if hasWrongRows, !run.isAtWork {
            p { a(.class("link"), .href("\(address)/wrong-rows.csv")) { "Download the wrong rows, with the reasons" } }
        }
    }

    private var carryingOut: HTML {
        HTML {
            h2 { "Carry it out" }
            p {
                "Good rows count, wrong rows are left out and come back as a file. New listings are proposed, changes "
                "wait for review, lower prices and stock count at once, higher prices after notice."
            }
            if run.tally.added + run.tally.changed > 0 {
                PostForm(action: "\(address)/run", hidden: versioned.naming("run")) { Button("Carry it out") }
            } else {
                p { "There is nothing in it to carry out." }
            }
        }
    }

    private var columns: HTML {
        HTML {
            h2 { "Columns" }
            p { "Say what each column of your file is. We remember it for the next file." }
            if let problem = problems["columns"] { p(.class("problem"), .id("columns")) { problem } }
            PostForm(action: "\(address)/check", hidden: versioned.naming("check")) {
                for (position, title) in run.header.enumerated() {
                    Select(
                        name: "column-\(position)", label: title, choices: choices, value: mapping[position],
                        problem: problems["column-\(position)"])
                }
                Button(run.status == .checked ? "Look through it again" : "Look through it", kind: kind)
            }
        }
    }

    private var kind: ButtonKind { run.status == .checked ? .secondary : .primary }

    private var choices: [Choice] {
        [Choice("", "Pass over")] + ListingColumns.choices(attributes).map { Choice($0.name, $0.title) }
    }
}

extension ListingRunStatus {
    var tag: StatusTag {
        switch self {
        case .uploaded: StatusTag("Columns to name", tone: .ask)
        case .checking: StatusTag("Being looked through", tone: .info)
        case .checked: StatusTag("Looked through, nothing stored yet", tone: .ask)
        case .running: StatusTag("Being carried out", tone: .info)
        case .done: StatusTag("Carried out", tone: .yes)
        case .failed: StatusTag("Not finished", tone: .no)
        case .cleared: StatusTag("File deleted", tone: .plain)
        }
    }
}
