import Orders
import Outbox
import Testing
import TestSupport
import Values

/// What answers and despatch advices ask to be done, or why they are refused: the whole table.
@Suite("Steps of documents") struct DocumentStepsTests {
    /// `accept [2: 0] “So be it.”`, or the code of the refusal.
    private static func told(_ text: String, _ part: SupplierOrder) throws -> String {
        do {
            let steps = switch try Papers.read(text) {
            case .orderResponse(let response): try response.steps(for: part)
            case .despatchAdvice(let advice): try advice.steps(for: part)
            default: [DocumentStep]()
            }
            return steps.isEmpty ? "nothing" : steps.map(told).joined(separator: ", ")
        } catch let refusal as DocumentRefusal {
            return refusal.code
        }
    }

    private static func told(_ step: DocumentStep) -> String {
        func units(_ units: [Int: Int]) -> String {
            "[" + units.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "]"
        }
        switch step {
        case .accept(let taken, let note): return "accept \(units(taken)) “\(note)”"
        case .decline(let note): return "decline “\(note)”"
        case .deliver(let given, let note): return "deliver \(units(given)) “\(note)”"
        case .closeShort(let gone, let note): return "short \(units(gone)) “\(note)”"
        case .agreeToCancel(let note): return "agree to cancel “\(note)”"
        case .refuseToCancel(let note): return "refuse to cancel “\(note)”"
        case .propose(let taken, let lines, let note):
            let offers = lines.map { line in
                "\(line.position)" + (line.item.map { " \($0.reference ?? $0.gtin ?? "")" } ?? "")
                    + (line.unitNet.map { " at \($0)" } ?? "") + (line.quantity.map { " ×\($0)" } ?? "")
                    + (line.day.map { " on \($0)" } ?? "")
            }
            return "propose \(units(taken)) \(offers.joined(separator: "; ")) “\(note)”"
        }
    }

    private static let whole = ["1", "2", "4"].map { Papers.answer($0, "5") }.joined()

