import Markup

/// A result of the shop: what it is, from whom, at what price, and whether the plan covers it.
struct Card: Component {
    /// Identifies the card within the page.
    let id: String
    let title: String
    let href: String
    let picture: String
    /// What the picture shows beyond the title; empty for a category's drawing.
    var pictureWords = ""
    let supplier: String
    let reach: ReachTag
    /// "£62.00".
    let price: String
    /// "for each session".
    let unit: String
    /// "No VAT", "VAT included", "No VAT if you declare relief".
    var vat: String?
    /// "4.6 out of 5, from 31 people".
    var rating: String?
    let verdict: VerdictBadge
    /// What can be done with it beside opening it.
    var acts: HTML?

    var html: HTML {
        article(.class("card"), .ariaLabelledBy("\(id)-title")) {
            img(
                .class("card__picture"), .src(picture), .alt(pictureWords), .width(320), .height(240),
                .loading("lazy"))
            div(.class("card__words")) {
                h3(.class("card__title"), .id("\(id)-title")) {
                    a(.class("card__link"), .href(href)) { bdi { title } }
                }
                p(.class("card__supplier")) { bdi { supplier } }
                reach
                p(.class("card__price")) { strong(.class("amount")) { price }; " \(unit)" }
                if vat != nil || rating != nil { small }
                if let acts { acts }
                verdict
            }
        }
    }

    private var small: HTML {
        p(.class("card__small")) {
            if let vat { span { vat } }
            if let rating { span { rating } }
        }
    }
}

/// Results side by side, as many as fit.
struct Cards: Component {
    let cards: [Card]

    init(_ cards: [Card]) {
        self.cards = cards
    }

    var html: HTML {
        ul(.class("cards")) {
            for card in cards { li(.class("cards__item")) { card } }
        }
    }
}
