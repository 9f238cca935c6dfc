import Baskets
import Orders
import Plans
import Values

/// What programs are told about orders, and what they say about them. It is what the supplier's own pages show: no
/// health data, nothing of plans and budgets, and no address once nothing is left to deliver.
enum OrderSchemas {
    static let status = Schema.words(
        SupplierOrderStatus.allCases.filter(\.isKnownToSupplier).map(\.rawValue)
    ).named("OrderStatus")

    static let schedule = Schema.object([
        "first": .day, "every": .word(Schedule.Every.self),
        "times": .integer(1...Schedule.timesMaximum).noted("How often in all"),
    ]).named("Schedule")

    private static let state = Schema.object(["position": .integer(1...10_000), "units": .integer(0...unitsMaximum)])

    static let item = Schema.object([
        "id": .identifier, "number": .text(1...40), "status": status, "version": .count, "signedAt": .moment,
        "changedAt": .moment, "answerBy": .moment.orNull.noted("Until when somebody has to answer"),
        "deliverTo": .text(0...200).noted("First name only"), "totalPence": .pence,
    ]).named("OrderItem")

    static let line = Schema.object([
        "position": .integer(1...10_000), "listing": .text(1...100), "title": .text(0...200), "unit": .text(0...100),
        "quantity": .count.noted("Each time"), "schedule": schedule.orNull.noted("Null: once, as soon as you can"),
        "unitNetPence": .pence.noted("Of one unit, pence without VAT"),
        "unitPricePence": .pence.noted("What one unit costs now, pence with VAT"),
        "totalPence": .pence.noted("All times together as signed, pence with VAT"), "taxPence": .pence,
        "contributionPence": .pence.noted("What the customer pays to you themselves"),
        "isVATRelieved": .flag.noted("The customer declared VAT relief; the declaration is on the order's page"),
        "leadDays": .count, "delivery": .text(0...500), "cancellation": .text(0...500), "cancelFreeDays": .count,
        "cancelFeePercent": .count,
        "replaces": .text(0...200).orNull.noted("The title of the line in whose place it was agreed"),
        "units": Schema(.table(of: .count)).noted("How many units stand how; states without units are left out"),
    ]).named("OrderLine")

    static let event = Schema.object([
        "action": .text(1...60), "at": .moment, "by": .text(0...200).orNull.noted("Of your own team; null for others"),
        "note": .text(0...2_000).orNull, "lines": .list(of: state),
    ]).named("OrderEvent")

    static let offer = Schema.object([
        "note": .text(0...500),
        "lines": .list(
            of: .object([
                "position": .integer(1...10_000), "listing": .text(1...100), "title": .text(0...200),
                "quantity": .count, "unitPricePence": .pence, "schedule": schedule.orNull,
            ])),
    ]).named("ChangeOffer")

    static let cancelling = Schema.object([
        "feeMaximumPence": .pence.noted("The most that may be asked for, by the terms that were signed"),
        "lines": .list(of: state),
    ]).named("CancellationWish")

    static let order = Schema.object([
        "id": .identifier, "number": .text(1...40), "status": status, "version": .count, "signedAt": .moment,
        "answerBy": .moment.orNull, "buyer": .word(ContractingPrincipal.self), "commissioner": .text(0...200),
        "deliverTo": .object([
            "name": .text(0...200).noted("First name only"),
            "address": Schema.list(of: .text(0...200)).orNull.noted("Null once nothing is left to deliver"),
            "telephone": .text(0...60).orNull,
        ]),
        "totalPence": .pence, "contributionPence": .pence, "lines": .list(of: line),
        "canDo": .list(of: .words(steps.map(\.name))).noted("What you can do with it now"),
        "offer": offer.orNull.noted("What you offered, while the customer has not answered"),
        "cancelling": cancelling.orNull.noted("What the customer would like to cancel"),
        "proofs": .list(
            of: .object([
                "position": .integer(1...10_000), "units": .count, "proof": .text(0...200),
                "countsFrom": .moment.orNull.noted("When it counts as received if nobody says otherwise"),
            ])),
        "events": .list(of: event).noted("What happened, oldest first"),
    ]).named("Order")

    /// What a supplier may do, as a program names it.
    static let steps: [(name: String, action: SupplierOrderAction)] = [
        ("acceptance", .accept), ("refusal", .decline), ("change", .propose), ("delivery", .deliver),
        ("shortfall", .closeShort), ("cancelling", .agreeToCancel),
    ]

    static let message = Schema.object([
        "id": .identifier, "from": .word(OrderNote.Side.self),
        "name": .text(0...200).orNull.noted("Of your own team; null for others"), "text": .text(0...2_000),
        "at": .moment,
    ]).named("Message")

    // MARK: - What programs say

    static let unitsMaximum = 1_000_000

    static let units = Schema.list(
        of: .object(["position": .integer(1...10_000), "units": .integer(0...unitsMaximum)]), 1...500
    ).noted("How many units of which lines; lines that are not named are taken whole")

    static let note = Schema.words(upTo: OrderNote.charactersMaximum)

    static let acceptance = Schema.object(
        [:], or: ["units": units, "note": note.noted("Why less is taken; the customer reads it")]
    ).named("Acceptance")
    static let refusal = Schema.object(["reason": note]).named("Refusal")
    static let shortfall = Schema.object(["reason": note], or: ["units": units]).named("Shortfall")
    static let delivery = Schema.object([:], or: [
        "units": units, "note": note,
        "proof": .words(upTo: ProvedDelivery.proofCharactersMaximum)
            .noted("Goods alone: who took them in, or what the carrier calls the delivery"),
    ]).named("Delivered")
    static let change = Schema.object([
        "reason": note,
        "lines": .list(
            of: .object([
                "position": .integer(1...10_000), "listing": .identifier,
                "unitNetPence": .integer(1...10_000_000), "quantity": .integer(1...10_000),
            ], or: ["schedule": schedule.orNull]), 1...500).noted("What would come instead"),
    ], or: ["units": units]).named("Change")
    static let cancellingAnswer = Schema.object(
        ["answer": .words(["agree", "refuse"])],
        or: [
            "feePence": .integer(0...100_000_000).noted("At most feeMaximumPence"),
            "note": note.noted("Needed where you refuse"),
        ]
    ).named("CancellationAnswer")
    static let messageText = Schema.object(["text": note]).named("NewMessage")
}
