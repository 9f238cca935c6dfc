import Markup
import Values

/// A whole document. The page's own parts, with its one `h1`, are its body.
struct Page: Component {
    /// How wide the body may be: for reading, or for tables and results.
    enum Width: String, Sendable {
        case reading, wide
    }

    let title: String
    let header: Header
    let breadcrumb: Breadcrumb?
    let notice: Notice?
    let problems: FieldProblems
    let footer: Footer
    let width: Width
    /// Changes whenever the stylesheet does, so that browsers may keep it for ever.
    let assets: String
    let script: String?
    let body: HTML

    init(
        title: String, header: Header = Header(), breadcrumb: Breadcrumb? = nil, notice: Notice? = nil,
        problems: FieldProblems = FieldProblems(), footer: Footer = Footer(), width: Width = .reading,
        assets: String = "1", script: String? = nil, @HTMLBuilder body: () -> HTML
    ) {
        self.title = title
        self.header = header
        self.breadcrumb = breadcrumb
        self.notice = notice
        self.problems = problems
        self.footer = footer.of(header.commissioner)
        self.width = width
        self.assets = assets
        self.script = script
        self.body = body()
    }

    var html: HTML {
        document(.lang("en-GB")) {
            head {
                meta(.charset("utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                meta(.name("color-scheme"), .content("light dark"))
                meta(.name("theme-color"), .content("#0b5563"))
                Markup.title { "\(problems.isEmpty ? "" : "Error: ")\(title) – \(header.service)" }
                link(.rel("stylesheet"), .href("/styles/holdfast.css?v=\(assets)"))
                if let script { element("script", .src(script), .attribute("defer", "")) {} }
                link(.rel("icon"), .href("/images/favicon.svg?v=\(assets)"), .type("image/svg+xml"))
            }
            Markup.body {
                header
                div(.class("page page--\(width.rawValue)")) {
                    breadcrumb
                    main(.class("main"), .id("main"), .tabindex(-1)) {
                        if !problems.isEmpty { ErrorSummary(problems: problems) }
                        notice
                        body
                    }
                }
                footer
            }
        }
    }
}
