import Markup

/// One question of the filters. Groups open and close without a script; those in use stand open.
struct FilterGroup: Sendable {
    enum Content: Sendable {
        case checkboxes(name: String, [Choice], chosen: Set<String>)
        case radios(name: String, [Choice], chosen: String?)
        case links([FilterLink])
        case fields(HTML)
    }

    let title: String
    var isOpen = false
    let content: Content
    /// Fields below the choices, for what none of them says.
    var extra: HTML?
    /// What has to be said about the choices.
    var note: String?
}

/// A filter that is a link, such as a category that leads deeper.
struct FilterLink: Sendable {
    let title: String
    let href: String
    var count: Int?
    var isCurrent = false
}

/// The filters beside results: a form that is sent with a button, so that nothing moves while one chooses.
struct FilterPanel: Component {
    let action: String
    /// What else the search holds: words, order.
    var hidden: [HiddenField] = []
    let groups: [FilterGroup]
    var clearHref: String?
    /// Open also where there is little room: something in it is to be mended.
    var isShown = false
    var button = "Show results"

    var html: HTML {
        form(.class("filters"), .method("get"), .action(action), .ariaLabelledBy("filters-title")) {
            HiddenFields(hidden)
            div(.class("filters__top")) {
                h2(.class("filters__title"), .id("filters-title")) { "Filter" }
                if let clearHref { a(.class("link"), .href(clearHref)) { "Clear"; Hidden(" all filters") } }
            }
            // Without a name, so that it is not sent: it only shows and hides, without a script.
            input(
                .class("choice__box filters__shown"), .type("checkbox"), .id("filters-shown"),
                .when(isShown, .checked))
            label(.class("filters__toggle"), .for("filters-shown")) { "Show filters" }
            div(.class("filters__body")) {
                for group in groups {
                    details(.class("filters__group"), .when(group.isOpen, .open)) {
                        summary(.class("filters__line")) { group.title }
                        FilterContent(title: group.title, content: group.content)
                        if let extra = group.extra { div(.class("filters__fields")) { extra } }
                        if let note = group.note { p(.class("quiet")) { note } }
                    }
                }
                Button(button, kind: .secondary)
            }
        }
    }
}

private struct FilterContent: Component {
    let title: String
    let content: FilterGroup.Content

    var html: HTML {
        switch content {
        case .checkboxes(let name, let choices, let chosen):
            lines("checkbox", name, choices) { chosen.contains($0.value) }
        case .radios(let name, let choices, let chosen):
            lines("radio", name, choices) { $0.value == chosen }
        case .links(let links):
            ul(.class("filters__links")) { for link in links { li { line(link) } } }
        case .fields(let fields):
            div(.class("filters__fields")) { fields }
        }
    }

    private func lines(_ type: String, _ name: String, _ choices: [Choice], isChosen: (Choice) -> Bool) -> HTML {
        fieldset(.class("choices choices--small")) {
            legend(.class("hidden")) { title }
            for (position, choice) in choices.enumerated() {
                ChoiceLine(
                    type: type, name: name, id: "filter-\(name)-\(position + 1)", choice: choice,
                    isChosen: isChosen(choice))
            }
        }
    }

    private func line(_ link: FilterLink) -> HTML {
        a(.class("filters__link"), .href(link.href), .when(link.isCurrent, .ariaCurrent("true"))) {
            span { link.title }
            if let count = link.count {
                span(.class("choice__count")) { " "; Hidden("("); count; Hidden(" results)") }
            }
        }
    }
}
