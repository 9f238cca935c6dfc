import Values

/// One row of the checklist: what a supplier has to show, when, how long it holds, and why (reference, domain E1).
package struct Requirement: Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable, Codable {
        case legalForm = "legal-form"
        case bankAccount = "bank-account"
        case cqc
        case register
        case employersLiability = "employers-liability"
        case publicLiability = "public-liability"
        case indemnity
        case productLiability = "product-liability"
        case disclosurePolicy = "disclosure-policy"
        case workers
        case safeguarding
        case dataProtection = "data-protection"
        case dspt
        case modernSlavery = "modern-slavery"
        case medicalDevices = "medical-devices"
        case lifting
    }

    /// What accepted evidence writes: the one place that the judge reads.
    package enum Feeds: Sendable, Hashable {
        case check(SupplierCheck)
        /// One of the insurances: they hold until the first of them ends.
        case insurance
        /// Something without which nothing new is ordered, whatever it is.
        case papers
        /// Nothing that ends.
        case nothing
    }

    package let code: Code
    package let title: String
    /// What is to be given, in a sentence or two.
    package let text: String
    /// Asked only of those who answer yes; nil: of everybody.
    package let needed: Question?
    package let asks: Asks
    package let feeds: Feeds
    /// May staff do without it? Not where the law asks for it, nor where holders are told that it has been seen.
    package let mayBeWaived: Bool
    /// For how long an acceptance holds at most; nil where it has no end.
    package let monthsMaximum: Int?
    /// The law, register or section of the reference that it comes from.
    package let source: String

    /// What the form asks for.
    package struct Asks: Sendable, Hashable {
        package let number: NumberForm?
        package let otherNumber: NumberForm?
        /// Label of a text; nil where none is asked for.
        package let words: String?
        /// The least sum that is insured; nil where none is asked for.
        package let sum: Money?
        /// Does it say itself when it ends?
        package let expires: Bool

        package init(
            number: NumberForm? = nil, otherNumber: NumberForm? = nil, words: String? = nil, sum: Money? = nil,
            expires: Bool = false
        ) {
            self.number = number
            self.otherNumber = otherNumber
            self.words = words
            self.sum = sum
            self.expires = expires
        }
    }

    init(
        _ code: Code, _ title: String, _ text: String, ifYes needed: Question? = nil, asks: Asks, feeds: Feeds,
        mayBeWaived: Bool = true, months: Int? = nil, source: String
    ) {
        self.code = code
        self.title = title
        self.text = text
        self.needed = needed
        self.asks = asks
        self.feeds = feeds
        self.mayBeWaived = mayBeWaived
        monthsMaximum = months
        self.source = source
    }

    package static subscript(code: Code) -> Requirement? { table.first { $0.code == code } }

    /// The last day for which staff may accept or waive it: what the paper itself says, or its longest time.
    /// - Parameter expires: as the paper says; nil where it does not.
    package func lastDay(from day: Day, expires: Day?) -> Day? {
        let most = monthsMaximum.map { day.adding(months: $0) }
        guard let expires else { return most }
        return most.map { min($0, expires) } ?? expires
    }
}

/// The form of a number that is asked for, as far as it can be checked without its register.
package enum NumberForm: Sendable, Hashable {
    /// Location or provider at the Care Quality Commission: `1-123456789`, or an NHS code such as `RX1RA`.
    case cqc(String)
    /// Information Commissioner: `ZA123456`.
    case dataProtection
    case register
    case policy
    case devices
    case organisation
    case disclosure

    package var label: String {
        switch self {
        case .cqc(let label): label
        case .dataProtection: "Registration number"
        case .register: "Register and number"
        case .policy: "Insurer and policy number"
        case .devices: "Registration number, or the manufacturers’"
        case .organisation: "Code of your organisation"
        case .disclosure: "Reference of the document"
        }
    }

    package var hint: String? {
        switch self {
        case .cqc: "As on the Commission’s website, like 1-123456789."
        case .dataProtection: "Eight characters that begin with Z, like ZA123456."
        case .register: "For example HCPC PH98765, NMC 98A7654E or GOsC 1234."
        case .policy: "For example Northern Mutual NM-448812."
        case .devices: "Of the Medicines and Healthcare products Regulatory Agency."
        case .organisation: "The ODS code under which the toolkit was published."
        case .disclosure: nil
        }
    }

    /// Why a number cannot be right; nil where it can.
    package func problem(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let isPlain = bytes.allSatisfy { NumberForm.plain.contains($0) }
        switch self {
        case .cqc:
            let digits = bytes.count { NumberForm.digits.contains($0) }
            return isPlain && (3...16).contains(bytes.count) && digits > 0 && !bytes.contains(0x20)
                ? nil : "must be a number of the Care Quality Commission, like 1-123456789"
        case .dataProtection:
            let isRight = bytes.count == 8 && (bytes[0] | 0x20) == UInt8(ascii: "z")
                && bytes.suffix(6).allSatisfy(NumberForm.digits.contains) && isPlain
            return isRight ? nil : "must be a registration number like ZA123456"
        case .register, .policy, .devices, .organisation, .disclosure:
            return bytes.contains { NumberForm.digits.contains($0) } || self == .organisation || self == .disclosure
                ? nil : "must have the number in it"
        }
    }

    private static let digits = Set("0123456789".utf8)
    private static let plain = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz- ".utf8)
}
