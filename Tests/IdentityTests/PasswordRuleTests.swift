import Foundation
import Identity
import Testing

@Suite("Passwords") struct PasswordRuleTests {
    private let rule = PasswordRule(common: ["password", "dragon", "qwertyuiop", "letmein", "iloveyou1"])
    private let ann = ["Ann Marsh", "ann.marsh@example.org"]

    @Test(arguments: [
        ("", PasswordRule.Fault.short), ("ninesigns", .short), ("qwertyuiop", .common), ("QwertyUiop", .common),
        ("password12", .common), ("Password1234!!", .common), ("!!dragon!!", .common), ("2026letmein!", .common),
        ("dragondragon", .common), ("aaaaaaaaaaaa", .common), ("abcabcabcabc", .common), ("annmarsh2026", .own),
        ("Holdfast2026", .own), ("marsh.ann.1", .own), ("ann@example", .own),
        (String(repeating: "ab", count: 600) + "c", .long),
    ]) func `what is short, common or one's own is not taken`(password: String, fault: PasswordRule.Fault) {
        #expect(rule.fault(in: password, own: ann) == fault)
    }

    @Test(arguments: [
        "correct horse", "seaweed holds rock", "ninesigns!", "dragon 47 tortoise", "annoyed by marshes",
        "äöüßéèêçñø", "🐚🐚🦀🐚🐟🐚🐙🐚🦑🐚", "dragon1234567", "          x", "holdfast keeps hold",
    ]) func `everything else is, whatever signs it has`(password: String) {
        #expect(rule.fault(in: password, own: ann) == nil)
    }

    @Test func `nothing of the list is taken, nor with a year or a sign behind it`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("catalogue/common-passwords.txt")
        let common = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("# ") }.map(String.init)
        let rule = PasswordRule(common: Set(common))
        #expect(common.count > 39_000)
        var refused = 0
        for word in common {
            if rule.fault(in: word, own: []) != nil { refused += 1 }
            guard word.contains(where: \.isLetter), word.count >= 8, word.first?.isLetter == true,
                word.last?.isLetter == true
            else { continue }
            #expect(rule.fault(in: word.capitalized + "2026!", own: []) == .common, "\(word)")
        }
        #expect(refused == common.count)
    }

    @Test func `spaces and capitals count, and nothing is cut off`() {
        #expect(rule.fault(in: " password ", own: ann) == .common)
        #expect(rule.fault(in: String(repeating: "a1b2c3d4e5f", count: 90) + "!", own: ann) == nil)
    }

    @Test func `each fault says what to do`() {
        for fault in PasswordRule.Fault.allCases { #expect(fault.words.contains("Choose"), "\(fault)") }
    }
}
