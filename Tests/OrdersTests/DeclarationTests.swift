import Baskets
import Catalogue
import Identity
import Orders
import Plans
import TestSupport
import Testing
import Values

@Suite("Declaration") struct DeclarationTests {
    /// Everything the signer is shown, each to be changed by itself.
    private struct Shown {
        var terms = Cast.session.terms
        var quantity = 2
        var supplierName = "Trent Neuro Physio"
        var supplier = Cast.physio
        var listing: Listing.ID = "neuro"
        var lines = ["12 Lenton Boulevard", "Nottingham"]
        var postcode = "NG7 2RD"
        var pseudonym = "H-7Q2K"
        var commissioner: Commissioner.ID = "notts"
        var version = 1
        var management = Management.notional
        var left = "1000"
        var planLine = Cast.physioLine
        var schedule: Schedule?
        var contribution = Money.zero
        var reliefs: Set<ReliefKey> = []
        var requests = Cast.requests
        var withRollator = true

        var declaration: Declaration {
            let offered = Listing(id: listing, supplier: supplier.id, terms: terms, status: .live, version: 1)
            let wish = Cast.wish(quantity, offered, from: supplier, on: schedule, contribution: contribution)
            let plan = Cast.plan(
                [planLine], version: version, budgets: [Cast.budget(management, .wheelchair, id: planLine.budget)])
            let judgement = Judge.judge(
                [wish] + (withRollator ? [Cast.rollators(1)] : []),
                given: Cast.facts([Cast.pot(planLine, left)], plan: plan, reliefs: reliefs))
            let holder = Holder(
                id: Cast.ann.id, name: Cast.ann.name, knownAs: "Ann", dateOfBirth: Cast.ann.dateOfBirth,
                address: Address(lines: lines, postcode: Cast.postcode(postcode)), telephone: Cast.ann.telephone,
                commissioner: commissioner, pseudonym: pseudonym)
            let split = Split(judgement, plan: plan, requests: requests)
            return Declaration(
                holder: holder, plan: plan, authority: Cast.inPerson, parts: split.parts,
                supplierNames: ["trent": supplierName, "meadow": "Meadow Mobility"])
        }

        mutating func buyWithVAT() {
            management = .directPayment
            offer { $0.vat = .zeroWithDeclaration }
        }

        /// The terms of the session with one of them changed.
        mutating func offer(_ change: (inout Offer) -> Void) {
            var offer = Offer()
            change(&offer)
            terms = ListingTerms(
                category: offer.category, title: offer.title, description: offer.description, unit: offer.unit,
                price: Cast.pounds(offer.price), vat: offer.vat, leadDays: offer.leadDays, delivery: offer.delivery,
                cancellation: offer.cancellation, gtin: nil, quantityMaximum: 100)
        }
    }

    private struct Offer {
        var category: Category.ID = "04-02"
        var title = Cast.session.terms.title
        var description = Cast.session.terms.description
        var unit = "each"
        var price = "80"
        var vat = VAT.exempt
        var leadDays = 5
        var delivery = "To your door."
        var cancellation = "Free until the day before."
    }

