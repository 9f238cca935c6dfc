import Markup
import Storage

/// What reviewers have said about listings in the last days; nothing where they have not.
struct ListingAnswers: Component {
    let answers: [ListingAnswer]

    /// So long it is told.
    static let days = 14

    @HTMLBuilder var html: HTML {
        if !answers.isEmpty {
            SectionHeading("Answers about your listings", link: Link("All listings", href: "/supplier/listings"))
            DataTable(
                id: "answers", caption: "Answers about your listings in the last \(Self.days) days",
                isCaptionHidden: true, columns: [.init("Listing"), .init("Answer"), .init("On")],
                rows: answers.map { answer in
                    .init(
                        HTML { a(.href("/supplier/listings/\(answer.listing)")) { bdi { answer.title } } },
                        [
                            HTML {
                                answer.what.words
                                if let note = answer.note { ": "; bdi { note } }
                            },
                            HTML(answer.at.day.words),
                        ], isMarked: answer.what == .changesAsked)
                })
            if answers.count == SupplierDay.most { p(.class("quiet")) { "These are the newest." } }
        }
    }
}
