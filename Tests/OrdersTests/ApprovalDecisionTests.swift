import Baskets
import Orders
import TestSupport
import Testing
import Values

@Suite("Decisions line by line") struct ApprovalDecisionTests {
    private let lines = Cast.split(
        Judge.judge([2, 1, 3].map { Cast.sessions($0) }, given: Cast.facts([Cast.pot(Cast.physioLine, "900")]))
    ).parts[0].lines

    private func line(_ index: Int, _ units: Int, _ price: Money? = nil, said: Bool = true) -> LineDecision {
        LineDecision(
            position: lines[index].position, units: units, unitPrice: price, code: said ? .fewerAreEnough : nil,
            text: said ? "Two are enough." : "")
    }

    private func decision(_ first: LineDecision) -> ApprovalDecision {
        ApprovalDecision(
            lines: [first] + lines.dropFirst().map { LineDecision(position: $0.position, units: $0.units) })
    }

    private func problems(_ decision: ApprovalDecision) -> [String] {
        do {
            try decision.checked(against: lines)
            return []
        } catch {
            return error.problems.map(\.field)
        }
    }

    @Test func `how many and how dear: below, at and above what was asked`() {
        let (all, price, at) = (lines[0].units, lines[0].unitPrice, lines[0].position)
        let penny = Money(pence: 1)
        let table: [(LineDecision, [String], ApprovalDecision.Extent)] = [
            (line(0, -1), ["units-\(at)"], .part), (line(0, 0), [], .part), (line(0, all - 1), [], .part),
            (line(0, all), [], .whole), (line(0, all + 1), ["units-\(at)"], .part),
            (line(0, all, .zero), ["price-\(at)"], .part), (line(0, all, price - penny), [], .part),
            (line(0, all, price), [], .whole), (line(0, all, price + penny), ["price-\(at)"], .whole),
            (line(0, all - 1, said: false), ["code-\(at)", "text-\(at)"], .part),
            (line(0, all, said: false), [], .whole),
        ]
        for (first, fields, extent) in table {
            #expect(problems(decision(first)) == fields, "\(first)")
            #expect(decision(first).extent(of: lines) == extent, "\(first)")
        }
        #expect(problems(ApprovalDecision(lines: [])).count == lines.count)
        #expect(ApprovalDecision.none(lines, .other, "No.").extent(of: lines) == .none)
    }

    @Test func `two levels together approve the lower of each line`() throws {
        try forAll { random in
            let made = (0..<2).map { _ in
                ApprovalDecision(lines: lines.map { line in
                    let price = Money(pence: Int.random(in: 1...9_000, using: &random))
                    return LineDecision(
                        position: line.position, units: Int.random(in: 0...line.units, using: &random),
                        unitPrice: Bool.random(using: &random) ? price : nil, code: .other, text: "x")
                })
            }
            let both = made[0].lowered(by: made[1])
            for line in lines {
                let (one, two) = (made[0][line.position], made[1][line.position])
                #expect(both[line.position]?.units == min(one?.units ?? 0, two?.units ?? 0))
            }
            #expect(both.amount(of: lines) <= min(made[0].amount(of: lines), made[1].amount(of: lines)))
            #expect(both.amount(of: lines) == made[1].lowered(by: made[0]).amount(of: lines))
        }
    }
}