    private static let changes: [(String, @Sendable (inout Shown) -> Void)] = [
        ("price", { $0.offer { $0.price = "80.01" } }), ("quantity", { $0.quantity = 3 }),
        ("title", { $0.offer { $0.title = "Neuro" } }), ("unit", { $0.offer { $0.unit = "hour" } }),
        ("VAT that changes no price", { $0.offer { $0.vat = .outside } }),
        ("VAT that does", { $0.offer { $0.vat = .reduced } }), ("lead time", { $0.offer { $0.leadDays = 6 } }),
        ("delivery terms", { $0.offer { $0.delivery = "To the kerb." } }),
        ("cancellation terms", { $0.offer { $0.cancellation = "Never." } }),
        ("category", { $0.offer { $0.category = "04-01" } }), ("listing", { $0.listing = "neuro-2" }),
        ("supplier", { $0.supplier = Cast.supplier("other", "Other", .national, base: nil, register: "PH1") }),
        ("supplier's name", { $0.supplierName = "Trent Physio" }), ("address", { $0.lines[0] = "14 Lenton Boulevard" }),
        ("postcode", { $0.postcode = "NG7 2RE" }), ("pseudonym", { $0.pseudonym = "H-7Q2L" }),
        ("commissioner", { $0.commissioner = "derby" }), ("plan version", { $0.version = 2 }),
        ("who buys in law", { $0.management = .directPayment }), ("too little on the line", { $0.left = "100" }),
        ("plan line", { $0.planLine = Cast.line("l-other", "Physiotherapy", covers: ["04"]) }),
        ("period", { $0.planLine = Cast.line("l-physio", "Physiotherapy", covers: ["04"], every: .month) }),
        ("budget", { $0.planLine = Cast.line("l-physio", "Physiotherapy", covers: ["04"], budget: "other") }),
        ("a day", { $0.schedule = Schedule(first: Cast.day("2026-10-20")) }),
        ("another day", { $0.schedule = Schedule(first: Cast.day("2026-10-21")) }),
        ("twice", { $0.schedule = Schedule(first: Cast.day("2026-10-20"), times: 2) }),
        ("twice, but monthly", { $0.schedule = Schedule(first: Cast.day("2026-10-20"), every: .month, times: 2) }),
        ("contribution", { $0.contribution = Cast.pounds("10") }),
        ("another contribution", { $0.contribution = Cast.pounds("10.01") }),
        ("goods with VAT, bought by the holder", { $0.buyWithVAT() }),
        ("the same without VAT", {
            $0.buyWithVAT()
            $0.reliefs = [ReliefKey(supplier: "trent", goods: "04")]
        }),
        ("needs approval, paid all the same", {
            $0.planLine = Cast.line("l-physio", "Physiotherapy", covers: ["04"], approvalAbove: .zero)
        }),
        ("one thing fewer", { $0.withRollator = false }),
    ]

    @Test func `changing any one thing that is shown changes the digest, each in its own way`() {
        var seen = [Shown().declaration.digest: "unchanged"]
        for (name, change) in Self.changes {
            var shown = Shown()
            change(&shown)
            let digest = shown.declaration.digest
            #expect(seen[digest] == nil, "\(name) gives the digest of \(seen[digest] ?? "")")
            seen[digest] = name
        }
    }

    @Test func `typing reasons, or another description that is not part of the order, changes nothing`() {
        var typed = Shown()
        typed.requests = ["rollator": LineRequest(reason: "Something else.", outcome: nil)]
        #expect(typed.declaration.digest == Shown().declaration.digest)
        typed.requests = [:]
        #expect(typed.declaration.digest == Shown().declaration.digest)
        typed.offer { $0.description = "Other words. And more." }
        #expect(typed.declaration.digest == Shown().declaration.digest)
    }

    @Test func `a commissioner's decision is about the reason too, and about nothing else in the order`() {
        let asked = { (shown: Shown, plan: Plan?) in
            shown.declaration.parts.filter { $0.route == .asked }.map { part in
                SupplierOrder(
                    id: "so", order: Cast.orderID, supplier: part.supplier, route: part.route, payer: part.payer,
                    lines: part.lines, status: .awaitingApproval, version: 1
                ).content(under: plan)
            }
        }
        var typed = Shown()
        typed.requests = ["rollator": LineRequest(reason: "Something else.", outcome: nil)]
        var other = Shown()
        other.quantity = 3
        for plan in [nil, Cast.plan([Cast.physioLine])] {
            #expect(asked(typed, plan) != asked(Shown(), plan))
            #expect(asked(other, plan) == asked(Shown(), plan))
        }
    }

    @Test func `a commissioner's decision is about one version of one plan`() {
        let part = SupplierOrder(
            id: "so", order: Cast.orderID, supplier: "trent", route: .asked,
            payer: .init(budget: "main", management: .notional), lines: [], status: .awaitingApproval, version: 1)
        let plans = [1, 2].map { Cast.plan([Cast.physioLine], version: $0) }
        let found = [part.content(under: nil)] + plans.map { part.content(under: $0) }
        #expect(Set(found).count == 3)
    }