    @Test func `answers to an order that waits for one`() throws {
        let (one, two, four) = (Papers.answer("1", "5"), Papers.answer("2", "5"), Papers.answer("4", "5"))
        let cases: [(String, String)] = [
            (Papers.response("AB"), "nothing"), (Papers.response("12"), "nothing"),
            (Papers.response("AP"), "accept [] “So be it.”"), (Papers.response("29", note: nil), "accept [] “”"),
            (Papers.response("RE"), "decline “So be it.”"),
            (Papers.response("27", note: nil), "decline “No reason was given with “R-1”.”"),
            (Papers.response("CA", Self.whole), "accept [] “So be it.”"),
            (Papers.response("30", one + Papers.answer("2", "7") + four), "accept [2: 0] “So be it.”"),
            (
                Papers.response("CA", ["1", "2", "4"].map { Papers.answer($0, "7") }.joined()), "decline “So be it.”"
            ),
            (
                Papers.response("CA", one + Papers.answer("2", "42", Papers.quantity("10", "HUR")) + four),
                "accept [] “So be it.”, deliver [2: 10] “So be it.”"
            ),
            (
                Papers.response("CA", Papers.answer("1", "3", Papers.quantity("2", "EA")) + two + four),
                "propose [] 1 ×2 “So be it.”"
            ),
            (
                Papers.response("CA", Papers.answer("1", "3", Papers.price("90.00", per: "10")) + two + four),
                "propose [] 1 at £9.00 “So be it.”"
            ),
            (
                Papers.response(
                    "CA", Papers.answer("1", "3", substitute: "F-2") + Papers.answer("2", "7")
                        + Papers.answer("4", "3", Papers.quantity("3") + Papers.promised("2026-10-13"))),
                "propose [2: 0] 1 F-2; 4 ×1 on 2026-10-13 “So be it.”"
            ),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, Papers.part(.sent)) == expected) }
    }

    @Test func `a day of the whole counts for each changed line, and what was signed may be repeated`() throws {
        let (one, two, four) = (Papers.answer("1", "5"), Papers.answer("2", "5"), Papers.answer("4", "5"))
        let signed = Papers.answer("1", "5", Papers.quantity("4.0", "H87") + Papers.price("10.0000"))
        let cases: [(String, String)] = [
            (
                Papers.response("CA", Papers.answer("1", "3") + two + four, more: Papers.promised("2026-10-20")),
                "propose [] 1 on 2026-10-20 “So be it.”"
            ),
            (Papers.response("CA", signed + two + four), "accept [] “So be it.”"),
            (Papers.response("CA", one + two + four), "accept [] “So be it.”"),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, Papers.part(.sent)) == expected) }
    }

    @Test func `answers that cannot be right are refused`() throws {
        let (one, two, four) = (Papers.answer("1", "5"), Papers.answer("2", "5"), Papers.answer("4", "5"))
        let rest = two + four
        let cases: [(String, String)] = [
            (Papers.response("AP", currency: "EUR"), "document.currency"),
            (Papers.response("AP", one), "document.contradiction"),
            (Papers.response("XX"), "document.unknown-code"),
            (Papers.response("CA", one + rest + Papers.answer("3", "5")), "document.line-unknown"),
            (Papers.response("CA", one + rest + Papers.answer("1; DROP", "5")), "document.line-unknown"),
            (Papers.response("CA", one + one + rest), "document.line-twice"),
            (Papers.response("CA", one + two), "document.lines-missing"),
            (Papers.response("CA", Papers.answer("1", "1") + rest), "document.line-added"),
            (Papers.response("CA", one + rest + Papers.answer("9", "1")), "document.line-added"),
            (Papers.response("CA", Papers.answer("1", "9") + rest), "document.unknown-code"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.quantity("3")) + rest), "document.quantity"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.quantity("5")) + rest), "document.quantity"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.quantity("-4")) + rest), "document.quantity"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.quantity("4", "KGM")) + rest), "document.unit"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.price("10.01")) + rest), "document.price"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.price("10.001")) + rest), "document.price"),
            (Papers.response("CA", Papers.answer("1", "5", substitute: "F-2") + rest), "document.contradiction"),
            (Papers.response("CA", Papers.answer("1", "3", Papers.price("9.999")) + rest), "document.price"),
            (Papers.response("CA", Papers.answer("1", "3", Papers.quantity("1.5")) + rest), "document.quantity"),
            (Papers.response("CA", Papers.answer("1", "3", Papers.quantity("1e3")) + rest), "document.unreadable"),
            // Six visits fall on three days: four of them do not.
            (Papers.response("CA", one + two + Papers.answer("4", "3", Papers.quantity("4"))), "document.quantity"),
            (
                Papers.response("CA", Papers.answer("1", "3", Papers.promised("soon")) + rest), "document.unreadable"
            ),
            (
                Papers.response("CA", Papers.answer("1", "42") + Papers.answer("2", "3", Papers.price("1.00")) + four),
                "document.contradiction"
            ),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, Papers.part(.sent)) == expected) }
    }

    @Test func `after an order was accepted, lines come or do not come, and nothing else changes`() throws {
        let part = Papers.part(.partDelivered, [[.toCome: 3, .unconfirmed: 1], [.toCome: 10], [.toCome: 6]])
        let cases: [(String, String)] = [
            (Papers.response("CA", Papers.answer("1", "7")), "short [1: 3] “So be it.”"),
            (Papers.response("CA", Papers.answer("1", "7", Papers.quantity("2"))), "short [1: 2] “So be it.”"),
            (
                Papers.response(
                    "CA", Papers.answer("1", "42", Papers.quantity("1")) + Papers.answer("2", "7")),
                "deliver [1: 1] “So be it.”, short [2: 10] “So be it.”"
            ),
            (Papers.response("CA", Papers.answer("1", "5")), "nothing"),
            (Papers.response("CA", Papers.answer("1", "5", Papers.price("11.00"))), "document.price"),
            (Papers.response("CA", Papers.answer("1", "7", Papers.quantity("4"))), "document.quantity"),
            (Papers.response("CA", Papers.answer("1", "3", Papers.price("9.00"))), "document.change-too-late"),
            // Accepted before: the workflow says so when the step is taken.
            (Papers.response("AP"), "accept [] “So be it.”"),
            (
                Papers.response(
                    "AP", profile: "advanced_ordering",
                    more: "<cac:OrderChangeDocumentReference><cbc:ID>C</cbc:ID></cac:OrderChangeDocumentReference>"),
                "nothing"
            ),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, part) == expected) }
    }

    @Test func `a request to cancel is answered in the profile that has such requests`() throws {
        let part = Papers.part(.cancelAsked, [[.toCome: 4], [.toCome: 10], [.toCome: 6]])
        let cases: [(String, String)] = [
            (Papers.response("AP", profile: "advanced_ordering"), "agree to cancel “So be it.”"),
            (Papers.response("29", profile: "advanced_ordering", note: nil), "agree to cancel “”"),
            (Papers.response("RE", profile: "advanced_ordering"), "refuse to cancel “So be it.”"),
            (Papers.response("AP"), "document.not-an-answer-to-cancelling"),
            (Papers.response("RE"), "document.not-an-answer-to-cancelling"),
            (Papers.response("AB", profile: "advanced_ordering"), "nothing"),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, part) == expected) }
    }

    @Test func `what is sent off is delivered, as far as there is so much to come`() throws {
        let part = Papers.part(.accepted, [[.toCome: 4], [.toCome: 10], [.toCome: 6]])
        let cases: [(String, String)] = [
            (Papers.despatch([("1", "4", "EA")]), "deliver [1: 4] “”"),
            // Several batches of one line, and nothing of another.
            (
                Papers.despatch([("1", "1", "EA"), ("1", "2.0", "C62"), ("2", "0", "HUR")], tracking: "TX 9"),
                "deliver [1: 3] “The carrier calls it TX 9.”"
            ),
            (Papers.despatch([("1", "3", "EA"), ("1", "2", "EA")]), "document.quantity"),
            (Papers.despatch([("1", "0.5", "EA")]), "document.quantity"),
            (Papers.despatch([("1", "-1", "EA")]), "document.quantity"),
            (Papers.despatch([("2", "1", "EA")]), "document.unit"),
            (Papers.despatch([("7", "1", "EA")]), "document.line-unknown"),
            (Papers.despatch([("1", "0", "EA")]), "document.contradiction"),
            (Papers.despatch([]), "document.missing"),
        ]
        for (text, expected) in cases { #expect(try Self.told(text, part) == expected) }
    }
}
