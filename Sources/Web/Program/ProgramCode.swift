import Catalogue
import Orders
import Values

/// One code of a problem, as the readable page explains it.
struct ProgramCode: Sendable {
    let code: String
    let status: Int
    let title: String
    let words: String

    init(_ code: String, _ status: Int, _ title: String, _ words: String) {
        self.code = code
        self.status = status
        self.title = title
        self.words = words
    }

    static let all = requests + commands + domain

    private static let requests: [ProgramCode] = [
        .init("request.parameters", 400, "A parameter is wrong", "See errors: each says which, and what is wrong."),
        .init("request.cursor-broken", 400, "The cursor is wrong", "Take next of the page before, as it is."),
        .init("request.broken-json", 400, "The body is no JSON", "It is read strictly: UTF-8, no name twice."),
        .init("request.malformed", 400, "The request is malformed", "It broke off, or is no HTTP."),
        .init("key.needed", 401, "A key is needed", "None came, or one that is not known, was revoked or has ended."),
        .init("key.scope-missing", 403, "The key lacks a scope", "The detail says which. Make another key with it."),
        .init(
            "team.not-yours", 403, "That is not the work of whoever made the key",
            "A program acts in the name of a person, and can do no more than they can."),
        .init("not-found", 404, "It is not there, or not yours", "Look at the address. Which of the two, is not told."),
        .init("method-not-allowed", 405, "The address does not take that method", "Allow says which it takes."),
        .init("request.not-acceptable", 406, "It is not answered in that type", "Leave Accept out, or send */*."),
        .init("request.too-large", 413, "That is too much at once", "The description says how much may come."),
        .init("request.unsupported-type", 415, "It does not take that type", "The detail says which it takes."),
        .init("request.body", 422, "The body is not as it is described", "See errors: each says where, and what."),
        .init("request.values", 422, "A value cannot be used", "See errors: each says where, and what."),
        .init("request.refused", 400, "The request was refused", "Look at its method, address and headers."),
        .init("rate.exceeded", 429, "Too many requests", "Wait as long as Retry-After says."),
        .init("key.too-many-wrong", 429, "Too many keys that do not count", "Wait as long as Retry-After says."),
    ]

    private static let commands: [ProgramCode] = [
        .init(
            "command.key-reused", 422, "That Idempotency-Key came with another request",
            "A key names one request. Take another key for another request."),
        .init("version.needed", 428, "If-Match is missing", "Read it, and send its ETag as If-Match."),
        .init("version.old", 412, "It has moved since you read it", "Read it again: do you still want to?"),
        .init("storage.unavailable", 503, "Nothing can be stored just now", "Nothing was done. Try again later."),
        .init("crowded", 503, "Too many at once", "Nothing was done. Try again in a moment."),
        .init("fault", 500, "A fault of ours", "Nothing is half done. Try again; tell us the reference if it goes on."),
    ]

    private static let domain: [ProgramCode] = [
        .init(
            "supplier-order.not-possible", 409, "That is not possible as the order stands",
            "Read it again: canDo says what is."),
        .init("supplier-order.in-time", 409, "The time to answer has run out", "Nothing can be done about it."),
        .init("supplier-order.unanswered", 409, "You have answered already", "Read the order again."),
        .init("supplier-order.reason-given", 409, "A reason is missing", "Say why; the customer reads it."),
        .init("supplier-order.within-terms", 409, "The fee is above the signed terms", "At most feeMaximumPence."),
        .init("order-line.not-possible", 409, "That is not possible with these units", "Read the order again."),
        .init("listing.not-possible", 409, "That is not possible as the listing stands", "Read it again."),
        .init("listing.accepted", 409, "The listing was never accepted", "Propose it first."),
        .init("endpoint.not-possible", 409, "That is not possible as the webhook stands", "Read it again."),
        .init(
            "delivery.not-possible", 409, "That is not possible as the delivery stands",
            "It may be on its way already."),
        .init("order.units-missing", 409, "There are not so many", "Read the order again, and look at units."),
        .init("order.nothing-taken", 409, "Nothing would be taken", "To take nothing, decline the order."),
        .init("order.reason-missing", 409, "A reason is missing", "Say why; the customer reads it."),
        .init("order.fee-above-terms", 409, "The fee is above the signed terms", "At most feeMaximumPence."),
        .init(
            "order.nothing-offered", 409, "Nothing is offered that could be",
            "Offer a listing of yours that is live, differently from what was ordered, on no day that is past."),
        .init("order.price-raised", 409, "The price would go up", "Offer a change: the customer has to agree."),
        .init("order.changed-meanwhile", 409, "It has moved meanwhile", "Read it again."),
        .init("order.proof-of-no-goods", 409, "There is no proof of visits", "Only goods are delivered with proof."),
        .init("order.too-late-to-write", 409, "The order has long been over", "Write to the commissioner instead."),
        .init("invoice.number-known", 409, "You have sent an invoice of this number", "Each has a number of its own."),
        .init(
            "invoice.reduced", 409, "Something was taken off the line after a problem",
            "Send it as a document: it has no price of its own here."),
        .init("invoice.empty", 409, "The invoice is about nothing", "Name at least one line with units."),
        .init("listing.changed-meanwhile", 409, "The listing has moved meanwhile", "Read it again."),
        .init("listing.stock-moved", 409, "The number in stock has moved", "Read it again, and count again."),
        .init("delivery.changed-meanwhile", 409, "It has moved meanwhile", "Read it again."),
        .init("delivery.not-in-use", 409, "The webhook takes nothing now", "Resume it first."),
    ]
}
