import HTTPTypes
import Identity
import Operations
import Outbox
import Storage
import Values

/// Where a supplier's orders are sent besides its pages, and what became of it, for its programs.
enum WebhookCalls {
    static let all = [list, make, read, change, remove, rotate, deliveries, delivery, replay]

    private static let members: KeyValuePairs<String, Schema> = [
        "id": .identifier, "address": .text(1...4_000), "scope": scope, "status": .word(EndpointStatus.self),
        "madeAt": .moment, "version": .count,
        "formerSecretUntil": .moment.orNull.noted("Until when the secret before signs as well"),
    ]
    private static let scope = Schema.word(Endpoint.Scope.self)
        .noted("everything, or only what you have to do something about")

    static let webhook = Schema.object(members).named("Webhook")
    static let secretWebhook = Schema(
        .object(
            members.map { .init(name: $0.key, schema: $0.value, isRequired: true) } + [
                .init(
                    name: "secret",
                    schema: Schema.text(1...200).orNull
                        .noted("For checking signatures; null in a repeat once the webhook has been changed since"),
                    isRequired: true)
            ])
    ).named("WebhookWithSecret")

    static let record = Schema.object([
        "id": .identifier, "webhookID": .text(1...100).noted("The header webhook-id of each attempt"),
        "type": .text(1...100), "at": .moment.noted("When it happened"), "order": .identifier,
        "orderNumber": .text(1...40), "status": .word(DeliveryStatus.self), "deliveredAt": .moment.orNull,
        "nextAttemptAt": .moment.orNull, "version": .count,
        "attempts": .list(
            of: .object([
                "at": .moment, "outcome": .word(AttemptOutcome.Code.self),
                "status": .count.noted("Of HTTP; nought without an answer"), "milliseconds": .count,
            ])),
    ]).named("Delivery")

    private static let list = Call(
        method: .get, path: "/webhooks", name: "listWebhooks", section: .webhooks, title: "List webhooks",
        scopes: [.readWebhooks], duties: [.channels], query: Call.paging,
        answers: [.json(Call.page(of: webhook, named: "WebhookPage"), "A page of webhooks.")],
        handle: .json { input in
            let page = try PageQuestion("webhooks", input)
            let owner = Message.Recipient.supplier(input.supplier)
            return try await input.look { look in
                let rows = try look.snapshot.endpoints.list(of: owner)
                    .filter { $0.channel == .webhook && $0.id.text > page.after ?? "" }
                return page.reply(Array(rows.prefix(page.limit + 1)), id: \.id.text, \.json)
            }
        })

    private static let make = Call(
        method: .post, path: "/webhooks", name: "makeWebhook", section: .webhooks, title: "Make a webhook",
        notes: "The secret is in this answer alone.", scopes: [.writeWebhooks], duties: [.channels],
        bodies: [
            .json(
                Schema.object(["address": .text(8...2_000)], or: ["scope": scope]).named("NewWebhook"),
                example: ["address": "https://orders.shop.example/holdfast", "scope": "everything"])
        ],
        answers: [.thing(secretWebhook, "The webhook with its secret.", status: .created)],
        fields: ["webhook": "address"],
        handle: .change { input, _ in
            let routing = input.front.settings.routing
            return AddEndpoint(
                channel: .webhook, address: input.body["address"]?.text ?? "",
                scope: input.body.scope ?? .everything,
                secret: try NewSecret(for: input.supplier, strongbox: routing.strongbox).sealed,
                allowsPlain: routing.allowsPlainWebhooks)
        } telling: { input, look, id in
            try look.webhook(id, for: input).secretReply(to: input, status: .created, at: "/webhooks/\(id)")
        })

    private static let read = Call(
        method: .get, path: "/webhooks/{id}", name: "readWebhook", section: .webhooks, title: "Read a webhook",
        scopes: [.readWebhooks], duties: [.channels], answers: [.thing(webhook, "The webhook.")],
        handle: .json { input in try await input.look { try $0.webhook(input).reply() } })

    private static let change = Call(
        method: .patch, path: "/webhooks/{id}", name: "changeWebhook", section: .webhooks,
        title: "Pause or resume a webhook, or choose what goes there", scopes: [.writeWebhooks], duties: [.channels],
        bodies: [
            .json(
                Schema.object([:], or: ["scope": scope, "status": .words(["active", "paused"])]).named("WebhookChange"),
                example: ["status": "paused"])
        ],
        answers: [.thing(webhook, "The webhook as it is then.")], match: .needed, refusals: [409],
        handle: .change { input, look in
            let now = try look.webhook(input)
            try input.mustMatch(now.reply())
            let wanted = input.body["status"]?.text
            return ChangeEndpoint(
                endpoint: now.id, version: now.version,
                event: wanted == nil || wanted == now.status.rawValue ? nil : wanted == "paused" ? .pause : .resume,
                scope: input.body.scope)
        } telling: { input, look, id in
            try look.webhook(id, for: input).reply()
        })

    private static let remove = Call(
        method: .delete, path: "/webhooks/{id}", name: "removeWebhook", section: .webhooks, title: "Remove a webhook",
        notes: "What still waits for it is not sent any more.", scopes: [.writeWebhooks], duties: [.channels],
        answers: [.nothing], match: .needed, refusals: [409],
        handle: .change { input, look in
            let now = try look.webhook(input)
            try input.mustMatch(now.reply())
            return ChangeEndpoint(endpoint: now.id, version: now.version, event: .remove)
        } telling: { _, _, _ in
            .nothing
        })

