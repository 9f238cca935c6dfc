import Values

/// Who a supplier is in law, and whom to ask: what staff need and holders do not see.
package struct SupplierDetails: Sendable, Hashable {
    package let kind: SupplierKind
    package let legalForm: LegalForm
    /// Of the company or charity; empty where there is none.
    package let number: String
    /// Empty where it is not registered for VAT.
    package let vatNumber: String
    package let address: String
    package let postcode: Postcode
    package let contact: String

    package init(
        kind: SupplierKind, legalForm: LegalForm, number: String, vatNumber: String, address: String,
        postcode: Postcode, contact: String
    ) {
        self.kind = kind
        self.legalForm = legalForm
        self.number = number
        self.vatNumber = vatNumber
        self.address = address
        self.postcode = postcode
        self.contact = contact
    }
}

/// The same as it was typed, with how to reach them.
package struct SupplierDetailsText: Sendable, Encodable {
    package var name = ""
    package var kind = ""
    package var legalForm = ""
    package var number = ""
    package var vatNumber = ""
    package var address = ""
    package var postcode = ""
    package var contact = ""
    package var telephone = ""
    package var email = ""

    package init() {}

    /// What was typed, when it holds.
    package struct Checked: Sendable {
        package let name: String
        package let details: SupplierDetails
        package let telephone: String
        package let email: EmailAddress
    }

    package static let nameCharactersMaximum = 120
    package static let addressCharactersMaximum = 300

    /// - Throws: `FieldProblems`, by the names of the fields.
    package func checked() throws(FieldProblems) -> Checked {
        var problems = FieldProblems()
        let name = problems.line(self.name, "name", "the name of your organisation")
        let contact = problems.line(self.contact, "contact", "the name of somebody we can talk to")
        let address = Text.tidy(self.address)
        if address.isEmpty { problems.add("address", "Enter the address") }
        if address.unicodeScalars.count > Self.addressCharactersMaximum {
            problems.add("address", "Write at most \(Self.addressCharactersMaximum) characters")
        }
        let kind = SupplierKind(rawValue: self.kind)
        if kind == nil { problems.add("kind", "Choose what you are") }
        let form = LegalForm(rawValue: legalForm)
        if form == nil { problems.add("legal-form", "Choose the legal form") }
        let (number, vat) = (Self.code(self.number), Self.code(vatNumber))
        check(number, form, vat, &problems)
        let telephone = Text.line(self.telephone)
        if !Self.isTelephone(telephone) { problems.add("telephone", "Enter a telephone number, like 0115 496 0001") }
        let email = problems.read("email", self.email) { text throws(ValueProblem) in try EmailAddress(text) }
        let postcode = problems.read("postcode", self.postcode) { text throws(ValueProblem) in try Postcode(text) }
        guard problems.isEmpty, let kind, let form, let email, let postcode else { throw problems }
        let details = SupplierDetails(
            kind: kind, legalForm: form, number: form.hasNumber ? number : "", vatNumber: vat, address: address,
            postcode: postcode, contact: contact)
        return Checked(name: name, details: details, telephone: telephone, email: email)
    }

    private func check(_ number: String, _ form: LegalForm?, _ vat: String, _ problems: inout FieldProblems) {
        if form?.hasNumber ?? false, !(5...10).contains(number.utf8.count) {
            problems.add("number", "Enter the number in its register, like 01234567")
        }
        if !vat.isEmpty, !Self.isVAT(vat) { problems.add("vat-number", "Enter a VAT number, like GB123456782") }
    }

    /// Letters and digits without what people put between them.
    private static func code(_ text: String) -> String {
        String(decoding: text.uppercased().utf8.filter(alphanumeric.contains), as: UTF8.self)
    }

    private static let alphanumeric = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)

    private static func isTelephone(_ text: String) -> Bool {
        let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return (7...15).contains(digits) && text.utf8.allSatisfy(Set("0123456789 +()-".utf8).contains)
    }

    /// Nine digits whose weighted sum shows a slip of the finger; since 2010 also with 55 added (HMRC, VAT numbers).
    static func isVAT(_ text: String) -> Bool {
        let digits = (text.hasPrefix("GB") ? text.dropFirst(2) : text[...]).utf8.map { Int($0) - 48 }
        guard digits.count == 9, digits.allSatisfy((0...9).contains) else { return false }
        let sum = zip(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]).map(*).reduce(0, +)
        return sum % 97 == 0 || (sum + 55) % 97 == 0
    }
}

extension FieldProblems {
    /// One line that must be there.
    fileprivate mutating func line(_ text: String, _ field: String, _ what: String) -> String {
        let line = Text.line(text)
        if line.isEmpty { add(field, "Enter \(what)") }
        if line.unicodeScalars.count > SupplierDetailsText.nameCharactersMaximum {
            add(field, "Write at most \(SupplierDetailsText.nameCharactersMaximum) characters")
        }
        return line
    }

    fileprivate mutating func read<Read>(
        _ field: String, _ text: String, _ read: (String) throws(ValueProblem) -> Read
    ) -> Read? {
        do {
            return try read(Text.tidy(text))
        } catch {
            add(field, "It \(error)")
            return nil
        }
    }
}