    private func document(_ shown: Shown = Shown(), together: Order.Together = .sendNow) -> JSONValue {
        shown.declaration.document(
            order: Cast.orderID, number: Order.number(for: Cast.orderID), signer: Cast.annPerson, together: together,
            at: Cast.now)
    }

    @Test func `the signed document names neither the holder nor her day of birth, telephone or e-mail`() {
        let text = document().canonical
        for secret in ["Ann", "Marsh", "1961", "14 March", "0115", "example.org", "h-1"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("H-7Q2K"))
    }

    @Test func `the document carries the digest of what was shown, its number, time and signer`() {
        let document = document(together: .keepTogether)
        #expect(document["declaration"]?.text == Shown().declaration.digest.text)
        #expect(document["number"]?.text == Order.number(for: Cast.orderID))
        #expect(document["signed_at"]?.text == "2026-10-06T09:00:00.000Z")
        #expect(document["together"]?.text == "keep_together")
        #expect(document["signer"] == ["person": "p-1", "authority": "a-1", "kind": "self"])
        #expect(document["total_pence"] == 28_000)
    }

    @Test func `the parts of the document add up to its total`() {
        #expect(Shown().declaration.total == Cast.pounds("280"))
        #expect(Shown().declaration.parts.flatMap(\.lines).map(\.total).total == Cast.pounds("280"))
    }

    /// Written apart from this program, by the rules of RFC 8785; each line goes on where the one before ends.
    @Test func `the document of a known order never changes by a single sign`() {
        #expect(document().canonical == #"""
            {"commissioner":"notts","currency":"GBP",\#
            "declaration":"9106de72dfe7367e2b0b621d023bd9c19000984838dd7cd518400742c34634d7",\#
            "deliver_to":["12 Lenton Boulevard","Nottingham","NG7 2RD"],"holder":"H-7Q2K",\#
            "number":"TWDNZ-8Z40J","order":"0199b7a0-1c2d-7e3f-8a4b-5c6d7e8f9012","parts":[{"budget":"main",\#
            "contracting_principal":"commissioner","lines":[{"cancellation":"Free until the day before.",\#
            "cancelling":{"fee_percent":0,"free_days":0},\#
            "category":"04-02","contribution_pence":0,"delivery":"To your door.","extra_pence":0,\#
            "lead_days":5,"listing":"neuro","paid_from":[{"amount_pence":16000,"period":"2026-04-06",\#
            "plan_line":"l-physio"}],"position":1,"quantity":2,"rules":[],"schedule":null,"tax_pence":0,\#
            "title":"Thing of kind 04-02","total_pence":16000,"unit":"each","unit_net_pence":8000,\#
            "unit_price_pence":8000,"vat":"E","vat_relief":false}],"route":"direct","supplier":"trent",\#
            "supplier_name":"Trent Neuro Physio","total_pence":16000},{"budget":"main",\#
            "contracting_principal":"commissioner","lines":[{"cancellation":"Free until the day before.",\#
            "cancelling":{"fee_percent":0,"free_days":0},\#
            "category":"07-01","contribution_pence":0,"delivery":"To your door.","extra_pence":12000,\#
            "lead_days":5,"listing":"rollator","paid_from":[],"position":1,"quantity":1,\#
            "request":{"outcome":"walk","reason":"To get to the shop \"on foot\"."},"rules":["R05"],\#
            "schedule":null,"tax_pence":2000,"title":"Thing of kind 07-01","total_pence":12000,\#
            "unit":"each","unit_net_pence":10000,"unit_price_pence":12000,"vat":"Z","vat_relief":false}],\#
            "route":"asked","supplier":"meadow","supplier_name":"Meadow Mobility","total_pence":12000}],\#
            "plan":{"id":"plan-1","version":1},"revision":1,"signed_at":"2026-10-06T09:00:00.000Z",\#
            "signer":{"authority":"a-1","kind":"self","person":"p-1"},"together":"send_now",\#
            "total_pence":28000,"type":"holdfast-order"}
            """#)
    }
}
