// No `script` and no `style`: a page needs neither, and the content security policy allows neither.
// Inlinable, because a page calls these by the thousand: measured, it saves a tenth of the time of a page.

/// What a page says about itself.
@inlinable package func head(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("head", attributes, content())
}

/// The page's title.
@inlinable package func title(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("title", attributes, content())
}

/// The page itself.
@inlinable package func body(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("body", attributes, content())
}

/// The head of a page or section.
@inlinable package func header(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("header", attributes, content())
}

/// The foot of a page or section.
@inlinable package func footer(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("footer", attributes, content())
}

/// What the page is about.
@inlinable package func main(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("main", attributes, content())
}

/// A group of links.
@inlinable package func nav(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("nav", attributes, content())
}

/// A part with a heading.
@inlinable package func section(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("section", attributes, content())
}

/// A part that stands on its own.
@inlinable package func article(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("article", attributes, content())
}

/// A part beside the matter.
@inlinable package func aside(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("aside", attributes, content())
}

/// The part of a page that searches.
@inlinable package func search(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("search", attributes, content())
}

/// A block without meaning.
@inlinable package func div(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("div", attributes, content())
}

/// A run of text without meaning.
@inlinable package func span(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("span", attributes, content())
}

/// The page's only first heading.
@inlinable package func h1(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("h1", attributes, content())
}

/// A second heading.
@inlinable package func h2(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("h2", attributes, content())
}

/// A third heading.
@inlinable package func h3(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("h3", attributes, content())
}

/// A fourth heading.
@inlinable package func h4(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("h4", attributes, content())
}

/// A paragraph.
@inlinable package func p(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("p", attributes, content())
}

/// A list without order.
@inlinable package func ul(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("ul", attributes, content())
}

/// A list in order.
@inlinable package func ol(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("ol", attributes, content())
}

/// One of a list.
@inlinable package func li(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("li", attributes, content())
}

/// A list of names and values.
@inlinable package func dl(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("dl", attributes, content())
}

/// A name in such a list.
@inlinable package func dt(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("dt", attributes, content())
}

/// A value in such a list.
@inlinable package func dd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("dd", attributes, content())
}

/// A link.
@inlinable package func a(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("a", attributes, content())
}

/// Text of importance.
@inlinable package func strong(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("strong", attributes, content())
}

/// Text with stress.
@inlinable package func em(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("em", attributes, content())
}

/// Small print.
@inlinable package func small(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("small", attributes, content())
}

/// Text that stands out.
@inlinable package func b(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("b", attributes, content())
}

/// Text in another voice.
@inlinable package func i(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("i", attributes, content())
}

/// Text that no longer holds.
@inlinable package func s(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("s", attributes, content())
}

/// Text taken out.
@inlinable package func del(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("del", attributes, content())
}

/// Text put in.
@inlinable package func ins(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("ins", attributes, content())
}

/// An abbreviation.
@inlinable package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("abbr", attributes, content())
}

/// A word for a machine.
@inlinable package func code(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("code", attributes, content())
}

/// A key to press.
@inlinable package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("kbd", attributes, content())
}

/// Text marked for the reader.
@inlinable package func mark(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("mark", attributes, content())
}

/// A day or time.
@inlinable package func time(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("time", attributes, content())
}

/// Text whose direction must not leak into its surroundings, such as a name.
@inlinable package func bdi(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("bdi", attributes, content())
}

/// Text with its own line breaks.
@inlinable package func pre(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("pre", attributes, content())
}

/// A quotation.
@inlinable package func blockquote(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("blockquote", attributes, content())
}

/// A picture with its caption.
@inlinable package func figure(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("figure", attributes, content())
}

/// The caption of a picture.
@inlinable package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("figcaption", attributes, content())
}

/// A picture in several forms.
@inlinable package func picture(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("picture", attributes, content())
}

/// Something that opens.
@inlinable package func details(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("details", attributes, content())
}

/// The line that opens it.
@inlinable package func summary(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("summary", attributes, content())
}

/// Whom to contact.
@inlinable package func address(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML("address", attributes, content())
}
