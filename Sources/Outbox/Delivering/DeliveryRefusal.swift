import Values

/// Why something about deliveries and endpoints is not done.
package enum DeliveryRefusal: Refusal, Hashable {
    /// Somebody else, or the worker, was quicker.
    case changedMeanwhile
    /// There is no way left that it has not gone already.
    case noOtherWay
    /// The address takes nothing now.
    case notInUse

    package var code: String {
        switch self {
        case .changedMeanwhile: "delivery.changed-meanwhile"
        case .noOtherWay: "delivery.no-other-way"
        case .notInUse: "delivery.not-in-use"
        }
    }
}
