import Baskets
import Catalogue
import Orders
import Plans
import TestSupport
import Testing
import Values

@Suite("Split") struct SplitTests {
    private func written(_ split: Split) -> [String] {
        split.parts.map { part in
            let lines = part.lines.map { "\($0.position) \($0.title) \($0.total)" }
            return "\(part.supplier) \(part.route) \(part.payer.budget): \(lines.joined(separator: ", "))"
        }
    }

    @Test func `each supplier has one part, those to be asked for apart, with lines counted from 1`() {
        let bath = Cast.listing("bath", by: Cast.physio, "07-08", "10", vat: .standard)
        let facts = Cast.facts([Cast.pot(Cast.physioLine, "200"), Cast.pot(Cast.careLine, "90")])
        let wishes = [
            Cast.sessions(1), Cast.visits(3), Cast.wish(2, bath, from: Cast.physio), Cast.sessions(1),
            Cast.rollators(1), Cast.sessions(1),
        ]
        #expect(written(Cast.split(Judge.judge(wishes, given: facts))) == [
            "trent direct main: 1 Thing of kind 04-02 £80.00, 2 Thing of kind 04-02 £80.00",
            "careful direct main: 1 Thing of kind 02-01 £90.00",
            "trent asked main: 1 Thing of kind 07-08 £24.00, 2 Thing of kind 04-02 £80.00",
            "meadow asked main: 1 Thing of kind 07-01 £120.00",
        ])
    }

    @Test func `a line keeps what was promised, what pays and since when`() {
        let line = Cast.split().parts[0].lines[0]
        #expect((line.position, line.listing, line.category, line.quantity) == (1, "neuro", "04-02", 2))
        #expect((line.unitNet, line.unitPrice, line.total, line.tax) == (
            Cast.pounds("80"), Cast.pounds("80"), Cast.pounds("160"), .zero))
        #expect((line.planLine, line.period) == ("l-physio", Cast.day("2026-04-06")))
        #expect((line.leadDays, line.delivery, line.cancellation) == (5, "To your door.", "Free until the day before."))
        #expect(line.rules == [])
        #expect(line.request == nil)
    }

    @Test func `a line to be asked for keeps the rules that sent it there and the reason, and no plan line`() {
        let line = Cast.split().parts[1].lines[0]
        #expect((line.planLine, line.period) == (nil, nil))
        #expect(line.rules == ["R05"])
        #expect(line.request == Cast.requests["rollator"])
        #expect((line.unitNet, line.unitPrice, line.tax) == (Cast.pounds("100"), Cast.pounds("120"), Cast.pounds("20")))
    }

    @Test func `a reason typed for something that is in the plan goes nowhere`() {
        let split = Cast.split(requests: ["neuro": LineRequest(reason: "Why not", outcome: nil)])
        #expect(split.parts.flatMap(\.lines).map(\.request) == [nil, nil, nil])
    }

    @Test func `an empty judgement has no parts`() {
        #expect(Cast.split(Judge.judge([], given: Cast.facts([]))).parts == [])
    }

    @Test func `whatever is in the basket, its parts add up to it, to the penny and with VAT`() throws {
        try forAll { random in
            let suppliers = [Cast.physio, Cast.hands, Cast.meadow]
            let wishes = (0..<Int.random(in: 1...12, using: &random)).map { number in
                let supplier = suppliers[Int.random(in: 0...2, using: &random)]
                let category: Category.ID = ["04-02", "02-01", "07-01", "07-08"][Int.random(in: 0...3, using: &random)]
                let price = Money(pence: Int.random(in: 1...99_999, using: &random)).decimal
                let vat = VAT.allCases[Int.random(in: 0..<VAT.allCases.count, using: &random)]
                let listing = Cast.listing(.init("n\(number)"), by: supplier, category, price, vat: vat)
                return Cast.wish(Int.random(in: 1...100, using: &random), listing, from: supplier)
            }
            let facts = Cast.facts([Cast.pot(Cast.physioLine, "9000"), Cast.pot(Cast.careLine, "9000")])
            let judgement = Judge.judge(wishes, given: facts)
            let parts = Cast.split(judgement).parts
            let lines = parts.flatMap(\.lines)
            #expect(lines.map(\.charge).total == judgement.verdicts.compactMap(\.funding?.total).total)
            #expect(lines.map(\.total).total == judgement.total)
            let taxes = wishes.map { ($0.unitPrice - $0.listing.terms.price).times($0.quantity) }
            #expect(lines.map(\.tax).total == taxes.total)
            #expect(lines.count == wishes.count)
            for part in parts { #expect(part.lines.map(\.position) == Array(1...part.lines.count)) }
            #expect(Set(parts.map { "\($0.supplier) \($0.route)" }).count == parts.count)
            let direct = parts.filter { $0.route == .direct }.flatMap(\.lines).map(\.total).total
            #expect(direct == judgement.inPlanTotal)
        }
    }

    @Test func `a supplier order's total is that of its lines`() {
        #expect(Cast.part(status: .sent).total == Cast.pounds("160"))
    }
}
