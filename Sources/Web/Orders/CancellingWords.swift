import Catalogue
import Values

extension CancellationTerms {
    /// What cancelling costs once the supplier has accepted, in words.
    var words: String {
        guard feePercent > 0 else { return "Cancelling costs nothing, also after the supplier has accepted." }
        let late = "at most \(feePercent)% of the price of what is cancelled"
        if freeDays == 0 {
            return "Free until the supplier accepts, and until the day it comes. Later it costs \(late)."
        }
        let days = freeDays == 1 ? "1 day" : "\(freeDays) days"
        return "Free until the supplier accepts, and until \(days) before it comes. Later it costs \(late). "
            + "Where no day is agreed, it costs \(late)."
    }
}
