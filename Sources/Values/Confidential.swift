/// A value that must not come into a log or a message.
package struct Confidential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { "(not shown)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
