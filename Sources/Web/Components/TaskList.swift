import Markup

/// What is to be done, in order, and how far each part is.
struct TaskList: Component {
    struct Task: Sendable {
        let title: String
        /// Nil while the task cannot be started.
        var href: String?
        var hint: String?
        let status: StatusTag
    }

    /// Identifies the tasks within the page.
    let id: String
    let tasks: [Task]

    var html: HTML {
        ul(.class("tasks")) {
            for (position, task) in tasks.enumerated() {
                li(.class("tasks__task")) {
                    div(.class("tasks__words")) {
                        if let href = task.href {
                            a(.class("link"), .href(href), .ariaDescribedBy("\(id)-\(position)-status")) { task.title }
                        } else {
                            task.title
                        }
                        if let hint = task.hint { p(.class("tasks__hint")) { hint } }
                    }
                    div(.class("tasks__status"), .id("\(id)-\(position)-status")) { task.status }
                }
            }
        }
    }
}
