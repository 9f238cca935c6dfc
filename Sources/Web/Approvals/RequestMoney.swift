import Markup
import Orders
import Plans
import Storage
import Values

/// Where the money would come from, against the line, the whole plan, and everything else the person has.
struct RequestMoney: Component {
    let request: ApprovalView

    var html: HTML {
        SectionHeading("The money")
        div(.class("panel text")) {
            for source in RequestSources(request.part).all { p { sentence(source) } }
            p { whole }
        }
        DataTable(
            id: "plan", caption: "The plan’s lines that run now",
            columns: [
                .init("Plan line"), .init("Left", align: .end), .init("Held", align: .end),
                .init("Promised", align: .end), .init("Paid", align: .end),
            ],
            rows: request.budget.lines.map(row), foot: foot, empty: "No line of the plan runs now.")
        p(.class("quiet")) {
            "Held: signed, and not accepted by the supplier yet; requests that wait are in it. "
            "Promised: accepted by the supplier, or received and not paid yet. "
            "Each line is shown in the period that runs now."
        }
    }

    private var plan: Plan { request.plan }

    private func sentence(_ source: RequestSources.Source) -> String {
        guard let id = source.line, let line = plan[line: id] else {
            return "\(source.amount) is extra money: no line of the plan pays it. "
                + (isOpen ? "It is reserved in your fund until you decide." : "")
        }
        let start = "\(source.amount) comes from the plan line “\(line.title)”, which gives "
            + "\(line.allocation.amount) \(line.allocation.every.words)."
        guard isOpen, let now = request.budget[line: id] else { return start }
        if let period = source.period, period > now.period.last {
            return start + " It is held in the period that begins on \(period.words)."
        }
        if source.period != now.period.first {
            return start + " It is held in the period that began on \(source.period?.words ?? "an earlier day")."
        }
        return start + " It is held there now, and \(now.available) more is left until \(now.period.last.words)."
    }

    private var isOpen: Bool { request.approval.status.isOpen }

    private var whole: String {
        let given = plan.lines.map(\.allocation.total).total
        let span = "from \(plan.span.first.words) to \(plan.span.last.words)"
        let share = RequestMoney.share(request.part.charge, of: given).map { ", which is \($0) of it" } ?? ""
        let own = request.part.lines.map(\.contribution).total
        return "The whole plan gives \(given) \(span). This request is \(request.part.charge)\(share)."
            + (own.isPositive ? " The holder pays \(own) to the supplier beside it." : "")
    }

    /// In whole per cent, and in words where that would be nothing.
    static func share(_ part: Money, of whole: Money) -> String? {
        guard whole.isPositive else { return nil }
        let percent = (part.pence * 200 + whole.pence) / (whole.pence * 2)
        return percent == 0 ? "less than 1%" : "\(percent)%"
    }

    private func row(_ budget: LineBudget) -> DataTable.Row {
        let isConcerned = RequestSources(request.part).all.contains { concerns($0, budget.line) }
        return .init(
            HTML {
                bdi { budget.line.title }
                if isConcerned { " "; StatusTag("This request", tone: .ask) }
                br()
                span(.class("quiet")) {
                    budget.line.kind == .extras ? "granted request by request" : "\(budget.given)"
                    " until \(budget.period.last.words)"
                }
            },
            sums([budget]),
            isMarked: isConcerned)
    }

    /// Extra money would be put on the line that every plan keeps for it.
    private func concerns(_ source: RequestSources.Source, _ line: PlanLine) -> Bool {
        source.line == line.id || source.line == nil && line.kind == .extras
    }

    private var foot: DataTable.Row { .init("All lines", sums(request.budget.lines)) }

    private func sums(_ lines: [LineBudget]) -> [HTML] {
        [
            lines.map(\.available).total, lines.map(\.held).total,
            lines.map(\.committed).total + lines.map(\.owed).total, lines.map(\.paid).total,
        ].map(amount)
    }

    private func amount(_ money: Money) -> HTML { HTML { span(.class("amount")) { "\(money)" } } }
}

/// What each plan line would pay of a part, and what would be extra money.
struct RequestSources: Sendable {
    struct Source: Sendable, Hashable {
        /// Nil for extra money.
        let line: PlanLine.ID?
        /// First day of the line's period.
        let period: Day?
        var amount: Money
    }

    private(set) var all: [Source] = []

    init(_ part: SupplierOrder) {
        for line in part.lines {
            for source in line.sources {
                add(Source(line: source.planLine, period: source.period, amount: source.amount))
            }
            if line.extra.isPositive { add(Source(line: nil, period: nil, amount: line.extra)) }
        }
    }

    private mutating func add(_ source: Source) {
        if let index = all.firstIndex(where: { $0.line == source.line && $0.period == source.period }) {
            all[index].amount += source.amount
        } else {
            all.append(source)
        }
    }
}
