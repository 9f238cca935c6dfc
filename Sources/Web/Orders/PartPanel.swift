import Catalogue
import Identity
import Markup
import Orders
import Plans
import Storage
import Values

/// One supplier's part of an order: how it stands, line by line, and what the holder can do now.
struct PartPanel: Component {
    let part: OrderView.Part
    let refusal: OrderEvent?
    /// Of the order.
    let address: String
    let plan: Plan?
    let authority: Authority
    let alternatives: [Alternatives]
    let hidden: [HiddenField]
    let problems: [Problem]
    let typed: PartTyped
    /// Not when it has long been over.
    let takesMessages: Bool

    private var seesMoney: Bool { authority.allows(.statement) }
    private var status: SupplierOrderStatus { part.part.status }

    var html: HTML {
        Markup.section(.class("panel"), .ariaLabelledBy("part-\(part.part.id)")) {
            h2(.id("part-\(part.part.id)")) {
                a(.href("/suppliers/\(part.supplier.id)")) { bdi { part.supplier.name } }
            }
            div(.class("row")) { status.tag }
            if let next = part.part.nextForHolder { p { next } }
            if let due { p(.class("quiet")) { due } }
            for delivery in part.proved { proved(delivery) }
            if let approval = part.approval {
                p { Link("How this request stands", href: "\(address)/requests/\(approval.id)") }
            }
            if let refusal { refused(refusal) }
            lines
            for line in part.part.lines { asked(line) }
            Details("Delivery and cancelling: \(part.supplier.name)") {
                for line in part.part.lines {
                    h3 { bdi { line.title } }
                    p { line.delivery }
                    p { line.cancellation }
                    p { line.cancelling.words }
                }
            }
            PartForms(part: part, address: address, authority: authority, hidden: hidden, typed: typed)
            PartProblems(
                part: part.part, problems: problems, address: "/problems",
                reporting: authority.allows(.confirm) ? "\(address)/parts/\(part.part.id)/problem" : nil)
            reviewing
            for alternative in alternatives { alternative }
            NotesPanel(
                items: part.notes.map { .init(who: writer($0), text: $0.note.text, at: $0.note.at) },
                with: part.supplier.name,
                readers: "\(part.supplier.name) and your commissioner can read it.",
                action: "\(address)/parts/\(part.part.id)/messages",
                hidden: hidden.naming("message-\(part.part.id)"), part: part.part.id, typed: typed.message,
                problem: typed.problems[NotesPanel.field(part.part.id)],
                mayWrite: status.isKnownToSupplier && takesMessages)
        }
    }

    private var lines: DataTable {
        DataTable(
            id: "lines-\(part.part.id)", caption: "What was ordered from \(part.supplier.name)",
            isCaptionHidden: true,
            columns: [.init("What"), .init("How many"), .init("How it stands")]
                + (seesMoney
                    ? [.init("Price", align: .end), .init("Total", align: .end), .init("Who pays")] : []),
            rows: part.part.lines.map(row))
    }

    @HTMLBuilder private var reviewing: HTML {
        if part.part.mayBeReviewed, authority.allows(.confirm) {
            p {
                Link(
                    "Say what you think of this supplier", href: "\(address)/parts/\(part.part.id)/review",
                    about: part.supplier.name)
            }
        }
    }

    private func writer(_ item: (note: OrderNote, name: String)) -> String {
        switch item.note.side {
        case .holder: item.name
        case .supplier: "\(item.name), \(part.supplier.name)"
        case .commissioner: "\(item.name), your commissioner"
        }
    }

    /// Until when somebody has to have answered, and what silence means.
    private var due: String? {
        guard let until = part.part.expiresAt else { return nil }
        return switch status {
        case .sent: "\(part.supplier.name) has until \(until.words) to answer. After that the money is free again."
        case .changeOffered:
            "You have until \(until.words). If you say nothing, what the change is about is not ordered."
        case .cancelAsked: "\(part.supplier.name) should answer by \(until.words)."
        default: nil
        }
    }

    /// What came with proof, and what silence will mean.
    private func proved(_ delivery: ProvedDelivery) -> HTML {
        let title = part.part.line(delivery.position)?.title ?? ""
        return InsetText {
            p {
                "\(delivery.units) of “"
                bdi { title }
                "” came with proof: “"
                bdi { delivery.proof }
                "”."
            }
            if let day = delivery.countsFrom {
                p {
                    strong { "If you say nothing, this counts as received on \(day.day.words), and is paid." }
                    " Confirm it if it came as ordered. If it did not, or something is wrong, report a problem."
                }
            }
        }.html
    }

    /// Who said no, why, and what can be done now.
    private func refused(_ event: OrderEvent) -> HTML {
        let who = event.what == .approval(.decline) ? "Your commissioner" : part.supplier.name
        return InsetText {
            p {
                strong { "\(who) said no." }
                event.note.map { " “\($0)”" } ?? ""
            }
            p { "The money is free again." }
            if event.what == .approval(.decline) {
                p {
                    a(.href(part.approval.map { "\(address)/requests/\($0.id)" } ?? "/help")) {
                        "Have the decision looked at again"
                    }
                }
            }
        }.html
    }

