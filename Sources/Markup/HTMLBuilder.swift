/// Lets a page be written as a list of what it shows, with `if`, `switch` and `for` among the elements.
@usableFromInline @resultBuilder package enum HTMLBuilder {
    /// Text, escaped when it is rendered.
    @inlinable package static func buildExpression(_ text: String) -> HTML { HTML(.text(text)) }

    /// Text that may be missing.
    @inlinable package static func buildExpression(_ text: String?) -> HTML { text.map { HTML(.text($0)) } ?? .empty }

    /// A whole number.
    @inlinable package static func buildExpression(_ number: Int) -> HTML { HTML(.number(number)) }

    /// A ready piece.
    @inlinable package static func buildExpression(_ html: HTML) -> HTML { html }

    /// A piece that may be missing.
    @inlinable package static func buildExpression(_ html: HTML?) -> HTML { html ?? .empty }

    /// A component, any that conforms.
    @inlinable package static func buildExpression(_ component: some Component) -> HTML { component.html }

    /// A component that may be missing.
    @inlinable package static func buildExpression(_ component: (some Component)?) -> HTML { component?.html ?? .empty }

    /// An empty block.
    @inlinable package static func buildBlock() -> HTML { .empty }

    /// A block of one part, which needs no row around it.
    @inlinable package static func buildBlock(_ part: HTML) -> HTML { part }

    /// A block of several parts.
    @inlinable package static func buildBlock(_ parts: HTML...) -> HTML { HTML(.row(parts)) }

    /// `if` without `else`.
    @inlinable package static func buildOptional(_ part: HTML?) -> HTML { part ?? .empty }

    /// The first branch of `if` or `switch`.
    @inlinable package static func buildEither(first part: HTML) -> HTML { part }

    /// The other branch of `if` or `switch`.
    @inlinable package static func buildEither(second part: HTML) -> HTML { part }

    /// `for`.
    @inlinable package static func buildArray(_ parts: [HTML]) -> HTML { HTML(.row(parts)) }
}
