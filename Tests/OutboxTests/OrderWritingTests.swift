import Baskets
import Catalogue
import Documents
import Foundation
import Orders
import Outbox
import Testing
import TestSupport
import Values

/// Orders, changes and cancellations as suppliers' programs read them. `DOCUMENTS_FOLDER` says where they are put to
/// be validated.
@Suite("Written documents") struct OrderWritingTests {
    static let folder = ProcessInfo.processInfo.environment["DOCUMENTS_FOLDER"]

    static func keep(_ document: OutgoingDocument, as name: String) throws {
        guard let folder else { return }
        try Data(document.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name).xml"))
    }

    private static let rates: [VAT] = [.standard, .reduced, .zero, .exempt, .outside, .zeroWithDeclaration]
    private static let words = ["Frame", "Stütze <2>", "Help & care", "\"Ramp\"", "Łóżko 90×200"]

    private static func line(_ position: Int, _ random: inout SplitMix64) -> OrderLine {
        let vat = rates.randomElement(using: &random) ?? .standard
        let net = Money(pence: Int.random(in: 0...99_999, using: &random))
        let isRelieved = vat == .zeroWithDeclaration && Bool.random(using: &random)
        let units = ["each", "hour", "visit", "pair", "box of 12"]
        let times = Int.random(in: 1...4, using: &random)
        return OrderLine(
            position: position,
            offer: .init(
                listing: .init("l-\(position)"), category: "07-01",
                title: words.randomElement(using: &random) ?? "", unit: units.randomElement(using: &random) ?? "",
                unitNet: net, vat: vat, unitPrice: isRelieved ? net : net + vat.tax(on: net), leadDays: 1,
                delivery: "Parcel", cancellation: "Free"),
            quantity: Int.random(in: 1...40, using: &random),
            schedule: times > 1 ? Schedule(first: Cast.day("2026-10-12"), every: .week, times: times) : nil,
            sources: [], isRelieved: isRelieved, rules: [], request: nil)
    }

    private static func paper(_ random: inout SplitMix64) throws -> OrderPaper {
        let addresses = try ["0088:5012345678900", "9932:GB123456789", "0060:123456789"]
            .map { try ElectronicAddress($0) }
        return OrderPaper(
            id: "7K3M9-2QXRT-1", profile: OrderProfile.allCases.randomElement(using: &random) ?? .ordering,
            buyer: TradeParty(
                name: "Trent & Dove ICB", address: addresses[0], email: "phb@tad.example.org",
                telephone: "0115 496 0200"),
            seller: TradeParty(name: "Meadow <Mobility>", address: addresses.randomElement(using: &random)),
            originator: "H-7Q2K", answerBy: Cast.day("2026-10-13"),
            delivery: Bool.random(using: &random)
                ? .init(
                    name: "Ann", lines: Array(["12 Lenton Boulevard", "Flat 3", "Nottingham"].prefix(
                        Int.random(in: 1...3, using: &random))) + ["NG7 2RD"], telephone: "0115 496 0001") : nil,
            note: Bool.random(using: &random) ? "The customer pays £5.00 of it to you themselves." : nil)
    }

    private static func lines(_ part: SupplierOrder) -> (Int, Int, Money) -> OrderPaper.Line? {
        { position, units, price in
            part.line(position).map { line in
                OrderPaper.Line(
                    position: position, title: line.title, unit: line.unit, units: units,
                    price: line.price(at: price), reference: "R-\(position)",
                    gtin: position.isMultiple(of: 2) ? "5012345678900" : nil, first: line.schedule?.first,
                    last: line.schedule?.last)
            }
        }
    }

    @Test func `what is written says what was signed, to the penny`() throws {
        try forAll { random in
            let lines = (1...Int.random(in: 1...6, using: &random)).map { Self.line($0, &random) }
            // A price that an approval capped has no net of its own.
            let tallies = lines.map { line in
                let most = line.unitPrice.pence
                let price = Bool.random(using: &random) ? most : .random(in: 0...most, using: &random)
                return LineTally(
                    position: line.position, unitPrice: Money(pence: price),
                    counts: [.open: line.quantity * line.times])
            }
            let part = SupplierOrder(
                id: "so-1", order: "o-1", supplier: "meadow", route: .direct,
                payer: .init(budget: "b", management: .notional), lines: lines, tallies: tallies,
                status: .sent, version: 2)
            let moments = [Self.moment(2, .send, part)]
            let paper = try Self.paper(&random)
            let document = try #require(paper.documents(moments, line: Self.lines(part)).first)
            let tree = try XMLReader.read(document.bytes)
            let total = moments[0].tallies.map { $0.unitPrice.times($0.ordered) }.total
            #expect(tree.value("AnticipatedMonetaryTotal", "PayableAmount") == total.decimal)
            #expect(tree.all("OrderLine").compactMap { $0.value("LineItem", "Item", "Name") } == lines.map(\.title))
            #expect(
                tree.all("OrderLine").compactMap { $0.value("LineItem", "Quantity") }
                    == lines.map { "\($0.quantity * $0.times)" })
            #expect(tree.value("SellerSupplierParty", "Party", "PartyName", "Name") == "Meadow <Mobility>")
            try Self.keep(document, as: "order-\(random.next())")
        }
    }

    private static func moment(
        _ version: Int, _ action: SupplierOrderAction, _ part: SupplierOrder, _ steps: [LineStep] = []
    ) -> SupplierOrderMoment {
        SupplierOrderMoment(
            version: version, action: action, status: part.status, tallies: part.tallies, lines: steps, note: nil,
            at: Cast.now)
    }
}