    private func row(_ line: OrderLine) -> DataTable.Row {
        .init(
            HTML {
                bdi { line.title }
                if let old = line.replaces.flatMap({ part.part.line($0)?.title }) {
                    br()
                    span(.class("quiet")) { "agreed in the place of “\(old)”" }
                }
            },
            [
                HTML(line.amountWords),
                HTML(part.part.tally(line.position)?.words(for: .holder) ?? ""),
            ] + (seesMoney ? sums(line) : []))
    }

    private func sums(_ line: OrderLine) -> [HTML] {
        let price = part.part.tally(line.position)?.unitPrice ?? line.unitPrice
        return [
            HTML {
                line.priceSum
                if price < line.unitPrice { "; \(price) as approved" }
                if line.isRelieved { ", no VAT, as declared" }
            },
            HTML(line.total.description), HTML.lines(line.payers(plan)),
        ]
    }

    @HTMLBuilder private func asked(_ line: OrderLine) -> HTML {
        if let request = line.request {
            p(.class("quiet")) {
                "You wrote: "
                bdi { request.reason }
            }
        }
    }
}

/// What was typed in a form of one part, and what is wrong with it.
struct PartTyped: Sendable {
    var units: [Int: String] = [:]
    var message = ""
    var note = ""
    var problems = FieldProblems()
}

/// What the holder can do with a part now.
struct PartForms: Component {
    let part: OrderView.Part
    /// Of the order.
    let address: String
    let authority: Authority
    let hidden: [HiddenField]
    let typed: PartTyped

    private var status: SupplierOrderStatus { part.part.status }
    private var action: String { "\(address)/parts/\(part.part.id)" }
    private var arrived: [UnitFields.Item] { part.part.items(.unconfirmed) }
    /// Something was delivered and is not confirmed.
    private var waits: Bool { !arrived.isEmpty && status.allows(.confirm) }
    private var asksStill: Bool { status == .awaitingApproval && (part.approval?.status.isOpen ?? false) }
    private var mayAskToCancel: Bool { status.allows(.askToCancel) && part.part.count(.toCome) > 0 }

    private func fields(_ form: String) -> [HiddenField] {
        hidden.naming("\(form)-\(part.part.id)") + [SeenVersion.field(part.part.version)]
    }

    var html: HTML {
        if status == .changeOffered {
            p { ButtonLink("Look at the change and answer", href: "\(action)/change", about: part.supplier.name) }
        }
        if waits { receipt }
        if status == .sent || asksStill || mayAskToCancel { undoing }
        if part.hasDocument, authority.allows(.statement) {
            p {
                a(.href("\(action)/signed-order.json"), .download("order.json")) {
                    "Download what \(part.supplier.name) was sent"
                }
            }
        }
        for revision in part.revisions {
            p {
                a(
                    .href("\(action)/revisions/\(revision.revision)"),
                    .download("amendment-\(revision.revision).json")
                ) { "Download the change that was signed on \(revision.signedAt.words)" }
            }
        }
    }

    @HTMLBuilder private var receipt: HTML {
        if !authority.allows(.confirm) {
            InsetText { p { AuthorityRefusal.notInScope(.confirm).reason } }
        } else {
            PostForm(action: "\(action)/receipt", hidden: fields("receipt")) {
                Button("Yes, it came as ordered", about: part.supplier.name)
            }
            if arrived.map(\.most).reduce(0, +) > 1 {
                Details("Only some of it came", isOpen: !typed.problems.isEmpty && typed.message.isEmpty) {
                    PostForm(action: "\(action)/receipt", hidden: fields("some")) {
                        UnitFields(
                            group: "came", items: arrived, question: { "How many of “\($0)” came as ordered?" },
                            typed: typed.units, problems: typed.problems)
                        Button("Confirm these", kind: .secondary, about: part.supplier.name)
                    }
                }
            }
            p(.class("quiet")) {
                "If something is wrong, do not confirm it. Call \(part.supplier.name) on \(part.supplier.telephone)."
            }
        }
    }

    @HTMLBuilder private var undoing: HTML {
        if !authority.allows(.sign) {
            InsetText { p { "\(AuthorityRefusal.notInScope(.sign).reason) So you can’t take anything of it back." } }
        } else if status == .sent {
            PostForm(action: "\(action)/cancellation", hidden: fields("cancel")) {
                Button("Cancel this part", kind: .warning, about: part.supplier.name)
            }
        } else if asksStill {
            PostForm(action: "\(action)/withdrawal", hidden: fields("withdraw")) {
                Button("Withdraw this request", kind: .warning, about: part.supplier.name)
            }
        } else {
            p { Link("Ask to cancel what has not come", href: "\(action)/cancelling", about: part.supplier.name) }
        }
    }
}
