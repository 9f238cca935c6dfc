import Values

/// Where a basket stands.
package enum BasketStatus: String, WorkflowWord {
    case open
    /// It has become an order.
    case converted
    /// Nobody touched it for a month: a saved list that can be taken up again.
    case archived
}

/// What can happen to a basket.
package enum BasketEvent: String, WorkflowWord {
    /// Something is added, changed, arranged or taken out.
    case change
    /// It is signed, and the order made.
    case convert
    /// The clock puts it aside.
    case archive
    /// A saved list is the basket again.
    case takeUp = "take_up"
    /// What is on a saved list is put into the basket that is open; the list stays.
    case copy
}

package enum BasketGuard: String, WorkflowGuard {
    case untouched
    case noOtherOpen = "no_other_open"

    package var words: String {
        switch self {
        case .untouched: "nobody has touched it for \(Basket.daysKept) days"
        case .noOtherOpen: "no other basket of the holder is open"
        }
    }
}

extension BasketStatus {
    /// The whole workflow (reference, workflow 4.1). Holds are placed by signing, on the supplier orders it makes.
    package static let workflow = Workflow<BasketStatus, BasketEvent, BasketGuard>(
        "basket", start: .open,
        [
            .init(.open, .change, to: .open),
            .init(.open, .convert, posts: ["OPEN", "CARRY", "HOLD", "FUND_RESERVE"], to: .converted),
            .init(.open, .archive, if: [.untouched], to: .archived),
            .init(.archived, .takeUp, if: [.noOtherOpen], to: .open),
            .init(.archived, .copy, to: .archived),
        ])
}
