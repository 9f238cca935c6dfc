import Catalogue
import HTTPTypes
import Identity
import Operations
import Storage
import Values

/// What a supplier offers, for its programs. The rules are those of the pages: what is in the shop waits for a
/// reviewer, a lower price, stock and capacity count at once, a higher price after notice.
enum ListingCalls {
    static let all = [list, add, read, change, numbers] + steps

    private static let list = Call(
        method: .get, path: "/listings", name: "listListings", section: .listings, title: "List listings",
        notes: "By your own codes.", scopes: [.readListings], duties: [.listings],
        query: Call.paging + [
            .init(name: "code", schema: ListingSchemas.code, notes: "Only the one with this code of yours")
        ],
        answers: [.json(Call.page(of: ListingSchemas.listing, named: "ListingPage"), "A page of listings.")],
        handle: .json { input in
            let page = try PageQuestion("listings", input)
            let (supplier, code) = (input.supplier, input.text("code"))
            return try await input.look { look in
                let store = look.snapshot.listings
                let rows =
                    try code.map { try Array(store.find(references: [$0], of: supplier).values) }
                    ?? store.list(of: supplier, after: page.after, most: page.limit + 1)
                let own = try look.snapshot.own(rows)
                return try page.reply(rows, id: \.reference) { listing in
                    guard let own = own[listing.id] else { throw NotFound() }
                    return own.json
                }
            }
        })

    private static let add = Call(
        method: .post, path: "/listings", name: "addListing", section: .listings,
        title: "Add a listing, or bring a file of many",
        notes: "A new one is a draft, or proposed at once. A file of text/csv has any of the columns of /listings.csv.",
        scopes: [.writeListings], fileScopes: [.exchangeFiles], duties: [.listings],
        bodies: [
            .json(ListingSchemas.new, example: ListingSchemas.example),
            .file(type: "text/csv", notes: "With a line of column names; at most 64 MB."),
        ],
        answers: [.thing(ListingSchemas.listing, "The listing.", status: .created), FileCalls.taken],
        fields: ListingSchemas.fields,
        handle: .outcome { input in
            input.type == "text/csv" ? try await FileCalls.bring(.all, input) : try await write(input)
        })

    private static let write = Call.Handler.changing { input, _ in
        AddListing(
            text: input.body.listing(changing: ListingText()), reference: input.body.tidy("code"),
            proposes: input.body["propose"] == true)
    } telling: { input, look, id in
        try look.own(id, of: input.supplier).reply(status: .created, at: "/listings/\(id)")
    }

    private static let read = Call(
        method: .get, path: "/listings/{id}", name: "readListing", section: .listings, title: "Read a listing",
        notes: "As you want it to read: what waits for a reviewer is in it.", scopes: [.readListings],
        duties: [.listings], answers: [.thing(ListingSchemas.listing, "The listing.")],
        handle: .json { input in
            let (id, supplier) = (Listing.ID(input.place("id")), input.supplier)
            return try await input.look { try $0.own(id, of: supplier).reply() }
        })

    private static let change = Call(
        method: .patch, path: "/listings/{id}", name: "changeListing", section: .listings, title: "Change a listing",
        notes: "What is left out stays as it is.", scopes: [.writeListings], duties: [.listings],
        bodies: [.json(ListingSchemas.change, example: ["title": "Walking frame, folding", "leadDays": 3])],
        answers: [.thing(ListingSchemas.listing, "The listing as it is then.")], match: .needed, refusals: [409],
        fields: ListingSchemas.fields, handle: revise)

    private static let numbers = Call(
        method: .patch, path: "/listings/{id}/stock", name: "setStock", section: .listings,
        title: "Set price, stock and weekly capacity",
        notes: """
            Null for a number that you do not count. What is left out stays as it is. With If-Match nothing is set where
            anything has moved since you read it, such as stock that was sold.
            """,
        scopes: [.writeStock], duties: [.listings],
        bodies: [.json(ListingSchemas.numbers, example: ["stock": 17])],
        answers: [.thing(ListingSchemas.listing, "The listing as it is then.")], match: .heeded, refusals: [409],
        fields: ListingSchemas.fields, handle: revise)

    private static let revise = Call.Handler.change { input, look in
        let own = try look.own(.init(input.place("id")), of: input.supplier)
        try input.mustMatch(own.reply())
        return ReviseListing(
            listing: own.listing.id, version: own.listing.version, text: input.body.listing(changing: own.wanted),
            stockSeen: own.wanted.stock, priceSeen: own.wanted.price, changeSeen: own.pending?.version ?? 0)
    } telling: { input, look, id in
        try look.own(id, of: input.supplier).reply()
    }

    private static let steps: [Call] = [
        step("proposal", "proposeListing", "Propose a listing for the shop", .propose),
        step("pause", "pauseListing", "Pause a listing", .pause),
        step("resumption", "resumeListing", "Resume a listing", .resume),
        step("withdrawal", "withdrawListing", "Take a listing out of the shop", .withdraw),
        step("restoration", "restoreListing", "Put a listing back", .restore),
    ]

    private static func step(_ place: String, _ name: String, _ title: String, _ action: ListingAction) -> Call {
        Call(
            method: .post, path: "/listings/{id}/\(place)", name: name, section: .listings, title: title,
            scopes: [.writeListings], duties: [.listings],
            answers: [.thing(ListingSchemas.listing, "The listing as it is then.")], match: .needed, refusals: [409],
            handle: .change { input, look in
                let own = try look.own(.init(input.place("id")), of: input.supplier)
                try input.mustMatch(own.reply())
                return MoveListing(listing: own.listing.id, version: own.listing.version, action: action)
            } telling: { input, look, id in
                try look.own(id, of: input.supplier).reply()
            })
    }
}

extension Desk.Look {
    /// - Throws: `NotFound`, also for another supplier's.
    fileprivate func own(_ id: Listing.ID, of supplier: Supplier.ID) throws -> OwnListing {
        guard let found = try snapshot.listings.find(id, of: supplier) else { throw NotFound() }
        return try snapshot.own(found)
    }
}
