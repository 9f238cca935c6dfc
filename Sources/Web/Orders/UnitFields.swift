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
    mutating func units(_ form: Form, _ group: String, _ items: [UnitFields.Item]) -> [Int: Int] {
        var units: [Int: Int] = [:]
        for item in items {
            let name = UnitFields.field(group, item.position)
            guard form.fields[name] != nil else { continue }
            units[item.position] = number(form[name], name, "how many of “\(item.title)”", in: 0...item.most)
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
