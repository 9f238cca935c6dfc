import Markup

/// A table that can be wider than the screen: it scrolls in its own named box, and the page does not.
///
/// On a narrow screen each row becomes a small list. The roles are said outright, because browsers forget them when a
/// table is no longer drawn as one.
struct DataTable: Component {
    enum Align: String, Sendable {
        case start, end
    }

    struct Column: Sendable {
        let title: String
        var align = Align.start
        var sort: Sort?
        /// Whether the heading is only heard, as over a column of buttons.
        var isHidden = false

        init(_ title: String, align: Align = .start, sort: Sort? = nil, isHidden: Bool = false) {
            self.title = title
            self.align = align
            self.sort = sort
            self.isHidden = isHidden
        }
    }

    /// A link that sorts by the column, and how it is sorted now.
    struct Sort: Sendable {
        enum Order: String, Sendable {
            case ascending, descending
        }

        let href: String
        var order: Order?
    }

    struct Row: Sendable {
        let header: HTML
        let cells: [HTML]
        /// Whether the row wants attention; say why in words in one of its cells.
        var isMarked = false

        init(_ header: HTML, _ cells: [HTML], isMarked: Bool = false) {
            self.header = header
            self.cells = cells
            self.isMarked = isMarked
        }
    }

    let id: String
    let caption: String
    var isCaptionHidden = false
    /// The first column is that of the row headers.
    let columns: [Column]
    let rows: [Row]
    /// The totals, set off from the rows.
    var foot: Row?
    /// What stands there when there are no rows.
    var empty = "There is nothing to show."

    var html: HTML {
        div(.class("table-scroll"), .role("region"), .tabindex(0), .ariaLabelledBy("\(id)-caption")) {
            table(.class("table"), .id(id), .role("table")) {
                Markup.caption(.class(isCaptionHidden ? "hidden" : "table__caption"), .id("\(id)-caption")) { caption }
                thead(.role("rowgroup")) { tr(.role("row")) { for column in columns { heading(column) } } }
                tbody(.role("rowgroup")) {
                    for row in rows { line(row) }
                    if rows.isEmpty { tr { td(.class("table__empty"), .colspan(columns.count)) { empty } } }
                }
                if let foot { tfoot(.role("rowgroup")) { line(foot) } }
            }
        }
    }

    private func heading(_ column: Column) -> HTML {
        th(
            .class("table__head table__cell--\(column.align.rawValue)"), .scope("col"), .role("columnheader"),
            .attribute("aria-sort", column.sort?.order?.rawValue)
        ) {
            if let sort = column.sort {
                a(.class("table__sort"), .href(sort.href)) {
                    column.title
                    arrow(sort)
                }
            } else if column.isHidden {
                Hidden(column.title)
            } else {
                column.title
            }
        }
    }

    private func arrow(_ sort: Sort) -> HTML {
        span(.class("table__arrow"), .ariaHidden("true")) {
            switch sort.order {
            case .ascending: "▲"
            case .descending: "▼"
            case nil: "↕"
            }
        }
    }

    private func line(_ row: Row) -> HTML {
        tr(.when(row.isMarked, .class("table__row--marked")), .role("row")) {
            th(.class("table__name"), .scope("row"), .role("rowheader")) { row.header }
            for (cell, column) in zip(row.cells, columns.dropFirst()) {
                td(
                    .class("table__cell--\(column.align.rawValue)"), .role("cell"),
                    .attribute("data-title", column.title)
                    // One block, so that a folded table keeps it together.
                ) { div { cell } }
            }
        }
    }
}
