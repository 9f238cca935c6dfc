import Catalogue
import Markup
import Values

/// What the schema of a category asks for, as a part of the form of a listing.
struct AttributeFields: Component {
    let text: ListingText
    let problems: FieldProblems
    let categories: Categories

    static let prefix = "attribute-"
    static func name(_ field: String) -> String { prefix + field }

    private var category: Catalogue.Category? { categories[.init(text.category)] }
    private var schema: [AttributeField] { categories.attributes(on: .init(text.category)) }

    var html: HTML {
        // Tells which questions were on the form, so that another category brings its own.
        HiddenFields([HiddenField(name: "schema", value: schema.isEmpty ? "" : text.category)])
        if !schema.isEmpty {
            h2 { "About “\(category?.title ?? "")”" }
            for field in schema { input(field) }
        }
    }

    @HTMLBuilder private func input(_ field: AttributeField) -> HTML {
        let (name, value) = (Self.name(field.field), text.attributes[field.field] ?? "")
        let problem = problems[name]
        let label = field.isRequired ? field.title : "\(field.title) (optional)"
        let hint = field.hint.isEmpty ? nil : field.hint
        switch field.kind {
        case .text: TextField(name: name, label: label, hint: hint, value: value, problem: problem)
        case .number(let unit):
            TextField(
                name: name, label: "\(label), in \(unit)", hint: hint, value: value, problem: problem,
                inputmode: "numeric", width: .short)
        case .yesNo:
            Radios(
                name: name, legend: label, hint: hint, choices: [Choice("yes", "Yes"), Choice("no", "No")],
                value: value, problem: problem, isInline: true)
        case .oneOf(let choices):
            Select(
                name: name, label: label, hint: hint,
                choices: [Choice("", "Choose one")] + choices.map { Choice($0, $0) }, value: value, problem: problem)
        }
    }

    /// Whether the form showed the questions of the category that was chosen.
    static func wereShown(_ form: Form, _ text: ListingText, _ categories: Categories) -> Bool {
        categories.attributes(on: .init(text.category)).isEmpty || form["schema"] == text.category
    }

    /// What was answered of another category's questions is left behind, where this one does not ask it too.
    static func fitting(_ text: ListingText, _ categories: Categories) -> ListingText {
        var text = text
        let known = Set(categories.attributes(on: .init(text.category)).map(\.field))
        text.attributes = text.attributes.filter { known.contains($0.key) }
        return text
    }
}