    private static let rotate = Call(
        method: .post, path: "/webhooks/{id}/secret", name: "rotateWebhookSecret", section: .webhooks,
        title: "Give a webhook a new secret",
        notes: "Both sign for a day, so that you can change over. The new one is in this answer alone.",
        scopes: [.writeWebhooks], duties: [.channels],
        answers: [.thing(secretWebhook, "The webhook with its new secret.")], match: .needed, refusals: [409],
        handle: .change { input, look in
            let now = try look.webhook(input)
            try input.mustMatch(now.reply())
            let secret = try NewSecret(for: input.supplier, strongbox: input.front.settings.routing.strongbox)
            return RotateEndpointSecret(endpoint: now.id, version: now.version, secret: secret.sealed)
        } telling: { input, look, id in
            try look.webhook(id, for: input).secretReply(to: input)
        })

    private static let deliveries = Call(
        method: .get, path: "/webhooks/{id}/deliveries", name: "listDeliveries", section: .webhooks,
        title: "List what was sent to a webhook", notes: "The newest first, each with every attempt.",
        scopes: [.readWebhooks], duties: [.channels, .orders], query: Call.paging,
        answers: [.json(Call.page(of: record, named: "DeliveryPage"), "A page of deliveries.")],
        handle: .json { input in
            let page = try PageQuestion("deliveries", input)
            return try await input.look { look in
                let endpoint = try look.webhook(input).id
                let rows = try look.snapshot.deliveries.page(
                    of: endpoint, before: page.after.map { .init($0) }, most: page.limit + 1)
                return page.reply(rows, id: \.delivery.id.text, \.json)
            }
        })

    private static let delivery = Call(
        method: .get, path: "/webhooks/{id}/deliveries/{delivery}", name: "readDelivery", section: .webhooks,
        title: "Read what became of a delivery", scopes: [.readWebhooks], duties: [.channels, .orders],
        answers: [.thing(record, "The delivery.")],
        handle: .json { input in try await input.look { try $0.delivery(input).reply() } })

    private static let replay = Call(
        method: .post, path: "/webhooks/{id}/deliveries/{delivery}/replay", name: "replayDelivery", section: .webhooks,
        title: "Send a delivery again", notes: "It comes under the same webhook-id.",
        scopes: [.writeWebhooks], duties: [.channels, .orders],
        answers: [.thing(record, "It waits to be sent.")], refusals: [409],
        handle: .change { input, look in
            let now = try look.delivery(input).delivery
            return StepDelivery(delivery: now.id, version: now.version, step: .tryAgain)
        } telling: { input, look, _ in
            try look.delivery(input).reply()
        })
}

extension JSONValue {
    fileprivate var scope: Endpoint.Scope? { self["scope"]?.text.flatMap { Endpoint.Scope(rawValue: $0) } }
}

extension Desk.Look {
    /// - Throws: `NotFound`, also for another supplier's, for what is no webhook, and where it was removed.
    fileprivate func webhook(_ id: Endpoint.ID, for input: ProgramInput) throws -> Endpoint {
        guard let found = try snapshot.endpoints.find(id, of: .supplier(input.supplier)), found.channel == .webhook,
            found.status != .removed
        else { throw NotFound() }
        return found
    }

    /// The webhook of the address.
    fileprivate func webhook(_ input: ProgramInput) throws -> Endpoint {
        try webhook(.init(input.place("id")), for: input)
    }

    /// The delivery of the address.
    fileprivate func delivery(_ input: ProgramInput) throws -> DeliveryRecord {
        let endpoint = try webhook(input).id
        guard let found = try snapshot.deliveries.record(.init(input.place("delivery")), of: endpoint)
        else { throw NotFound() }
        return found
    }
}

extension Endpoint {
    fileprivate var json: JSONValue {
        [
            "id": .string(id.text), "address": .string(address), "scope": .string(scope.rawValue),
            "status": .string(status.rawValue), "madeAt": madeAt.json, "version": .integer(version),
            "formerSecretUntil": formerUntil.json,
        ]
    }

    fileprivate func reply() -> ProgramReply { ProgramReply(json, version: version) }

    /// With its secret, as long as it stands as the request left it: whoever repeats the request later is told no
    /// secret that somebody else has chosen since.
    fileprivate func secretReply(
        to input: ProgramInput, status: HTTPResponse.Status = .ok, at address: String? = nil
    ) throws -> ProgramReply {
        let isFresh = version == (input.version ?? 0) + 1
        let written = try isFresh ? secret.map {
            try input.front.settings.routing.strongbox.written($0, for: owner)
        } : nil
        return ProgramReply(json, version: version, once: ["secret": written.json], status: status, at: address)
    }
}

extension DeliveryRecord {
    fileprivate var json: JSONValue {
        [
            "id": .string(delivery.id.text), "webhookID": .string("msg_\(message)"),
            "type": .string(kind.event), "at": at.json, "order": .string(supplierOrder.text),
            "orderNumber": .string(orderNumber), "status": .string(delivery.status.rawValue),
            "deliveredAt": delivery.deliveredAt.json,
            "nextAttemptAt": delivery.status == .waiting ? delivery.dueAt.json : .null,
            "version": .integer(delivery.version),
            "attempts": .array(
                attempts.map { attempt in
                    [
                        "at": attempt.at.json, "outcome": .string(attempt.outcome.code.rawValue),
                        "status": .integer(attempt.outcome.status),
                        "milliseconds": .integer(attempt.outcome.milliseconds),
                    ]
                }),
        ]
    }

    fileprivate func reply() -> ProgramReply { ProgramReply(json, version: delivery.version) }
}
