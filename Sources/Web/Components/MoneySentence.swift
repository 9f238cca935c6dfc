import Markup
import Values

/// What is left, as a sentence: "£420.00 of your £600.00 for physiotherapy is left until 31 March 2027."
struct MoneySentence: Component {
    let left: Money
    let total: Money
    /// What the money is for: "physiotherapy".
    let purpose: String
    var until: Day?
    /// "your", or "Ann’s" where somebody else reads it.
    var whose = "your"

    var html: HTML {
        p(.class("money-sentence")) {
            if left < .zero {
                strong(.class("amount")) { (-left).description }
                " more than \(whose) \(total) for \(purpose) has been given out."
            } else {
                strong(.class("amount")) { left.description }
                " of \(whose) \(total) for \(purpose) is left"
                if let until { " until \(until.words)" }
                "."
            }
        }
    }
}
