/// A whole page: the doctype and the root element, with its language among the attributes.
package func document(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML([HTML(trusted: "<!doctype html>\n"), HTML("html", attributes, content())])
}

/// Any other element, such as those of a drawing: `element("circle", .attribute("r", 4)) {}`.
package func element(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML(name, attributes, content())
}

/// A text area. A browser drops the first line break after the tag, so one is given to it to drop.
package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("textarea", attributes, HTML([HTML(trusted: "\n"), content()]))
}

/// A drawing.
package func svg(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("svg", attributes, content())
}

extension HTML {
    @inlinable init(_ name: StaticString, _ attributes: [Attribute], _ content: HTML) {
        self.init(.element(.closed(name, attributes, content.node)))
    }

    init(void name: StaticString, _ attributes: [Attribute]) {
        self.init(.element(.void(name, attributes)))
    }
}
