import Markup

/// A day in three boxes: nobody has to fight a calendar. The boxes are `name-day`, `name-month` and `name-year`.
struct DateField: Component {
    let name: String
    let legend: String
    var hint: String?
    var day = ""
    var month = ""
    var year = ""
    var problem: String?

    var html: HTML {
        FieldGroup(name: name, legend: legend, hint: hint, problem: problem, control: boxes)
    }

    private var boxes: HTML {
        div(.class("date")) {
            // The first box carries the field's own name as identifier, so that the error summary leads to it.
            box(part: "day", id: name, title: "Day", value: day)
            box(part: "month", id: "\(name)-month", title: "Month", value: month)
            box(part: "year", id: "\(name)-year", title: "Year", value: year)
        }
    }

    private func box(part: String, id: String, title: String, value: String) -> HTML {
        div(.class("date__part")) {
            label(.class("date__label"), .for(id)) { title }
            input(
                .class("input input--\(part)"), .id(id), .name("\(name)-\(part)"), .type("text"),
                .inputmode("numeric"), .value(value), .when(problem != nil, .ariaInvalid("true")))
        }
    }
}
