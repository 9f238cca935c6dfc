import Markup

/// One answer of a list.
struct Choice: Sendable {
    let value: String
    let label: String
    var hint: String?
    /// How many results it would give, in filters.
    var count: Int?
    var isDisabled = false

    init(_ value: String, _ label: String, hint: String? = nil, count: Int? = nil, isDisabled: Bool = false) {
        self.value = value
        self.label = label
        self.hint = hint
        self.count = count
        self.isDisabled = isDisabled
    }
}

/// A box or radio with its label: the whole line can be pressed.
struct ChoiceLine: Component {
    let type: String
    let name: String
    let id: String
    let choice: Choice
    let isChosen: Bool
    var describedBy: String?
    var isInvalid = false

    var html: HTML {
        div(.class("choice")) {
            input(
                .class("choice__box"), .type(type), .name(name), .id(id), .value(choice.value),
                .when(isChosen, .checked), .when(choice.isDisabled, .disabled),
                .when(isInvalid, .ariaInvalid("true")),
                .ariaDescribedBy(describedBy ?? (choice.hint == nil ? nil : "\(id)-hint")))
            label(.class("choice__label"), .for(id)) {
                choice.label
                if let count = choice.count {
                    span(.class("choice__count")) { " "; Hidden("("); count; Hidden(" results)") }
                }
            }
            if let hint = choice.hint { p(.class("choice__hint"), .id("\(id)-hint")) { hint } }
        }
    }
}

extension Choice {
    /// The first of a list carries the field's own name as identifier, so that the error summary leads to it.
    static func identifier(of name: String, at position: Int) -> String {
        position == 0 ? name : "\(name)-choice-\(position + 1)"
    }
}
