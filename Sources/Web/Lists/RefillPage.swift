import Baskets
import Catalogue
import HTTPTypes
import Markup
import Operations
import Values

/// What of a past order, or of a list, could go into the basket today: line by line, with what changed, before anything
/// is in the basket.
struct RefillPage: Sendable {
    let title: String
    /// Where it comes from.
    let back: Link
    let place: View.Place
    let action: String
    let refill: Refill
    let mayShop: Bool
    /// What was paid then is not for everybody who may shop.
    let seesMoney: Bool
    let hidden: [HiddenField]
    var status = HTTPResponse.Status.ok
    var notice: Notice?
    var problems = FieldProblems()

    var view: View {
        View(
            title, status: status, place: place, breadcrumb: [back], notice: notice, problems: problems, width: .wide
        ) {
            h1 { title }
            p(.class("lead")) { summary }
            if refill.lines.isEmpty {
                EmptyState(title: "There is nothing on it", next: Link("Go to the shop", href: "/shop"))
            } else if refill.ready.isEmpty || !mayShop {
                div(.class("stack")) { for index in refill.lines.indices { panel(index, ticked: false) } }
                ButtonRow { ButtonLink("Go to the shop", href: "/shop", kind: .secondary) }
            } else {
                PostForm(action: action, hidden: hidden) {
                    div(.class("stack")) { for index in refill.lines.indices { panel(index, ticked: true) } }
                    Button("Put what is ticked into the basket")
                }
            }
        }
    }

    private var summary: String {
        let (ready, all) = (refill.ready.count, refill.lines.count)
        if !mayShop { return "You may look at it. Putting things into the basket is not among what you may do here." }
        if ready == all { return "Everything on it can go into the basket, at today’s prices." }
        if ready == 0 { return "Nothing on it can go into the basket now. Why not is said with each thing." }
        return "\(ready) of \(all) can go into the basket, at today’s prices. Why the others can’t is said with each."
    }

    private func panel(_ index: Int, ticked: Bool) -> HTML {
        let (line, id) = (refill.lines[index], "refill-\(index + 1)")
        return section(.class("panel stack"), .ariaLabelledBy(id)) {
            h2(.id(id)) { a(.href("/listings/\(line.asked.listing)")) { bdi { name(line) } } }
            switch line {
            case .ready(_, let verdict, let changes):
                told(changes, verdict)
                verdict.badge
                if ticked { box(index, verdict) }
            case .refused(_, let verdict, let changes):
                StatusTag("Can’t be ordered now", tone: .no)
                for reason in verdict.against { p { verdict.words(of: reason) } }
                told(changes, verdict)
                lookFor(line.asked)
            case .inBasket(_, let quantity):
                StatusTag("In your basket already", tone: .info)
                p { "There are \(quantity) in your basket. "; a(.href("/basket")) { "Change the number there" } }
            case .gone:
                StatusTag("No longer offered", tone: .no)
                lookFor(line.asked)
            }
        }
    }

    private func name(_ line: Refill.Line) -> String {
        switch line {
        case .ready(_, let verdict, _), .refused(_, let verdict, _): verdict.wish.listing.terms.title
        case .inBasket(let asked, _), .gone(let asked): asked.title
        }
    }

    @HTMLBuilder private func told(_ changes: [Refill.Change], _ verdict: Verdict) -> HTML {
        p { verdict.priceSum; " from "; bdi { verdict.wish.supplier.name } }
        if changes.isEmpty {
            p(.class("quiet")) { "Nothing has changed." }
        } else {
            ul(.class("bullets")) { for change in changes { li { words(of: change, verdict) } } }
        }
    }

    private func words(of change: Refill.Change, _ verdict: Verdict) -> String {
        seesMoney ? change.words(verdict.wish.listing.terms.unit) : change.words(withoutSums: verdict)
    }

    private func lookFor(_ asked: Refill.Asked) -> HTML {
        p {
            a(.href("/shop?category=\(asked.category)&show=all")) {
                "Look for the same kind of thing"
                Hidden(" as \(asked.title)")
            }
        }
    }

    private func box(_ index: Int, _ verdict: Verdict) -> HTML {
        ChoiceLine(
            type: "checkbox", name: RefillTicks.field(index), id: RefillTicks.field(index),
            choice: Choice(
                RefillTicks.value(of: verdict),
                "Put \(Unit.count(verdict.wish.quantity, verdict.wish.listing.terms.unit)) into the basket"),
            isChosen: true
        ).html
    }
}

extension Refill.Change {
    /// What was paid then is not said.
    func words(withoutSums verdict: Verdict) -> String {
        switch self {
        case .price(let old, let now): now > old ? "The price rose: \(now) now." : "The price fell: \(now) now."
        case .contributionNotTaken: "Part of it was not paid by the budget then. Say in the basket if it is so again."
        case .title, .fewer, .more, .begins, .otherRunsLeft: words(verdict.wish.listing.terms.unit)
        }
    }

    func words(_ unit: String) -> String {
        switch self {
        case .price(let old, let now):
            now > old ? "The price rose: \(old) then, \(now) now." : "The price fell: \(old) then, \(now) now."
        case .title(let old): "It was called “\(old)” then."
        case .more(let old, let now):
            "There were \(Unit.count(old, unit)) then. The supplier sends no fewer than \(now) now."
        case .fewer(let old, let now): "There were \(Unit.count(old, unit)) then. \(now) can be had now."
        case .begins(let schedule):
            """
            As then, it comes \(schedule.every.words), \(schedule.times) times, beginning on \(schedule.first.words). \
            You can change that in the basket.
            """
        case .contributionNotTaken(let sum):
            "You paid \(sum) of it yourself then. If you want that again, say so in the basket."
        case .otherRunsLeft:
            "It was ordered in more than one way then. This is one of them; add the rest in the basket."
        }
    }
}

/// What was ticked, read back from the form: everything about one line in one field, however long the list is.
enum RefillTicks {
    static func field(_ index: Int) -> String { "take-\(index + 1)" }

    static func value(of verdict: Verdict) -> String {
        let wish = verdict.wish
        var parts = [wish.listing.id.text, String(wish.quantity), String(wish.unitPrice.pence)]
        if let schedule = wish.schedule {
            parts += [schedule.first.description, schedule.every.rawValue, String(schedule.times)]
        }
        return parts.joined(separator: " ")
    }

    /// Nil for what this site has not written.
    static func item(_ text: String) -> RefillBasket.Item? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3 || parts.count == 6, let quantity = Int(parts[1]), quantity > 0,
            let price = Int(parts[2]), price >= 0
        else { return nil }
        var schedule: Schedule?
        if parts.count == 6 {
            guard let first = day(parts[3]), let every = Schedule.Every(rawValue: parts[4]), let times = Int(parts[5])
            else { return nil }
            schedule = Schedule(first: first, every: every, times: times)
        }
        return .init(
            listing: .init(parts[0]), quantity: quantity, priceSeen: Money(pence: price), schedule: schedule)
    }

    private static func day(_ text: String) -> Day? {
        do { return try Day(text) } catch { return nil }
    }

    /// In the order of the page. - Throws: `NotFound` for what this site has not written.
    static func items(_ form: Form) throws(NotFound) -> [RefillBasket.Item] {
        let ticked = form.fields.filter { $0.key.hasPrefix("take-") }
            .sorted { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }
        var items: [RefillBasket.Item] = []
        for (_, text) in ticked {
            guard let item = item(text) else { throw NotFound() }
            items.append(item)
        }
        return items
    }
}
