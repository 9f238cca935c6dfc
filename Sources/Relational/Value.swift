/// A value as both engines store it: nothing, a whole number, or text.
package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
}

/// Something that can be bound to a statement.
package protocol Bindable: Sendable {
    var value: Value { get }
}

extension Int: Bindable {
    package var value: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
    package var value: Value { .integer(self) }
}

extension String: Bindable {
    package var value: Value { .text(self) }
}

extension Value: Bindable {
    package var value: Value { self }
}
