import Markup
import Values

/// Everything that is wrong with a form, at the top, each a link to its field.
struct ErrorSummary: Component {
    let problems: FieldProblems
    var title = "There is a problem"

    var html: HTML {
        div(.class("errors"), .role("alert"), .tabindex(-1), .ariaLabelledBy("errors-title")) {
            h2(.class("errors__title"), .id("errors-title")) { title }
            ul(.class("errors__list")) {
                for problem in problems.problems {
                    li {
                        // A problem of the whole form has no field to lead to.
                        if problem.field.isEmpty {
                            problem.words
                        } else {
                            a(.class("errors__link"), .href("#\(problem.field)")) { problem.words }
                        }
                    }
                }
            }
        }
    }
}
