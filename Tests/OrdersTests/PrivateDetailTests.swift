import Orders
import Testing
import TestSupport

/// What is held back in texts that everybody reads, and what is not.
@Suite("Private details in texts") struct PrivateDetailTests {
    @Test(arguments: [
        ("My number is 9434765919.", [.nhsNumber]), ("My number is 943 476 5919", [.nhsNumber]),
        ("943-476-5919", [.nhsNumber]), ("(943) 476 5919", []), ("9 4 3", []),
        ("٩٤٣٤٧٦٥٩١٩", [.nhsNumber]), ("Call 0115 496 0123!", [.telephone]), ("07700 900123", [.telephone]),
        ("+44 7700 900123", [.telephone]), ("Ring 0115 4960123 or 943 476 5919", [.nhsNumber, .telephone]),
        ("01632-960-001", [.telephone]), ("Write to ann.marsh@example.org.", [.email]), ("a@b.c", [.email]),
        ("five @ ten pounds", []), ("me@home", []), ("@trent.example", []),
        ("It cost 62.00 on 12-05-2026 at 14:30, order 10000042", []), ("5 visits in 2026, 45 minutes each", []),
        ("They came on time and listened.", []), ("", []), ("A blind was fitted. No pain at all!", []),
        ("My DEMENTIA is worse", [.health("dementia")]), ("for my mother's Parkinson’s", [.health("parkinson")]),
        ("multiple\nsclerosis", [.health("multiple sclerosis"), .health("sclerosis")]),
        ("two seizures", [.health("seizure")]), ("Seizureless", []), ("on Sertraline, 50 mg", [.health("sertraline")]),
    ] as [(String, [PrivateDetail])])
    func `what looks private is found, and only that`(text: String, found: [PrivateDetail]) {
        #expect(PrivateDetail.all(in: text) == found)
    }

    @Test func `an NHS number is found wherever it stands among words`() throws {
        let words = ["They", "came", "5", "times,", "late;", "£62", "on", "Monday.", "—", "(twice)"]
        try forAll { random in
            let digits = (0..<10).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let printed = Bool.random(using: &random)
                ? digits : "\(digits.prefix(3)) \(digits.dropFirst(3).prefix(3)) \(digits.suffix(4))"
            let before = (0..<4).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
            let after = words.randomElement(using: &random) ?? ""
            #expect(PrivateDetail.all(in: "\(before): \(printed), \(after)").contains(.nhsNumber))
        }
    }
}
