import Identity
import Markup
import Operations
import Values

/// What suppliers' programs can do, for those who write them: made from the same table as the routes.
struct ProgramHelp: Sendable {
    static let address = "/help/api"

    /// Where a code of a problem is explained.
    static func address(of code: String) -> String {
        "\(address)#\(ProgramCode.all.contains { $0.code == code } ? code : "problems")"
    }

    var view: View {
        View(
            "For suppliers’ programs", breadcrumb: [Link("Help and contact", href: "/help")], width: .wide
        ) {
            h1 { "For suppliers’ programs" }
            div(.class("text")) { beginning }
            for section in Call.Section.allCases { calls(of: section) }
            h2(.id("problems")) { "Problems" }
            div(.class("text")) {
                p {
                    "Whatever is refused is told as problem details (RFC 9457, "
                    code { ProgramErrors.type }
                    ") with a code that does not change. A request that was refused has done nothing."
                }
            }
            codes
        }
    }

    @HTMLBuilder private var beginning: HTML {
        p(.class("lead")) {
            "A program of yours can do what your pages do: bring listings, answer orders, send invoices, read what was "
            "paid, and be told by webhook."
        }
        ul(.class("bullets")) {
            li { "The same for machines, in OpenAPI 3.1: "; Link("openapi.json", href: Calls.description) }
            li { "Make a key on the page "; Link("Keys for programs", href: "/supplier/keys"); "." }
        }
        h2 { "How it works" }
        pre(.class("example"), .tabindex(0)) {
            code { "curl -H 'Authorization: Bearer hf_…' https://…\(Call.root)/orders" }
        }
        ul(.class("bullets")) {
            li { "Money is whole pence in members that end in Pence. Moments are UTC, like 2026-04-06T13:05:09.123Z." }
            li { "A body has the members that are described, and no others: what is misspelt is not passed over." }
            li {
                "Send "; code { "Idempotency-Key" }; " with each POST, a name of your own for the request. When the "
                "same comes again, nothing is done again: you are told how things stand now, with "
                code { "Idempotency-Replayed: true" }
                ". A request that was refused leaves its key free."
            }
            li {
                "What is read has an "; code { "ETag" }; ". Send it as "; code { "If-Match" }
                " with whatever changes the same thing: 412 means that something of it has moved since, 428 that none "
                "came. Send it as "; code { "If-None-Match" }; " to read only what is new."
            }
            li {
                "Lists come in pages: "; code { "next" }; " is the cursor of the next page, also in the header "
                code { "Link" }; ". Rows that come meanwhile move nothing."
            }
            li {
                "A key has so many requests in a minute; "; code { "RateLimit" }; " says how many are left. After too "
                "many comes 429, with "; code { "Retry-After" }; "."
            }
        }
        h2 { "Scopes" }
        SummaryList(SupplierScope.allCases.map { .init($0.rawValue, HTML($0.words)) })
    }

    @HTMLBuilder private func calls(of section: Call.Section) -> HTML {
        h2 { section.rawValue }
        div(.class("stack")) {
            for call in Calls.all where call.section == section { CallPanel(call: call) }
        }
    }

    private var codes: HTML {
        DataTable(
            id: "codes", caption: "Codes of problems", isCaptionHidden: true,
            columns: [.init("Code"), .init("Status"), .init("What it means"), .init("What helps")],
            rows: ProgramCode.all.map { known in
                .init(
                    HTML { code(.id(known.code)) { known.code } },
                    [HTML(String(known.status)), HTML(known.title), HTML(known.words)])
            }).html
    }
}

/// One call with its parameters, what is sent, and what is answered.
private struct CallPanel: Component {
    let call: Call

    var html: HTML {
        Markup.section(.class("panel"), .id(call.name)) {
            h3 { call.title }
            p { code { "\(call.method.rawValue) \(Call.root)\(call.path)" } }
            if !call.notes.isEmpty { p { call.notes } }
            p(.class("quiet")) {
                "Scope: \(call.scopeWords)."
                if call.match == .needed { " If-Match is needed." }
            }
            if !call.query.isEmpty {
                SummaryList(call.query.map { .init($0.name, HTML($0.notes)) })
            }
            for body in call.bodies { sent(body) }
            answers
        }
    }

    @HTMLBuilder private func sent(_ body: Call.Body) -> HTML {
        switch body {
        case .json(let schema, let example):
            Details("What is sent") {
                MemberList(schema: schema)
                pre(.class("example"), .tabindex(0)) { code { curl(example) } }
            }
        case .file(let type, let notes):
            p { "As "; code { type }; ": \(notes)" }
        }
    }

    private var answers: HTML {
        Details("What is answered") {
            for answer in call.answers {
                p { strong { String(answer.status.code) }; " \(answer.notes)" }
                if let schema = answer.schema { MemberList(schema: schema) }
            }
            p { "Problems: \(call.problems.map(String.init).joined(separator: ", "))." }
        }.html
    }

    private func curl(_ example: JSONValue) -> String {
        let match = call.match == .needed ? " -H 'If-Match: \"1.0123456789ab\"'" : ""
        return "curl -X \(call.method.rawValue) -H 'Authorization: Bearer hf_…'\(match) "
            + "-H 'Content-Type: application/json' -d '\(example.canonical)' https://…\(Call.root)\(call.path)"
    }
}

/// The members of a schema, with what each has to be like.
private struct MemberList: Component {
    let schema: Schema

    var html: HTML {
        SummaryList(
            schema.members.map { member in
                .init(
                    member.name + (member.isRequired ? "" : " (optional)"),
                    HTML {
                        member.schema.shape
                        if !member.schema.notes.isEmpty { ". "; member.schema.notes }
                    })
            }
        ).html
    }
}

extension Schema {
    /// In a few words.
    fileprivate var shape: String {
        let words =
            switch kind {
            case .text(let length, _): "text of \(length.lowerBound) to \(length.upperBound) characters"
            case .word(let words): words.joined(separator: ", ")
            case .integer(let range) where range.upperBound == Schema.most: "whole number"
            case .integer(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
            case .flag: "true or false"
            case .moment: "moment"
            case .day: "day"
            case .list(let schema, _): "list of: \(schema.shape)"
            case .table(let schema): "names, each with: \(schema.shape)"
            case .object(let members): "{ \(members.map(\.name).joined(separator: ", ")) }"
            case .named(let name, let schema) where schema.members.isEmpty: "\(name): \(schema.shape)"
            case .named(let name, _): name
            }
        return isNullable ? words + ", or null" : words
    }
}
