import Baskets
import Orders
import Storage
import Values

extension Optional where Wrapped == String {
    var json: JSONValue { map(JSONValue.string) ?? .null }
}

extension Optional where Wrapped == Moment {
    var json: JSONValue { map { .string($0.timestamp) } ?? .null }
}

extension Moment {
    var json: JSONValue { .string(timestamp) }
}

extension Money {
    var json: JSONValue { .integer(pence) }
}

extension Optional where Wrapped == Schedule {
    var json: JSONValue {
        map { schedule in
            [
                "first": .string(schedule.first.description), "every": .string(schedule.every.rawValue),
                "times": .integer(schedule.times),
            ]
        } ?? .null
    }
}

extension ProgramOrderItem {
    var json: JSONValue {
        [
            "id": .string(id.text), "number": .string(number), "status": .string(status.rawValue),
            "version": .integer(version), "signedAt": signedAt.json, "changedAt": changedAt.json,
            "answerBy": expiresAt.json, "deliverTo": .string(deliverTo), "totalPence": total.json,
        ]
    }
}

extension SupplierOrderView {
    var json: JSONValue {
        [
            "id": .string(id.text), "number": .string(number), "status": .string(status.rawValue),
            "version": .integer(version), "signedAt": signedAt.json, "answerBy": expiresAt.json,
            "buyer": .string(buyer.rawValue), "commissioner": .string(commissioner),
            "deliverTo": [
                "name": .string(deliverTo),
                "address": place.map { .array($0.address.map(JSONValue.string)) } ?? .null,
                "telephone": (place?.telephone).json,
            ],
            "totalPence": total.json, "contributionPence": contribution.json, "lines": .array(lines.map(\.json)),
            "canDo": .array(OrderSchemas.steps.filter { can($0.action) }.map { .string($0.name) }),
            "offer": offer?.json ?? .null, "cancelling": cancelling, "proofs": .array(proofs),
            // That somebody was reminded is told nobody else, and moves nothing.
            "events": .array(events.filter { !$0.action.isOnlyTold }.map(\.json)),
        ]
    }

    private func can(_ action: SupplierOrderAction) -> Bool {
        guard status.allows(action) else { return false }
        return switch action {
        case .deliver, .closeShort: lines.contains { $0.tally[.toCome] > 0 }
        default: true
        }
    }

    private var cancelling: JSONValue {
        guard status.allows(.agreeToCancel) else { return .null }
        return [
            "feeMaximumPence": feeMaximum.values.total.json, "lines": .array(askedToCancel.map(\.json)),
        ]
    }

    private var proofs: [JSONValue] {
        proved.map { delivery in
            [
                "position": .integer(delivery.position), "units": .integer(delivery.units),
                "proof": .string(delivery.proof), "countsFrom": delivery.countsFrom.json,
            ]
        }
    }
}

extension LineStep {
    fileprivate var json: JSONValue { ["position": .integer(position), "units": .integer(units)] }
}

extension ChangeOffer {
    fileprivate var json: JSONValue {
        [
            "note": .string(note),
            "lines": .array(
                lines.map { line in
                    [
                        "position": .integer(line.position), "listing": .string(line.offer.listing.text),
                        "title": .string(line.offer.title), "quantity": .integer(line.quantity),
                        "unitPricePence": line.offer.unitPrice.json, "schedule": line.schedule.json,
                    ]
                }),
        ]
    }
}

extension SupplierOrderView.Line {
    fileprivate var json: JSONValue {
        [
            "position": .integer(position), "listing": .string(listing.text), "title": .string(title),
            "unit": .string(unit), "quantity": .integer(quantity), "schedule": schedule.json,
            "unitNetPence": unitNet.json, "unitPricePence": unitPrice.json, "totalPence": total.json,
            "taxPence": tax.json, "contributionPence": contribution.json, "isVATRelieved": .bool(relief != nil),
            "leadDays": .integer(leadDays), "delivery": .string(delivery), "cancellation": .string(cancellation),
            "cancelFreeDays": .integer(cancelling.freeDays), "cancelFeePercent": .integer(cancelling.feePercent),
            "replaces": replaces.json,
            "units": .object(
                Dictionary(
                    UnitState.allCases.filter { tally[$0] > 0 }.map { ($0.rawValue, .integer(tally[$0])) },
                    uniquingKeysWith: { first, _ in first })),
        ]
    }
}

extension SupplierOrderView.Event {
    fileprivate var json: JSONValue {
        [
            "action": .string(action.rawValue), "at": at.json, "by": name.json,
            "note": (isReadable ? note : nil).json, "lines": .array(lines.map(\.json)),
        ]
    }
}

extension OrderNote {
    /// - Parameter name: of who wrote it, where the supplier may read it.
    func json(name: String?) -> JSONValue {
        [
            "id": .string(id.text), "from": .string(side.rawValue), "name": name.json, "text": .string(text),
            "at": at.json,
        ]
    }
}
