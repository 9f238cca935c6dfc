// Elements without content and without a closing tag.

/// A field.
package func input(_ attributes: Attribute...) -> HTML { HTML(void: "input", attributes) }

/// A picture.
package func img(_ attributes: Attribute...) -> HTML { HTML(void: "img", attributes) }

/// A line break within an address or a poem.
package func br() -> HTML { HTML(trusted: "<br>") }

/// A change of subject.
package func hr(_ attributes: Attribute...) -> HTML { HTML(void: "hr", attributes) }

/// A description of the page.
package func meta(_ attributes: Attribute...) -> HTML { HTML(void: "meta", attributes) }

/// Something that belongs to the page, such as its stylesheet.
package func link(_ attributes: Attribute...) -> HTML { HTML(void: "link", attributes) }

/// One form of a picture.
package func source(_ attributes: Attribute...) -> HTML { HTML(void: "source", attributes) }

/// A column of a table.
package func col(_ attributes: Attribute...) -> HTML { HTML(void: "col", attributes) }

/// Where a long word may break.
package func wbr() -> HTML { HTML(trusted: "<wbr>") }
