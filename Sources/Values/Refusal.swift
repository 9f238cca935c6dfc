/// The domain says no, and why. A refusal is a value with a stable code; the words for people are written in Web.
package protocol Refusal: Error, Sendable {
    /// `<slice>.<words-with-hyphens>`; logged and tested, never changed once published.
    var code: String { get }
}
