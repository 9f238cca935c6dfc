/// What a password must be: long enough, not one that many people use, and not made of one's own name (NIST SP 800-63B,
/// 3.1.1.2; OWASP ASVS 5.0, 6.2). Which signs it is made of is nobody's business, and it never runs out.
package struct PasswordRule: Sendable {
    package enum Fault: Sendable, Hashable, CaseIterable {
        case short, long, common, own

        /// As an answer to who typed it.
        package var words: String {
            switch self {
            case .short: "Choose a password of at least \(charactersMinimum) characters"
            case .long: "Choose a shorter password"
            case .common: "Many people use a password like this one, so it would be tried first. Choose another"
            case .own: "This is mostly your name, your address or the name of this service. Choose another"
            }
        }
    }

    package static let charactersMinimum = 10
    /// Longer ones are somebody's mistake.
    package static let bytesMaximum = 1_024
    /// So many signs before or after a common password make it no better.
    private static let trimmingsMaximum = 6
    /// So much has to be left when everything of one's own is taken out.
    private static let strangeCharactersMinimum = 6

    /// Folded to small letters.
    private let common: Set<String>

    /// - Parameter common: passwords that many people use, in small letters; none where only the length counts.
    package init(common: Set<String>) {
        self.common = common
    }

    /// - Parameter own: name and address of whoever chooses it.
    /// - Returns: nil where it may be used.
    package func fault(in password: String, own: [String]) -> Fault? {
        if let fault = PasswordRule.lengthFault(in: password) { return fault }
        let folded = password.lowercased()
        if isCommon(folded) { return .common }
        return PasswordRule.isOwn(folded, own + ["Holdfast"]) ? .own : nil
    }

    /// - Returns: nil where it is neither too short nor too long.
    package static func lengthFault(in password: String) -> Fault? {
        if password.unicodeScalars.count < charactersMinimum { return .short }
        return password.utf8.count > bytesMaximum ? .long : nil
    }

    private func isCommon(_ folded: String) -> Bool {
        if common.contains(folded) { return true }
        let unit = PasswordRule.repeated(folded)
        if unit.count < folded.count { return true }
        let stem = PasswordRule.core(folded)
        return folded.count - stem.count <= PasswordRule.trimmingsMaximum && common.contains(stem)
    }

    /// From the first letter to the last.
    private static func core(_ text: String) -> String {
        guard let first = text.firstIndex(where: \.isLetter), let last = text.lastIndex(where: \.isLetter)
        else { return "" }
        return String(text[first...last])
    }

    /// What a text says again and again; all of it where it does not.
    private static func repeated(_ text: String) -> [Character] {
        let signs = Array(text)
        for length in 1...max(1, signs.count / 2) where signs.count.isMultiple(of: length) {
            if signs.indices.allSatisfy({ signs[$0] == signs[$0 % length] }) { return Array(signs.prefix(length)) }
        }
        return signs
    }

    private static func isOwn(_ folded: String, _ own: [String]) -> Bool {
        let words = own.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber } }
            .filter { $0.count >= 3 }.sorted { $0.count > $1.count }
        let left = words.reduce(folded) { $0.replacing($1, with: "") }
        return left.count < folded.count && left.count < strangeCharactersMinimum
    }
}
