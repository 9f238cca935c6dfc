import Catalogue
import Ledger
import Markup
import Orders
import Plans
import Storage
import Values

/// The lines of one part: how they stand, and which rules spoke when they were signed.
struct OrderCaseLines: Component {
    let part: OrderView.Part
    let plan: Plan?
    let categories: Categories

    var html: HTML {
        DataTable(
            id: "lines-\(part.part.id)", caption: "What was ordered from \(part.supplier.name)", isCaptionHidden: true,
            columns: [
                .init("What"), .init("How many"), .init("How it stands"), .init("Price", align: .end),
                .init("Total", align: .end), .init("Who pays"), .init("Verdict when signed"),
            ],
            rows: part.part.lines.map(row))
    }

    private func row(_ line: OrderLine) -> DataTable.Row {
        .init(
            HTML {
                bdi { line.title }
                if let old = line.replaces.flatMap({ part.part.line($0)?.title }) {
                    br()
                    span(.class("quiet")) { "agreed in the place of “\(old)”" }
                }
            },
            [
                HTML(line.amountWords), HTML(part.part.tally(line.position)?.words(for: .commissioner) ?? ""),
                HTML("\(part.part.tally(line.position)?.unitPrice ?? line.unitPrice)"), HTML("\(line.total)"),
                HTML.lines(
                    line.lineSums(plan).map(\.words) + (line.extra.isPositive ? ["\(line.extra) of extra money"] : [])
                        + (line.contribution.isPositive ? ["\(line.contribution) by the holder"] : [])),
                HTML(verdict(line)),
            ])
    }

    private func verdict(_ line: OrderLine) -> String {
        guard let plan, !line.rules.isEmpty else { return "In the plan" }
        let category = categories[line.category]?.title ?? line.category.text
        var seen: Set<String> = []
        return line.rules.filter { seen.insert($0).inserted }
            .map { RuleWords.sentence($0, about: line, category: category, plan: plan) }.joined(separator: " ")
    }
}

/// Where the public money of one part is, by plan line and period.
struct OrderCaseMoney: Component {
    let part: OrderView.Part
    let holds: [Hold]
    /// As it was when it was signed, and as it is now.
    let plan: Plan?
    let newest: Plan?

    var html: HTML {
        if !holds.isEmpty {
            DataTable(
                id: "money-\(part.part.id)", caption: "Where the money for \(part.supplier.name) is",
                columns: [
                    .init("Plan line"), .init("Period from"), .init("Line of the order"),
                    .init("Set aside", align: .end), .init("Where it is now"),
                ],
                rows: holds.map(row))
        }
    }

    private func row(_ hold: Hold) -> DataTable.Row {
        let title = [plan, newest].compactMap { $0?[line: .init(hold.pot.planLine)]?.title }.first
            ?? "A line that is not in the plan any more"
        return .init(
            HTML { bdi { hold.source == .fund ? "Extra money: \(title)" : title } },
            [
                HTML(OrderCaseMoney.day(hold.pot.period)), HTML { bdi { part.part.line(hold.position)?.title ?? "" } },
                HTML("\(hold.amount)"),
                HTML.lines(HoldBucket.allCases.filter { hold[$0].isPositive }.map { "\(hold[$0]) \($0.words)" }),
            ])
    }

    private static func day(_ text: String) -> String {
        do { return try Day(text).words } catch { return text }
    }
}

extension HoldBucket {
    var words: String {
        switch self {
        case .reserved: "set aside in the fund"
        case .held: "held"
        case .released: "given back before anybody accepted"
        case .committed: "promised to the supplier"
        case .decommitted: "given back"
        case .owed: "owed to the supplier"
        case .disputed: "owed, set aside for a problem"
        case .credited: "credited by the supplier"
        case .paid: "paid"
        case .refundDue: "to be paid back"
        case .refunded: "paid back"
        }
    }
}

/// What the commissioner can decide about a part now.
struct ReviewForms: Component {
    let part: OrderView.Part
    /// Of the order.
    let address: String
    let hidden: [HiddenField]
    let typed: CaseTyped

    private var id: SupplierOrder.ID { part.part.id }
    private var status: SupplierOrderStatus { part.part.status }

    static func field(_ name: String, _ part: SupplierOrder.ID) -> String { "\(name)-\(part)" }
    private func field(_ name: String) -> String { ReviewForms.field(name, id) }
    private func fields(_ form: String) -> [HiddenField] {
        hidden.naming("\(form)-\(id)") + [SeenVersion.field(part.part.version)]
    }

    var html: HTML {
        if status == .onHold {
            div(.class("panel panel--marked")) {
                h3 { "How does it go on?" }
                PostForm(action: "\(address)/parts/\(id)/review", hidden: fields("review")) {
                    Radios(
                        name: field("outcome"), legend: "Your decision",
                        choices: [
                            Choice("go_on", "It goes on as ordered"),
                            Choice(
                                "finish", "Only so many still come, as entered below", hint: "The rest is cancelled."),
                            Choice("stop", "Nothing more comes", hint: "What has come is paid for."),
                        ], value: typed.outcome, problem: typed.problems[field("outcome")])
                    UnitFields(
                        group: "keep", items: part.part.items(.toCome), question: { "How many of “\($0)” still come?" },
                        typed: typed.units, problems: typed.problems)
                    reason
                    Button("Record the decision", about: "about \(part.supplier.name)")
                }
            }
        } else if status.allows(.putOnHold) {
            Details("Put this part on hold", isOpen: typed.problems[field("reason")] != nil) {
                p { "What is booked goes on. Nothing new is accepted until you say how it goes on." }
                PostForm(action: "\(address)/parts/\(id)/hold", hidden: fields("hold")) {
                    reason
                    Button("Put on hold", kind: .warning, about: part.supplier.name)
                }
            }
        }
    }

    private var reason: TextArea {
        TextArea(
            name: field("reason"), label: "Reason", hint: "The holder and the supplier read it.", value: typed.reason,
            problem: typed.problems[field("reason")], rows: 3, maximum: OrderNote.charactersMaximum)
    }
}
