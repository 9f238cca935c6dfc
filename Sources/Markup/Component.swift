/// A part of a page: a value that knows how it looks.
@usableFromInline package protocol Component: Sendable {
    /// What the component shows, made from its own properties only.
    @HTMLBuilder var html: HTML { get }
}
