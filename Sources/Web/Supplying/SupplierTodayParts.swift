import Catalogue
import Markup
import Orders
import Storage
import Values

/// Why nobody, or not everybody, can order from a supplier, as far as its papers and approvals go; and what will run
/// out soon.
struct SupplierPapers: Component {
    let supplier: Supplier
    let today: Day

    /// So long before the last day it is said.
    static let warningDays = 60

    private var ending: [(what: String, day: Day)] {
        let checks = supplier.checks
        let all: [(String, Day?)] = [
            ("Your insurance", checks.insuredUntil),
            (SupplierCheck.workers.supplierWords, checks.workersUntil),
            (SupplierCheck.cqc.supplierWords, checks.cqcUntil),
            (SupplierCheck.professional.supplierWords, checks.registerUntil),
            ("Something else that you have to show", checks.papersUntil),
        ]
        return all.compactMap { what, day in
            day.flatMap { $0 - today <= SupplierPapers.warningDays ? (what, $0) : nil }
        }
    }

    var html: HTML {
        if supplier.takesOrders { missing }
        for paper in ending {
            if paper.day < today {
                Notice(
                    .warning, "\(paper.what) ran out on \(paper.day.words)",
                    text: "Customers can’t buy what needs it until we have seen a new one. Your checklist says what.")
            } else {
                Notice(
                    .info, "\(paper.what) runs out on \(paper.day.words)",
                    text: "Send us the new one before that, so that customers can go on buying.")
            }
        }
    }

    @HTMLBuilder private var missing: HTML {
        if !supplier.isApproved(on: today) {
            Notice(
                .warning, "You are not approved for anything now",
                text: "Nobody can order from you until a commissioner approves you for something.")
        }
        if supplier.checks.insuredUntil == nil {
            Notice(
                .warning, "We have not seen your insurance",
                text: "Customers can’t buy anything until we have seen what your checklist asks for.")
        }
    }
}

/// What a supplier will be paid, and what it was paid this week.
struct SupplierMoneyPanel: Component {
    let sums: SupplierDay.Sums
    let today: Day

    /// By when what is owed longest should be paid.
    private var due: Day? { sums.owedSince?.day.adding(days: OrderLimits.paymentDays) }

    var html: HTML {
        SectionHeading("Your money", link: Link("Statement", href: "/supplier/statement"))
        DataTable(
            id: "money", caption: "How your money stands", isCaptionHidden: true,
            columns: [.init("How it stands"), .init("Sum", align: .end), .init("When")],
            rows: [
                row("Accepted", sums.accepted, "Set aside for you. It is owed once customers confirm what came."),
                row("Confirmed and owed", sums.owed, owed, isMarked: due.map { $0 < today } ?? false),
                row(
                    "Waiting for a problem to be settled", sums.disputed,
                    "Paid when that is settled, as far as it is owed."),
                row("Paid this week", sums.paidThisWeek, "Since Monday."),
            ])
    }

    private var owed: String {
        guard let since = sums.owedSince, let due else { return "Nothing is owed now." }
        return due < today
            ? "The oldest has been owed since \(since.day.words): it should have been paid by \(due.words)."
            : "The oldest has been owed since \(since.day.words), and should be paid by \(due.words)."
    }

    private func row(_ title: String, _ sum: Money, _ when: String, isMarked: Bool = false) -> DataTable.Row {
        .init(HTML(title), [HTML { span(.class("amount")) { "\(sum)" } }, HTML(when)], isMarked: isMarked)
    }
}

/// How a supplier has done, in sentences and numbers.
struct SupplierFiguresPanel: Component {
    let figures: SupplierFigures

    var html: HTML {
        SectionHeading("Your last \(SupplierFigures.days) days")
        if figures.isEmpty {
            p { "Nothing was answered, delivered or paid in this time." }
        } else {
            DataTable(
                id: "figures", caption: "Your last \(SupplierFigures.days) days in numbers", isCaptionHidden: true,
                columns: [.init("What"), .init("How many", align: .end), .init("Of", align: .end), .init("In words")],
                rows: rows)
            p(.class("quiet")) {
                "Counted from the steps of your orders and from payments. Whether a delivery was late is counted where "
                "it was promised for one day: regular visits are not in it."
            }
        }
    }

    private var rows: [DataTable.Row] {
        let asked = figures.answered + figures.unanswered
        return [
            row("Answered in time", figures.answered, asked, none: "No order had to be answered.") {
                "You answered \($0) in time."
            },
            row("Declined", figures.declined, figures.answered, none: "You answered no order.") {
                "You declined \($0) that you answered."
            },
            row("Late", figures.late, figures.dated, none: "Nothing was delivered that was promised for one day.") {
                "\($0) came later than you promised."
            },
            row("Returned", figures.returned, figures.delivered, none: "Nothing was delivered.") {
                "Of \($0) something was given back or paid back."
            },
            paying,
        ]
    }

    private var paying: DataTable.Row {
        guard let median = figures.daysToPaymentMedian else {
            return .init(HTML("Days to payment"), [HTML("–"), HTML("–"), HTML("Nothing was paid to you.")])
        }
        return .init(
            HTML("Days to payment"),
            [
                HTML("\(median)"), HTML("–"),
                HTML(
                    "From your acceptance to the payment, the middle of "
                        + "\(Count.words(figures.paid, "payment", "payments"))."),
            ])
    }

    private func row(
        _ title: String, _ count: Int, _ whole: Int, none: String, words: (String) -> String
    ) -> DataTable.Row {
        guard whole > 0 else { return .init(HTML(title), [HTML("–"), HTML("0"), HTML(none)]) }
        let phrase = count == 0 ? "none of \(whole)" : "\(count) of \(whole)"
        let sentence = words("\(phrase) \(whole == 1 ? "order" : "orders")")
        return .init(
            HTML(title),
            [HTML("\(count)"), HTML("\(whole)"), HTML(sentence.prefix(1).uppercased() + sentence.dropFirst())])
    }
}
