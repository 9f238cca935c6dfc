import Catalogue
import Markup
import Orders
import Values

/// The texts that wait to be read, oldest first.
struct ReviewQueuePage: Sendable {
    static let most = 100

    let reviews: [SupplierReview]
    let isCut: Bool
    let names: [Supplier.ID: String]

    var view: View {
        View("Reviews", place: .reviews, width: .wide) {
            h1 { "Reviews of suppliers" }
            p(.class("lead")) {
                "People who bought from a supplier say what they think, and the supplier may reply. Others can read it "
                "when one of you has read it first."
            }
            if reviews.isEmpty {
                EmptyState(title: "Nothing waits to be read", text: "New reviews and replies come here.")
            } else {
                if isCut { Notice(.info, "These are the first \(Self.most)", text: "More come up as you decide.") }
                DataTable(
                    id: "reviews", caption: "Texts that wait to be read, oldest first", isCaptionHidden: true,
                    columns: [.init("Supplier"), .init("What waits"), .init("Stars"), .init("Waiting since")],
                    rows: reviews.map(row))
            }
        }
    }

    private func row(_ review: SupplierReview) -> DataTable.Row {
        .init(
            HTML {
                a(.class("link"), .href("/reviews/\(review.id)")) { bdi { names[review.supplier] ?? "" } }
            },
            [
                HTML.lines(
                    SupplierReview.Side.allCases.filter { review[$0].status == .waiting }.map(\.words)),
                HTML("\(review.stars) out of 5"), HTML(review.waitingSince?.words ?? ""),
            ])
    }
}

/// One review, with the reply: to be published, or refused with a reason. It does not say who wrote it: that is not
/// needed to decide.
struct ReadReviewPage: Sendable {
    let review: SupplierReview
    let supplier: String
    let events: [SupplierReviewEvent]
    let hidden: [HiddenField]
    var typed: (side: SupplierReview.Side, decision: String, reason: String)?
    var problems = FieldProblems()

    var view: View {
        View(
            "Review of \(supplier)", place: .reviews, breadcrumb: [Link("Reviews", href: "/reviews")],
            problems: problems
        ) {
            h1 { "Review of "; bdi { supplier } }
            for side in SupplierReview.Side.allCases where review[side].status != .absent { text(side) }
            if SupplierReview.Side.allCases.allSatisfy({ review[$0].status == .absent }) {
                p { "It was taken back. The text is not kept." }
            }
            h2 { "What happened" }
            Timeline(
                events.map { event in
                    Timeline.Item(
                        title: "\(event.side.words): \(event.what.done)", when: event.at.words,
                        detail: event.note.map { note in HTML { bdi { note } } }, state: .done)
                })
        }
    }

    @HTMLBuilder private func text(_ side: SupplierReview.Side) -> HTML {
        h2 { side.words }
        p { review[side].status.tag }
        if side == .review { p { strong { review.starsInWords } } }
        for paragraph in review[side].text.split(separator: "\n") { p { bdi { String(paragraph) } } }
        let details = PrivateDetail.all(in: review[side].text)
        if !details.isEmpty {
            Notice(
                .warning, "Look at this with care",
                text: "In it there is \(details.map(\.words).joined(separator: ", and ")). Whoever wrote it was told, "
                    + "and means it so.")
        }
        if !choices(side).isEmpty { deciding(side) }
    }

    private func choices(_ side: SupplierReview.Side) -> [SupplierReviewAction] {
        [.publish, .refuse, .takeDown].filter { review[side].status.allows($0) }
    }

    private func deciding(_ side: SupplierReview.Side) -> HTML {
        let own = typed?.side == side ? typed : nil
        return div(.class("panel panel--marked")) {
            PostForm(
                action: "/reviews/\(review.id)",
                hidden: hidden.naming(side.rawValue) + [
                    HiddenField(name: "side", value: side.rawValue), SeenVersion.field(review.version),
                ]
            ) {
                Radios(
                    name: "decision-\(side.rawValue)", legend: "What is to happen with it?",
                    choices: choices(side).map { Choice($0.rawValue, $0.choice) }, value: own?.decision,
                    problem: problems["decision-\(side.rawValue)"])
                TextArea(
                    name: "reason-\(side.rawValue)", label: "Why not?",
                    hint: "Needed where others shall not read it. Whoever wrote it reads this, and can write anew.",
                    value: own?.reason ?? "", problem: problems["reason-\(side.rawValue)"], rows: 3,
                    maximum: OrderNote.charactersMaximum)
                Button("Decide", about: "about the \(side.words.lowercased())")
            }
        }
    }
}

extension SupplierReviewAction {
    fileprivate var choice: String {
        switch self {
        case .publish: "Publish it"
        case .refuse: "Do not publish it"
        case .takeDown: "Take it down"
        case .write, .withdraw: rawValue
        }
    }

    fileprivate var done: String {
        switch self {
        case .write: "written"
        case .publish: "published"
        case .refuse: "not published"
        case .takeDown: "taken down"
        case .withdraw: "taken back"
        }
    }
}
