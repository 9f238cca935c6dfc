import Markup

/// The few signs of the service. They repeat the words beside them, so assistive technology skips them.
enum Icon: Sendable, CaseIterable {
    case tick, question, cross, exclamation, arrow, information
}

extension Icon: Component {
    var html: HTML {
        switch self {
        case .tick:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="3" d="M3 10.5l5 5L17 5"/></svg>
                """)
        case .question:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="2.6" \
                d="M6 6.8C6.2 4.4 7.9 3 10.1 3c2.3 0 4 1.4 4 3.5 0 3.2-4 3.2-4 6.3"/>\
                <circle cx="10.1" cy="16.6" r="1.8" fill="currentColor"/></svg>
                """)
        case .cross:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="3" d="M4 4l12 12M16 4L4 16"/></svg>
                """)
        case .exclamation:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="3" d="M10 2.5v10"/>\
                <circle cx="10" cy="16.6" r="1.9" fill="currentColor"/></svg>
                """)
        case .arrow:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="2.4" d="M3 10h13M11 4.5l5.5 5.5-5.5 5.5"/></svg>
                """)
        case .information:
            HTML(trusted: """
                <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 20 20" width="20" height="20">\
                <path fill="none" stroke="currentColor" stroke-width="3" d="M10 8.5v9"/>\
                <circle cx="10" cy="4" r="1.9" fill="currentColor"/></svg>
                """)
        }
    }
}
