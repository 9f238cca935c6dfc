/// An attribute of an element. Its name stands in our source; its value is text and leaves escaped.
@usableFromInline package struct Attribute: Sendable {
    @usableFromInline enum Value: Sendable {
        case absent
        case present
        case text(String)
        case number(Int)
    }

    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }

    init(_ name: StaticString, _ text: String?) {
        self.init(name, text.map(Value.text) ?? .absent)
    }

    init(_ name: StaticString, number: Int?) {
        self.init(name, number.map(Value.number) ?? .absent)
    }

    init(_ name: StaticString, address: String?) {
        self.init(name, address.map(Address.checked))
    }
}

extension Attribute {
    /// No attribute.
    package static var none: Attribute { Attribute("", .absent) }

    /// The attribute if the condition holds, else none: `.when(isChosen, .checked)`.
    package static func when(_ condition: Bool, _ attribute: @autoclosure () -> Attribute) -> Attribute {
        condition ? attribute() : .none
    }

    /// Any other attribute; nil leaves it out. Addresses are checked here as well, and scripts or styles have no place.
    package static func attribute(_ name: StaticString, _ value: String?) -> Attribute {
        let text = name.description
        precondition(!text.hasPrefix("on") && text != "style" && text != "srcdoc", "No scripts or styles in markup")
        return addressed.contains(text) ? Attribute(name, address: value) : Attribute(name, value)
    }

    /// Any other attribute with a whole number.
    package static func attribute(_ name: StaticString, _ value: Int) -> Attribute {
        Attribute(name, number: value)
    }

    private static let addressed: Set<String> = ["href", "src", "action", "formaction", "poster", "xlink:href"]
}
