/// Why a text is not the value it should be; the words are ready for a person.
package enum ValueProblem: Error, Hashable, Sendable {
    case notMoney, moneyTooPrecise, moneyTooLarge
    case notADay, dayDoesNotExist
    case notAPostcode
    case notAnEmailAddress
    case notAGTIN, gtinCheckDigit
    case notAnElectronicAddress, schemeUnknown, glnCheckDigit
}

extension ValueProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notMoney: "must be an amount of money, like 24.50"
        case .moneyTooPrecise: "must not have more than two digits after the point"
        case .moneyTooLarge: "must not be more than \(Money.readMaximum)"
        case .notADay: "must be a date, like 2026-04-06"
        case .dayDoesNotExist: "is not a day of the calendar"
        case .notAPostcode: "must be a full United Kingdom postcode, like NG7 2RD"
        case .notAnEmailAddress: "must be an e-mail address, like name@example.com"
        case .notAGTIN: "must be a GTIN of 8, 12, 13 or 14 digits"
        case .gtinCheckDigit: "has a wrong check digit"
        case .notAnElectronicAddress: "must be a scheme and an identifier, like 0088:5012345678900"
        case .schemeUnknown: "must begin with a scheme of the Peppol list, like 0088 for a GLN"
        case .glnCheckDigit: "must be a GLN of 13 digits with a right check digit after 0088:"
        }
    }
}
