import Catalogue
import Markup
import Orders
import Values

extension Rating {
    /// "4.6 out of 5, from 31 people".
    var words: String { "\(tenths / 10).\(tenths % 10) out of 5, from \(count) people" }
}

extension SupplierReview {
    /// What each number of stars means, from one on.
    static let starWords = ["Very poor", "Poor", "Fair", "Good", "Very good"]

    /// "Good: 4 out of 5".
    var starsInWords: String { "\(SupplierReview.starWords[stars - 1]): \(stars) out of 5" }

    /// When it was published, no closer than the month: a day could say whose it is.
    var month: String {
        guard let publishedAt else { return "" }
        let (year, month, _) = publishedAt.day.components
        return "\(Day.monthNames[month - 1]) \(year)"
    }
}

extension SupplierReviewStatus {
    var tag: StatusTag {
        switch self {
        case .absent: StatusTag("Not written", tone: .plain)
        case .waiting: StatusTag("Waiting to be read", tone: .ask)
        case .published: StatusTag("Published", tone: .yes)
        case .refused: StatusTag("Not published", tone: .no)
        }
    }
}

extension SupplierReview.Side {
    var words: String {
        switch self {
        case .review: "Review"
        case .reply: "Reply of the supplier"
        }
    }
}

extension PrivateDetail {
    var words: String {
        switch self {
        case .nhsNumber: "ten digits that could be an NHS number"
        case .telephone: "a telephone number"
        case .email: "an e-mail address"
        case .health(let word): "“\(word)”, which says something about health"
        }
    }
}

extension WorkflowWords {
    static let supplierReview = WorkflowWords(
        thing: "review",
        summary: "What somebody who bought from a supplier thinks of it, and the supplier’s reply: each is a text that "
            + "moves like this. A person of the commissioner reads every text before others can.",
        states: [
            "absent": "not written", "waiting": "waiting to be read by the commissioner", "published": "published",
            "refused": "not published",
        ],
        events: [
            "write": "Write it, or write it anew", "publish": "The commissioner publishes it",
            "refuse": "The commissioner does not publish it", "take_down": "The commissioner takes it down",
            "withdraw": "Whoever wrote it takes it back, and it is gone",
        ])
}

/// The text of a review or a reply, as people type it.
struct ReviewTyped: Sendable {
    var stars = ""
    var text = ""
    var isMeant = false
    var problems = FieldProblems()

    init() {}

    init(_ form: Form) {
        stars = form["stars"]
        text = form["text"]
        isMeant = form["meant"] == "yes"
    }
}

/// The field for a text that everybody is to read; where something in it looks private, it says what, and asks.
struct PublicTextField: Component {
    let label: String
    let hint: String
    let typed: ReviewTyped

    private var details: [PrivateDetail] { typed.problems["text"] == nil ? [] : PrivateDetail.all(in: typed.text) }

    var html: HTML {
        TextArea(
            name: "text", label: label, hint: hint, value: typed.text, problem: typed.problems["text"], rows: 6,
            maximum: SupplierReview.charactersMaximum)
        if !details.isEmpty {
            InsetText {
                p { "In your text there is:" }
                ul(.class("bullets")) { for detail in details { li { detail.words } } }
                p { "Please write it without, so that nobody learns it who need not." }
            }
            Checkbox(
                name: "meant", label: "I mean it as it is",
                hint: "Somebody at the commissioner then reads it with special care, and may not publish it.",
                isChecked: typed.isMeant)
        }
    }
}

/// Published reviews, newest first, with the replies.
struct ReviewList: Component {
    let reviews: [SupplierReview]
    let supplier: String

    var html: HTML {
        ul(.class("list")) {
            for review in reviews { li { ReviewText(review: review, supplier: supplier) } }
        }
    }
}

/// One review as everybody reads it.
struct ReviewText: Component {
    let review: SupplierReview
    let supplier: String

    var html: HTML {
        p { strong { review.starsInWords } }
        for paragraph in review.review.text.split(separator: "\n") { p { bdi { String(paragraph) } } }
        p(.class("quiet")) { "Somebody who bought here · \(review.month)" }
        if review.reply.status == .published {
            InsetText {
                p { strong { "Reply of "; bdi { supplier } } }
                for paragraph in review.reply.text.split(separator: "\n") { p { bdi { String(paragraph) } } }
            }
        }
    }
}

extension Flash {
    /// What somebody has just done about a review, a reply or a picture; nil for everything else.
    var reviewNotice: Notice? {
        switch self {
        case .supplierReviewSent:
            Notice(.success, "Sent", text: "Somebody at the commissioner reads it before others can.")
        case .supplierReviewTakenBack: Notice(.success, "Taken back", text: "Nobody can read it any more.")
        case .supplierReviewDecided: Notice(.success, "Decided")
        case .pictureSaved: Notice(.success, "Saved", text: "People see it so now.")
        case .pictureAdded: Notice(.success, "Picture added", text: "People see it now.")
        default: nil
        }
    }
}
