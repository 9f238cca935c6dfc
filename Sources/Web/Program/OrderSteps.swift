import Baskets
import Catalogue
import Identity
import Operations
import Orders
import Storage
import Values

/// What a supplier does with an order: the very operations of its pages' buttons, with the same guards.
enum OrderSteps {
    static let all = [accept, decline, change, deliver, closeShort, answerCancelling]

    private static let accept = step(
        "acceptance", "acceptOrder", "Accept an order, or part of it",
        "What is not named is taken whole. Where less is taken, say why in note.", OrderSchemas.acceptance,
        example: ["units": [["position": 1, "units": 2]], "note": "The rest is sold out."]
    ) { AcceptOrder(try $0.said("note")) }

    private static let decline = step(
        "refusal", "declineOrder", "Decline an order", "", OrderSchemas.refusal,
        example: ["reason": "We do not come to that place any more."]
    ) { DeclineOrder(try $0.said("reason")) }

    private static let deliver = step(
        "delivery", "deliverOrder", "Say what was dispatched, or which visits are done",
        "Everything that is to come where no units are named. The customer confirms it, and then it is owed.",
        OrderSchemas.delivery, example: ["units": [["position": 1, "units": 1]], "proof": "Parcel 4711"]
    ) { DeliverOrder(try $0.said("note"), proof: $0.body.tidy("proof")) }

    private static let closeShort = step(
        "shortfall", "closeShort", "Say what will not come",
        "Some of what you accepted; all that is to come where no units are named.", OrderSchemas.shortfall,
        example: ["reason": "The maker has stopped making it."]
    ) { CloseShort(try $0.said("reason")) }

    private static let answerCancelling = step(
        "cancelling", "answerCancelling", "Answer a wish to cancel", "", OrderSchemas.cancellingAnswer,
        example: ["answer": "agree", "feePence": 0]
    ) { input in
        AnswerCancellation(
            part: .init(input.place("id")), version: input.version,
            answer: input.body["answer"]?.text == "agree" ? .agree : .refuse,
            fee: Money(pence: input.body["feePence"]?.integer ?? 0), note: input.body.tidy("note"))
    }

    private static let change = step(
        "change", "offerChange", "Offer a change",
        """
        Another listing of yours, another price, quantity or day in the place of some lines. The other lines are taken
        or refused at once; nothing of what is offered comes before the customer has agreed.
        """, OrderSchemas.change,
        example: [
            "reason": "Blue is sold out, red is here.",
            "lines": [["position": 1, "listing": "red-one", "unitNetPence": 1_250, "quantity": 2]],
        ]
    ) { input in
        let lines = input.body["lines"]?.items ?? []
        let proposals = try input.byPosition("lines", lines) { line in
            OfferChange.Proposal(
                listing: .init(line["listing"]?.text ?? ""), unitNet: Money(pence: line["unitNetPence"]?.integer ?? 0),
                quantity: line["quantity"]?.integer ?? 0, schedule: try line["schedule"]?.schedule)
        }
        return OfferChange(
            part: .init(input.place("id")), version: input.version, units: try input.units, proposals: proposals,
            note: input.body.tidy("reason"))
    }

    /// What the domain calls a note is a reason where there has to be one.
    private static func fields(of schema: Schema) -> [String: String] {
        schema.members.contains { $0.name == "reason" } ? ["note": "reason"] : [:]
    }

    /// - Parameter asked: the operation that the body means.
    private static func step<Asked: Operation>(
        _ place: String, _ name: String, _ title: String, _ notes: String, _ schema: Schema, example: JSONValue,
        _ asked: @escaping @Sendable (ProgramInput) throws -> Asked
    ) -> Call where Asked.Answer == SupplierOrder.ID {
        Call(
            method: .post, path: "/orders/{id}/\(place)", name: name, section: .orders, title: title, notes: notes,
            scopes: [.writeOrders], duties: [.orders], bodies: [.json(schema, example: example)],
            answers: [.thing(OrderSchemas.order, "The order as it stands then.")], match: .needed, refusals: [409],
            fields: fields(of: schema),
            handle: .change { input, look in
                try input.mustMatch(try look.told(.init(input.place("id")), of: input.supplier))
                return try asked(input)
            } telling: { input, look, id in
                try look.told(id, of: input.supplier)
            })
    }
}

extension ProgramInput {
    /// What most steps say: for which order as it was read, how many units, and why.
    fileprivate func said(_ words: String) throws -> PartAnswer {
        PartAnswer(part: .init(place("id")), version: version, units: try units, note: body.tidy(words))
    }

    fileprivate var units: [Int: Int] {
        get throws { try byPosition("units", body["units"]?.items ?? []) { $0["units"]?.integer ?? 0 } }
    }

    /// - Throws: `ProgramProblem.body` where a position stands there twice.
    func byPosition<Thing>(
        _ member: String, _ items: [JSONValue], _ thing: (JSONValue) throws -> Thing
    ) throws -> [Int: Thing] {
        var found: [Int: Thing] = [:]
        for (index, item) in items.enumerated() {
            guard let position = item["position"]?.integer, found[position] == nil else {
                let place = "/\(member)/\(index)/position"
                throw ProgramProblem.body([SchemaProblem(pointer: place, words: "stands there twice")])
            }
            found[position] = try thing(item)
        }
        return found
    }
}

extension JSONValue {
    /// Nil for null.
    fileprivate var schedule: Schedule? {
        get throws {
            guard let first = self["first"]?.text, let every = self["every"]?.text else { return nil }
            return Schedule(
                first: try Day(first), every: Schedule.Every(rawValue: every) ?? .week,
                times: self["times"]?.integer ?? 1)
        }
    }
}
