import Catalogue
import TestSupport
import Testing
import Values

@Suite("Categories") struct CategoriesTests {
    @Test func `groups and items stand in the order of their codes`() {
        let tree = Categories([
            Cast.item("07-08", in: "07", "Portable ramp", "each", .standard), Cast.group("07", "Mobility"),
            Cast.item("07-01", in: "07", "Rollator", "each", .zeroWithDeclaration), Cast.group("04", "Therapies"),
        ])
        #expect(tree.groups.map(\.id) == ["04", "07"])
        #expect(tree.children(of: "07").map(\.id) == ["07-01", "07-08"])
        #expect(tree.children(of: "07-01") == [])
    }

    @Test func `steps lead from an item up to its group, never down or across`() {
        let walks: [(Category.ID, Category.ID)] = [
            ("04-02", "04-02"), ("04-02", "04"), ("04", "04-02"), ("04-02", "07"), ("04-02", "none"), ("none", "none"),
        ]
        #expect(walks.map { Cast.categories.steps(from: $0.0, to: $0.1) } == [0, 1, nil, nil, nil, nil])
    }

    @Test func `the group of an item is at the top of its branch`() {
        #expect(Cast.categories.group(of: "04-02")?.id == "04")
        #expect(Cast.categories.group(of: "04")?.id == "04")
        #expect(Cast.categories.group(of: "none") == nil)
    }

    @Test func `a ring in the data ends the walk and covers nobody else`() {
        let ring = Categories([
            Cast.item("a", in: "b", "A", "each", .zero), Cast.item("b", in: "a", "B", "each", .zero),
            Cast.item("self", in: "self", "Self", "each", .zero), Cast.group("04", "Therapies"),
        ])
        #expect(ring.steps(from: "a", to: "b") == 1)
        #expect(ring.steps(from: "a", to: "04") == nil)
        #expect(ring.steps(from: "self", to: "04") == nil)
        #expect(ring.group(of: "a") != nil)
        #expect(ring.policies(on: "self") == [])
    }

    @Test func `what is said about a group is said about everything in it`() {
        let block = Policy(effect: .block, clause: .X1)
        let refer = Policy(effect: .refer, clause: .X17)
        let tree = Categories([
            Cast.group("20", "Not for sale here", policy: block),
            Cast.item("20-01", in: "20", "Bottle of gin", "each", .standard, policy: refer),
            Cast.item("20-02", in: "20", "Cigarettes", "each", .standard), Cast.group("04", "Therapies"),
        ])
        #expect(tree.policies(on: "20-01") == [refer, block])
        #expect(tree.policies(on: "20-02") == [block])
        #expect(tree.policies(on: "04") == [])
    }

    @Test func `of two categories with one code the first counts`() {
        let tree = Categories([Cast.group("04", "Therapies"), Cast.group("04", "Something else")])
        #expect(tree["04"]?.title == "Therapies")
    }
}

@Suite("Listing workflow") struct ListingWorkflowTests {
    @Test func `every status and action is decided`() {
        let writing: Set<ListingStatus> = [.draft, .proposed, .changesAsked]
        for status in ListingStatus.allCases {
            let possible = Set(ListingStatus.workflow.events(from: status))
            let expected: Set<ListingAction> =
                switch status {
                case .draft, .changesAsked: [.revise, .propose, .withdraw]
                case .proposed: [.revise, .accept, .askChanges, .reject, .withdraw]
                case .live: [.revise, .pause, .withdraw]
                case .paused: [.revise, .resume, .withdraw]
                case .withdrawn: [.revise, .restore]
                case .rejected: []
                }
            #expect(possible == expected, "\(status)")
            #expect(status.isWritten == writing.contains(status))
        }
    }

    @Test func `a listing that is withdrawn and restored is live again, two versions on`() throws {
        var listing = Cast.session
        try listing.perform(.withdraw)
        #expect((listing.status, listing.version) == (.withdrawn, 2))
        try listing.perform(.restore)
        #expect((listing.status, listing.version) == (.live, 3))
    }

    @Test func `what nobody accepted comes back as a draft, and never into the shop`() throws {
        var listing = Listing(id: "new", supplier: "trent", terms: Cast.session.terms, status: .draft, version: 1)
        try listing.perform(.withdraw)
        try listing.perform(.restore)
        #expect((listing.status, listing.isAccepted) == (.draft, false))
        try listing.perform(.propose)
        try listing.perform(.accept)
        try listing.perform(.withdraw)
        try listing.perform(.restore)
        #expect((listing.status, listing.isAccepted) == (.live, true))
    }

    @Test func `a step that is not in the table changes nothing`() {
        var listing = Cast.session
        let refusal = #expect(throws: WorkflowRefusal.self) { try listing.perform(.restore) }
        #expect(refusal?.code == "listing.not-possible")
        #expect(refusal?.possible == ["revise", "pause", "withdraw"])
        #expect(listing == Cast.session)
    }

    @Test func `revising a listing changes its terms and its version only`() throws {
        var listing = Cast.session
        try listing.revise(Cast.terms("04-02", "85"))
        #expect(listing.terms.price == Cast.pounds("85"))
        #expect((listing.version, listing.status, listing.id) == (2, .live, "neuro"))
    }

    @Test func `each refusal of the catalogue has its code`() {
        let refusals: [CatalogueRefusal] = [
            .changedMeanwhile, .stockMoved(to: 3), .outOfStock(title: "Ramp"), .supplierChanged,
            .weekFull(title: "Ramp", week: Cast.today, next: nil), .priceBegun,
            .recallRaises(from: Cast.today, noticeDays: 28),
        ]
        #expect(
            refusals.map(\.code) == [
                "listing.changed-meanwhile", "listing.stock-moved", "listing.out-of-stock",
                "supplier.changed-meanwhile", "listing.week-full", "listing.price-begun",
                "listing.recall-raises",
            ])
    }
}

@Suite("VAT") struct VATTests {
    /// Net pence, then the tax on it.
    @Test func `tax is rounded per unit to the nearest penny, half a penny up`() {
        let table: [(VAT, [(Int, Int)])] = [
            (.standard, [(0, 0), (1, 0), (2, 0), (3, 1), (12, 2), (13, 3), (99, 20), (1_000, 200)]),
            (.zeroWithDeclaration, [(3, 1), (10_000, 2_000)]),
            (.reduced, [(9, 0), (10, 1), (29, 1), (30, 2), (1_000, 50)]),
            (.zero, [(10_000, 0)]), (.exempt, [(10_000, 0)]), (.outside, [(10_000, 0)]),
        ]
        for (vat, rows) in table {
            for (net, tax) in rows { #expect(vat.tax(on: Money(pence: net)).pence == tax, "\(vat) on \(net)p") }
        }
        #expect(Set(table.map(\.0)) == Set(VAT.allCases))
    }

    @Test func `a unit costs the budget its price with VAT, and so many units cost so many times that`() {
        #expect(Cast.rollator.terms.unitPrice == Cast.pounds("120"))
        #expect(Cast.session.terms.unitPrice == Cast.pounds("80"))
        #expect(Cast.terms("07-08", "0.13", vat: .standard).unitPrice.times(100) == Cast.pounds("16"))
    }

    @Test func `the codes are those of the catalogue's files`() {
        #expect(VAT.allCases.map(\.rawValue) == ["Z", "ZZ", "E", "S", "R", "O"])
    }
}
