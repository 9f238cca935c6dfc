import Markup

/// A form that changes something. The server checks it, so the browser does not put its own words in between.
struct PostForm: Component {
    let action: String
    let hidden: [HiddenField]
    let takesFiles: Bool
    let content: HTML

    init(
        action: String, hidden: [HiddenField] = [], takesFiles: Bool = false, @HTMLBuilder content: () -> HTML
    ) {
        self.action = action
        self.hidden = hidden
        self.takesFiles = takesFiles
        self.content = content()
    }

    var html: HTML {
        form(
            .class("form"), .method("post"), .action(action), .novalidate,
            .when(takesFiles, .enctype("multipart/form-data"))
        ) {
            HiddenFields(hidden)
            content
        }
    }
}
