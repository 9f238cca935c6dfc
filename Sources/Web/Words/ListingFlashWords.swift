// What has just been done about listings.

extension Flash {
    /// Nil for what is about something else.
    var listingNotice: Notice? {
        switch self {
        case .listingAdded:
            Notice(.success, "Draft saved", text: "Nobody else sees it. Propose it when it is ready.")
        case .listingProposed:
            Notice(.success, "Listing proposed", text: "It is in the shop once a commissioner’s staff accept it.")
        case .listingSaved:
            Notice(
                .success, "Saved", text: "What has to be looked at first waits; the rest counts. Signed orders stay.")
        case .listingMoved: Notice(.success, "Listing saved", text: "Orders you have are not touched.")
        case .listingsAccepted: Notice(.success, "Accepted", text: "They are in the shop.")
        case .listingReviewed: Notice(.success, "Decided", text: "The supplier sees it, with what you wrote.")
        case .priceSet: Notice(.success, "Price set", text: "Orders signed before keep their price.")
        case .priceRecalled: Notice(.success, "Price taken back")
        case .runStarted: Notice(.success, "Your file has come", text: "This page says how far it is.")
        case .addressSaved: Notice(.success, "Saved", text: "It holds for every message from now on.")
        case .deliverySettled: Notice(.success, "Noted", text: "It waits for nobody any more.")
        case .deliveryRetried: Notice(.success, "It is on its way again")
        case .keyRevoked: Notice(.success, "Key revoked", text: "Programs that use it are refused from now on.")
        default: nil
        }
    }
}
