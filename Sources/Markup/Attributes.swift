extension Attribute {
    /// Names for the stylesheet, separated by blanks.
    package static func `class`(_ value: String?) -> Attribute { Attribute("class", value) }

    /// The element's own name within the page.
    package static func id(_ value: String?) -> Attribute { Attribute("id", value) }

    /// The name of a field or a description.
    package static func name(_ value: String?) -> Attribute { Attribute("name", value) }

    /// What kind of field, button or link it is.
    package static func type(_ value: String?) -> Attribute { Attribute("type", value) }

    /// The value of a field, as text.
    package static func value(_ value: String?) -> Attribute { Attribute("value", value) }

    /// What a picture shows, for those who do not see it; empty for mere decoration.
    package static func alt(_ value: String?) -> Attribute { Attribute("alt", value) }

    /// The field that a label belongs to.
    package static func `for`(_ value: String?) -> Attribute { Attribute("for", value) }

    /// What an element is to assistive technology.
    package static func role(_ value: String?) -> Attribute { Attribute("role", value) }

    /// The language of the text.
    package static func lang(_ value: String?) -> Attribute { Attribute("lang", value) }

    /// The name of an abbreviation or a frame.
    package static func title(_ value: String?) -> Attribute { Attribute("title", value) }

    /// How a form is sent: `get` or `post`.
    package static func method(_ value: String?) -> Attribute { Attribute("method", value) }

    /// How a form's fields are packed.
    package static func enctype(_ value: String?) -> Attribute { Attribute("enctype", value) }

    /// What a browser may fill in.
    package static func autocomplete(_ value: String?) -> Attribute { Attribute("autocomplete", value) }

    /// Which keyboard a phone should show.
    package static func inputmode(_ value: String?) -> Attribute { Attribute("inputmode", value) }

    /// A grey word in an empty field; never instead of a label.
    package static func placeholder(_ value: String?) -> Attribute { Attribute("placeholder", value) }

    /// What a field accepts, as a regular expression.
    package static func pattern(_ value: String?) -> Attribute { Attribute("pattern", value) }

    /// Which files a field takes.
    package static func accept(_ value: String?) -> Attribute { Attribute("accept", value) }

    /// The list of suggestions for a field.
    package static func list(_ value: String?) -> Attribute { Attribute("list", value) }

    /// The form a field outside it belongs to.
    package static func form(_ value: String?) -> Attribute { Attribute("form", value) }

    /// The least value of a field.
    package static func min(_ value: String?) -> Attribute { Attribute("min", value) }

    /// The greatest value of a field.
    package static func max(_ value: String?) -> Attribute { Attribute("max", value) }

    /// The step of a number field.
    package static func step(_ value: String?) -> Attribute { Attribute("step", value) }

    /// What a heading cell is for: `row` or `col`.
    package static func scope(_ value: String?) -> Attribute { Attribute("scope", value) }

    /// The machine's form of a day or time.
    package static func datetime(_ value: String?) -> Attribute { Attribute("datetime", value) }

    /// How the other page is related.
    package static func rel(_ value: String?) -> Attribute { Attribute("rel", value) }

    /// Where a link opens.
    package static func target(_ value: String?) -> Attribute { Attribute("target", value) }

    /// For which screens or paper.
    package static func media(_ value: String?) -> Attribute { Attribute("media", value) }

    /// The page's encoding.
    package static func charset(_ value: String?) -> Attribute { Attribute("charset", value) }

    /// The content of a description.
    package static func content(_ value: String?) -> Attribute { Attribute("content", value) }

    /// `lazy` for pictures below the fold.
    package static func loading(_ value: String?) -> Attribute { Attribute("loading", value) }

    /// The name under which a link's file is saved.
    package static func download(_ value: String?) -> Attribute { Attribute("download", value) }

    /// `false` where a spelling check only disturbs.
    package static func spellcheck(_ value: String?) -> Attribute { Attribute("spellcheck", value) }

    /// A name for assistive technology only.
    package static func ariaLabel(_ value: String?) -> Attribute { Attribute("aria-label", value) }

    /// The element that names this one.
    package static func ariaLabelledBy(_ value: String?) -> Attribute { Attribute("aria-labelledby", value) }

    /// The elements that describe this one.
    package static func ariaDescribedBy(_ value: String?) -> Attribute { Attribute("aria-describedby", value) }

    /// Which of a set is the present one: `page`, `step`.
    package static func ariaCurrent(_ value: String?) -> Attribute { Attribute("aria-current", value) }

    /// `true` for what only repeats its neighbour.
    package static func ariaHidden(_ value: String?) -> Attribute { Attribute("aria-hidden", value) }

    /// `true` for a field with a problem.
    package static func ariaInvalid(_ value: String?) -> Attribute { Attribute("aria-invalid", value) }

    /// How changes are announced.
    package static func ariaLive(_ value: String?) -> Attribute { Attribute("aria-live", value) }
}

extension Attribute {
    /// Where a link leads; an address that may run or leave in disguise becomes `#`.
    package static func href(_ address: String?) -> Attribute { Attribute("href", address: address) }

    /// Where a picture comes from; checked like `href`.
    package static func src(_ address: String?) -> Attribute { Attribute("src", address: address) }

    /// Where a form goes; checked like `href`.
    package static func action(_ address: String?) -> Attribute { Attribute("action", address: address) }

    /// Where one button sends its form instead; checked like `href`.
    package static func formaction(_ address: String?) -> Attribute { Attribute("formaction", address: address) }

    /// Width in pixels.
    package static func width(_ number: Int?) -> Attribute { Attribute("width", number: number) }

    /// Height in pixels.
    package static func height(_ number: Int?) -> Attribute { Attribute("height", number: number) }

    /// Lines of a text area.
    package static func rows(_ number: Int?) -> Attribute { Attribute("rows", number: number) }

    /// The longest text a field takes.
    package static func maxlength(_ number: Int?) -> Attribute { Attribute("maxlength", number: number) }

    /// How many columns a cell spans.
    package static func colspan(_ number: Int?) -> Attribute { Attribute("colspan", number: number) }

    /// How many rows a cell spans.
    package static func rowspan(_ number: Int?) -> Attribute { Attribute("rowspan", number: number) }

    /// Place in the tab order: 0 or -1.
    package static func tabindex(_ number: Int?) -> Attribute { Attribute("tabindex", number: number) }

    /// The value of a field, as a whole number.
    package static func value(_ number: Int) -> Attribute { Attribute("value", number: number) }

    /// The box or radio is chosen.
    package static var checked: Attribute { Attribute("checked", .present) }

    /// The option is chosen.
    package static var selected: Attribute { Attribute("selected", .present) }

    /// Cannot be used.
    package static var disabled: Attribute { Attribute("disabled", .present) }

    /// Must be filled in.
    package static var required: Attribute { Attribute("required", .present) }

    /// Can be read, not changed.
    package static var readonly: Attribute { Attribute("readonly", .present) }

    /// Takes several values.
    package static var multiple: Attribute { Attribute("multiple", .present) }

    /// The details are shown.
    package static var open: Attribute { Attribute("open", .present) }

    /// Is not shown.
    package static var hidden: Attribute { Attribute("hidden", .present) }

    /// Has the focus when the page opens.
    package static var autofocus: Attribute { Attribute("autofocus", .present) }

    /// The server checks, not the browser.
    package static var novalidate: Attribute { Attribute("novalidate", .present) }

    /// The list counts down.
    package static var reversed: Attribute { Attribute("reversed", .present) }
}
