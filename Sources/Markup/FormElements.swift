// Forms and tables. Inlinable for the reason given in Elements.swift.

/// A form.
@inlinable package func form(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("form", attributes, content())
}

/// Fields that belong together.
@inlinable package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("fieldset", attributes, content())
}

/// The question of a fieldset.
@inlinable package func legend(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("legend", attributes, content())
}

/// The label of a field.
@inlinable package func label(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("label", attributes, content())
}

/// A list to choose from.
@inlinable package func select(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("select", attributes, content())
}

/// One choice of such a list.
@inlinable package func option(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("option", attributes, content())
}

/// A group of choices.
@inlinable package func optgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("optgroup", attributes, content())
}

/// Suggestions for a field.
@inlinable package func datalist(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("datalist", attributes, content())
}

/// A button.
@inlinable package func button(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("button", attributes, content())
}

/// A result.
@inlinable package func output(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("output", attributes, content())
}

/// How far something is.
@inlinable package func progress(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("progress", attributes, content())
}

/// A measure within a range.
@inlinable package func meter(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("meter", attributes, content())
}

/// A table.
@inlinable package func table(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("table", attributes, content())
}

/// The name of a table.
@inlinable package func caption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("caption", attributes, content())
}

/// The heading rows.
@inlinable package func thead(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("thead", attributes, content())
}

/// The rows.
@inlinable package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("tbody", attributes, content())
}

/// The foot rows.
@inlinable package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("tfoot", attributes, content())
}

/// The columns.
@inlinable package func colgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("colgroup", attributes, content())
}

/// A row.
@inlinable package func tr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("tr", attributes, content())
}

/// A heading cell.
@inlinable package func th(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("th", attributes, content())
}

/// A cell.
@inlinable package func td(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("td", attributes, content())
}
