import Catalogue
import Markup
import Orders
import Storage
import Values

/// What a supplier has to do today and this week, how its money stands, and how it has done: what is urgent first.
struct SupplierTodayPage: Sendable {
    let supplier: Supplier
    let today: Day
    let now: Moment
    let day: SupplierDay
    let problems: ProblemList
    let figures: SupplierFigures
    let hasOrders: Bool
    let reviewCount: Int
    /// Of reviewers, about listings.
    let answers: [ListingAnswer]

    var view: View {
        View("Today", place: .today, width: .wide) {
            h1 { "Today" }
            p(.class("lead")) { "\(today.words). \(summary)" }
            SupplierPapers(supplier: supplier, today: today)
            if hasOrders {
                answering
                delivering
                mail
                SupplierMoneyPanel(sums: day.sums, today: today)
            } else {
                beginning
            }
            ListingAnswers(answers: answers)
            if reviewCount > 0 { said }
            if hasOrders { SupplierFiguresPanel(figures: figures) }
        }
    }

    private var summary: String {
        if !hasOrders { return "Nobody has sent you an order yet." }
        let late = day.deliveries.count { $0.due.day < today }
        var parts = [Count.words(day.toAnswerCount + tasks.count, "thing to answer", "things to answer")]
        parts.append(
            "\(Count.words(day.deliveryCount, "delivery or visit", "deliveries or visits")) to record this week")
        if late > 0 { parts.append("\(late) of them overdue") }
        return parts.joined(separator: ", ") + "."
    }

    /// A supplier's first day.
    private var beginning: HTML {
        HTML {
            EmptyState(
                title: "Your first order comes here",
                text: "Until then, see that your listings say what people need to know.",
                next: Link("Look over your listings", href: "/supplier/listings"))
            h2 { "What will be here" }
            ul(.class("bullets")) {
                li { "what you have to answer, and by when" }
                li { "deliveries and visits of today and of this week" }
                li { "messages, and problems that customers report" }
                li { "what you will be paid" }
            }
        }
    }

    // MARK: What has to be answered

    /// Something to do by a day, whatever it is about.
    private struct Duty {
        let title: String
        let href: String
        let about: String
        let deliverTo: String
        let due: Moment?
    }

    /// Problems with which it is the supplier's turn.
    private var tasks: [ProblemList.Item] { problems.items.filter { $0.problem.supplierTask != nil } }

    private var duties: [Duty] {
        let orders = day.toAnswer.map { item in
            Duty(
                title: item.status == .sent ? "New order" : "Would like to cancel",
                href: "/supplier/orders/\(item.id)", about: "\(item.firstTitle), order \(item.number)",
                deliverTo: item.deliverTo, due: item.expiresAt)
        }
        let reported = tasks.map { item in
            Duty(
                title: item.problem.supplierTask ?? "", href: "/supplier/problems/\(item.problem.id)",
                about: "\(item.title), order \(item.number)", deliverTo: item.holder, due: item.problem.dueAt)
        }
        let far = Moment(milliseconds: .max)
        return (orders + reported).enumerated().sorted {
            ($0.element.due ?? far, $0.offset) < ($1.element.due ?? far, $1.offset)
        }.map(\.element)
    }

    @HTMLBuilder private var answering: HTML {
        let duties = duties
        SectionHeading("To answer", count: day.toAnswerCount + tasks.count)
        if duties.isEmpty {
            p { "Nothing waits for your answer." }
        } else {
            DataTable(
                id: "duties", caption: "To answer, the most urgent first", isCaptionHidden: true,
                columns: [.init("What"), .init("About"), .init("For"), .init("By")],
                rows: duties.prefix(SupplierDay.most).map { duty in
                    .init(
                        Link(duty.title, href: duty.href, about: duty.about).html,
                        [
                            HTML { bdi { duty.about } }, HTML { bdi { duty.deliverTo } },
                            HTML(duty.due.map { $0 < now ? "\($0.words): overdue" : $0.words } ?? "As soon as you can"),
                        ], isMarked: duty.due.map { $0 < now || $0.day <= today } ?? false)
                })
            cut(min(duties.count, SupplierDay.most), of: day.toAnswerCount + tasks.count)
            if problems.isCut { p(.class("quiet")) { "There are more problems than these: see Problems." } }
        }
    }

    // MARK: What has to be delivered

    @HTMLBuilder private var delivering: HTML {
        SectionHeading("Deliveries and visits to record", count: day.deliveryCount)
        if day.deliveries.isEmpty {
            p { "Nothing is due by Sunday." }
        } else {
            p { "When something has come, record it with its proof: only then can the customer confirm it." }
            DataTable(
                id: "deliveries", caption: "Deliveries and visits due by Sunday, the oldest first",
                isCaptionHidden: true,
                columns: [.init("What"), .init("For"), .init("Order"), .init("Due")],
                rows: day.deliveries.map { delivery in
                    .init(
                        HTML {
                            a(.class("link"), .href("/supplier/orders/\(delivery.part)#now")) {
                                bdi { delivery.title }
                                Hidden(" for \(delivery.deliverTo), order \(delivery.number)")
                            }
                            ", \(Unit.count(delivery.due.units, delivery.unit))"
                        },
                        [HTML { bdi { delivery.deliverTo } }, HTML(delivery.number), HTML(words(of: delivery.due.day))],
                        isMarked: delivery.due.day <= today)
                })
            cut(day.deliveries.count, of: day.deliveryCount)
        }
    }

    private func words(of due: Day) -> String {
        due == today ? "Today" : due < today ? "\(due.words): overdue" : due.words
    }

    private func cut(_ shown: Int, of count: Int) -> HTML {
        HTML { if count > shown { p(.class("quiet")) { "The first \(shown) of \(count) are shown." } } }
    }

    // MARK: What people say

    @HTMLBuilder private var mail: HTML {
        SectionHeading("Messages to answer", count: day.mail.count)
        if day.mail.isEmpty {
            p { "You have answered every message." }
        } else {
            ul(.class("list")) {
                for item in day.mail {
                    li {
                        a(.class("link"), .href("/supplier/orders/\(item.part)#messages-\(item.part)")) {
                            "Order \(item.number)"
                        }
                        ", from "
                        if item.side == .commissioner { "the commissioner" } else { bdi { item.deliverTo } }
                        p(.class("quiet")) { item.at.words }
                    }
                }
            }
            if day.mail.count == SupplierDay.most { p(.class("quiet")) { "These are the oldest. There may be more." } }
        }
    }

    @HTMLBuilder private var said: HTML {
        SectionHeading(
            "What people say about you", count: reviewCount, link: Link("Read and reply", href: "/supplier/reviews"))
        RatingLine(rating: supplier.rating, count: reviewCount)
    }
}

extension Problem {
    /// What its supplier has to do about it now; nil while it is somebody else's turn.
    fileprivate var supplierTask: String? {
        switch status {
        case .open: "Answer a problem"
        case .agreed: remedy?.needsReturn == true ? "Record what came back" : nil
        case .replacing: "Deliver it again"
        case .refunding, .overdue: "Pay back \(refund - refunded)"
        case .disputed, .escalated, .resolvedPendingMoney, .closed, .withdrawn: nil
        }
    }
}
