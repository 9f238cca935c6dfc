import Baskets
import Markup
import Plans
import Values

/// The buttons that do something about one line of the basket, each a form of its own.
struct BasketActs: Sendable {
    let line: BasketLine
    let title: String
    /// The first day on which the supplier can come or deliver.
    let earliest: Day
    let hidden: [HiddenField]

    var address: String { "/basket/lines/\(line.id)" }

    func order(_ quantity: Int, key: Int) -> HTML {
        PostForm(
            action: address, hidden: named(key) + [HiddenField(name: "quantity", value: String(quantity))]
        ) {
            Button("Order \(quantity)", kind: .secondary, about: title)
        }.html
    }

    func repeats(_ times: Int, key: Int) -> HTML? {
        guard let schedule = line.wants.schedule else { return nil }
        return arrange(
            with(schedule: schedule.with(times: times)), "Order it \(times) \(times == 1 ? "time" : "times")", key: key)
    }

    func pays(_ planLine: PlanLine.ID, _ payer: String, key: Int) -> HTML {
        arrange(
            .init(schedule: line.wants.schedule, planLine: planLine, contribution: line.wants.contribution),
            "Have “\(payer)” pay", key: key)
    }

    /// On the day of the next money, or as soon after it as the supplier can.
    func comes(on day: Day, key: Int) -> HTML {
        let day = max(day, earliest)
        return arrange(with(schedule: Schedule(first: day)), "Have it on \(day.words)", key: key)
    }

    /// As often as before, from that day on.
    func starts(on day: Day, key: Int) -> HTML {
        let schedule = line.wants.schedule.map { Schedule(first: day, every: $0.every, times: $0.times) }
        return arrange(with(schedule: schedule ?? Schedule(first: day)), "Begin on \(day.words)", key: key)
    }

    func accepts(_ price: Money) -> HTML {
        PostForm(
            action: "\(address)/price",
            hidden: hidden.naming("price-\(line.id)") + [HiddenField(name: "price", value: String(price.pence))]
        ) {
            Button("Accept the new price", about: "of \(price) for \(title)")
        }.html
    }

    var removes: HTML {
        PostForm(action: "\(address)/removal", hidden: hidden.naming("remove-\(line.id)")) {
            Button("Leave it out", kind: .secondary, about: title)
        }.html
    }

    private func with(schedule: Schedule?) -> BasketLine.Wants {
        .init(schedule: schedule, planLine: line.wants.planLine, contribution: line.wants.contribution)
    }

    private func arrange(_ wants: BasketLine.Wants, _ text: String, key: Int) -> HTML {
        PostForm(
            action: "\(address)/arrangement",
            hidden: named(key) + ArrangeForm(line.id, wants).hidden
        ) {
            Button(text, kind: .secondary, about: title)
        }.html
    }

    private func named(_ key: Int) -> [HiddenField] { hidden.naming("way-\(key)-\(line.id)") }
}
