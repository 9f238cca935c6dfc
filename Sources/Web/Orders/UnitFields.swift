import Markup
import Orders
import Values

/// How many units of which line, one number for each: prefilled with all of them.
struct UnitFields: Component {
    struct Item: Sendable {
        let position: Int
        let title: String
        let most: Int
    }

    /// Tells apart several such groups on one page.
    let group: String
    let items: [Item]
    /// "How many of “Ramp” came?"
    let question: @Sendable (String) -> String
    var typed: [Int: String] = [:]
    var problems = FieldProblems()

    /// Far more than any order has.
    static let countMaximum = 1_000_000

    static func field(_ group: String, _ position: Int) -> String { "\(group)-\(position)" }

    var html: HTML {
        for item in items {
            let name = UnitFields.field(group, item.position)
            TextField(
                name: name, label: question(item.title), hint: "From 0 to \(item.most)",
                value: typed[item.position] ?? "\(item.most)", problem: problems[name], inputmode: "numeric",
                width: .short)
        }
    }
}

extension FieldProblems {
    /// The numbers of such a group; a line that the form does not name is left out.
    ///
    /// What the form says is read whatever has happened since: the same form sent twice is the same command. Only
    /// where the order still is as it was shown, more than there is counts as a mistake.
    mutating func units(_ form: Form, _ group: String, _ items: [UnitFields.Item], of version: Int) -> [Int: Int] {
        let isCurrent = SeenVersion.read(form) == version
        var units: [Int: Int] = [:]
        for name in form.fields.keys.filter({ $0.hasPrefix("\(group)-") }).sorted() {
            guard let position = Int(name.dropFirst(group.count + 1)) else { continue }
            let item = items.first { $0.position == position }
            let most = isCurrent ? item?.most ?? 0 : UnitFields.countMaximum
            units[position] = number(form[name], name, "how many of “\(item?.title ?? "this")”", in: 0...most)
        }
        return units
    }
}

extension UnitFields {
    /// As they were typed.
    static func typed(_ form: Form, _ group: String, _ items: [Item]) -> [Int: String] {
        Dictionary(
            items.map { ($0.position, form[field(group, $0.position)]) }, uniquingKeysWith: { first, _ in first })
    }
}

extension SupplierOrder {
    /// The lines that have units in a state.
    func items(_ state: UnitState) -> [UnitFields.Item] {
        tallies.filter { $0[state] > 0 }.map {
            .init(position: $0.position, title: line($0.position)?.title ?? "", most: $0[state])
        }
    }
}

/// The version that the person is looking at: what has changed meanwhile is not acted on blindly.
enum SeenVersion {
    static func field(_ version: Int) -> HiddenField { HiddenField(name: "version", value: "\(version)") }
    /// A version that is no number is none that an order ever had.
    static func read(_ form: Form) -> Int { Int(form["version"]) ?? 0 }
}
