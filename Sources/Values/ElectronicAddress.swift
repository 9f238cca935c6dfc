/// Where an organisation is reached on the Peppol network: the scheme of an identifier, and the identifier, as
/// `0088:5012345678900` (a Global Location Number).
package struct ElectronicAddress: Sendable, Hashable, Codable, CustomStringConvertible {
    package let scheme: String
    package let identifier: String

    /// Global Location Numbers: what the NHS uses.
    package static let gln = "0088"
    package static let identifierCharactersMaximum = 50

    /// - Throws: `.notAnElectronicAddress`, `.schemeUnknown`, `.glnCheckDigit`.
    package init(_ text: String) throws(ValueProblem) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw .notAnElectronicAddress }
        let signs = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-".utf8)
        guard (1...ElectronicAddress.identifierCharactersMaximum).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy(signs.contains)
        else { throw .notAnElectronicAddress }
        guard ElectronicAddress.schemes.contains(parts[0]) else { throw .schemeUnknown }
        if parts[0] == ElectronicAddress.gln {
            guard parts[1].utf8.count == 13, GTIN.hasRightCheckDigit(parts[1]) else { throw .glnCheckDigit }
        }
        scheme = parts[0]
        identifier = parts[1]
    }

    package var description: String { "\(scheme):\(identifier)" }

    /// The schemes of the Peppol code list of electronic addresses (`eas`): numbers only, so that an e-mail address is
    /// none.
    package static let schemes: Set<String> = [
        "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135", "0142", "0151",
        "0177", "0183", "0184", "0188", "0190", "0191", "0192", "0193", "0195", "0196", "0198", "0199", "0200",
        "0201", "0202", "0204", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216", "0218", "0221",
        "0230", "0235", "9910", "9913", "9914", "9915", "9918", "9919", "9920", "9922", "9923", "9924", "9925",
        "9926", "9927", "9928", "9929", "9930", "9931", "9932", "9933", "9934", "9935", "9936", "9937", "9938",
        "9939", "9940", "9941", "9942", "9943", "9944", "9945", "9946", "9947", "9948", "9949", "9950", "9951",
        "9952", "9953", "9957", "9959", "0147", "0154", "0158", "0170", "0194", "0203", "0205", "0217", "0225",
        "0240",
    ]
}
