import Values

/// An account that a supplier wants to be paid into. It counts once staff have called back and somebody other than who
/// entered it has put that on record: changed bank details are the commonest fraud of all (domain E1, [S237]).
package struct BankAccount: Sendable, Hashable {
    package typealias ID = Identifier<BankAccount>

    package let id: ID
    package let holder: String
    /// Six digits.
    package let sortCode: String
    /// Eight digits.
    package let number: String
    /// A person's code.
    package let enteredBy: String
    package let enteredAt: Moment
    package private(set) var status: BankAccountStatus
    package private(set) var decision: Evidence.Decision?

    package init(
        id: ID, holder: String, sortCode: String, number: String, enteredBy: String, enteredAt: Moment,
        status: BankAccountStatus = .proposed, decision: Evidence.Decision? = nil
    ) {
        self.id = id
        self.holder = holder
        self.sortCode = sortCode
        self.number = number
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
        self.status = status
        self.decision = decision
    }

    /// All that anybody sees of it afterwards but whoever pays: `sort code ending 34, account ending 5678`.
    package var masked: String { "sort code ending \(sortCode.suffix(2)), account ending \(number.suffix(4))" }

    /// - Parameter person: who decides, by their code.
    /// - Throws: `WorkflowRefusal`.
    package mutating func decide(
        _ event: BankAccountEvent, by person: String, at now: Moment, _ words: String
    ) throws(WorkflowRefusal) {
        status = try BankAccountStatus.workflow.next(from: status, on: event) { name in
            switch name {
            case .somebodyElse: person != enteredBy
            }
        }
        decision = Evidence.Decision(by: person, at: now, reason: words)
    }

    package mutating func replace() throws(WorkflowRefusal) {
        status = try BankAccountStatus.workflow.next(from: status, on: .replace)
    }
}

package enum BankAccountStatus: String, WorkflowWord, Codable {
    case proposed
    case inUse = "in_use"
    case refused
    case replaced
}

package enum BankAccountEvent: String, WorkflowWord, Codable {
    case confirm, refuse, replace
}

package enum BankAccountGuard: String, WorkflowGuard {
    case somebodyElse = "somebody_else"

    package var words: String { "somebody other than who entered it has called back" }
}

extension BankAccountStatus {
    package static let workflow = Workflow<BankAccountStatus, BankAccountEvent, BankAccountGuard>(
        "bank-account", start: .proposed,
        [
            .init(.proposed, .confirm, if: [.somebodyElse], to: .inUse),
            .init(.proposed, .refuse, to: .refused),
            .init(.proposed, .replace, to: .replaced),
            .init(.inUse, .replace, to: .replaced),
        ])
}

/// A bank account as it was typed.
package struct BankAccountText: Sendable, Encodable {
    package var holder: String
    package var sortCode: String
    package var number: String

    package init(holder: String = "", sortCode: String = "", number: String = "") {
        self.holder = holder
        self.sortCode = sortCode
        self.number = number
    }

    /// Sort codes have six digits; account numbers have eight, and older ones of six or seven are written with noughts
    /// in front (Pay.UK, UK account numbers). Whether there is such an account, the call back shows.
    /// - Throws: `FieldProblems`.
    package func checked() throws(FieldProblems) -> (holder: String, sortCode: String, number: String) {
        var problems = FieldProblems()
        let name = Text.line(holder)
        if name.isEmpty { problems.add("holder", "Enter the name of the account") }
        if name.unicodeScalars.count > 120 { problems.add("holder", "Write at most 120 characters") }
        let (sort, account) = (BankAccountText.digits(sortCode), BankAccountText.digits(number))
        if sort?.count != 6 { problems.add("sort-code", "Enter a sort code of six digits, like 30-99-21") }
        if account.map({ !(6...8).contains($0.count) || $0.allSatisfy { $0 == "0" } }) ?? true {
            problems.add("account-number", "Enter an account number of six to eight digits")
        }
        guard problems.isEmpty, let sort, let account else { throw problems }
        return (name, sort, String(repeating: "0", count: 8 - account.count) + account)
    }

    /// The digits of a text that holds nothing else but blanks and hyphens.
    private static func digits(_ text: String) -> String? {
        let bytes = Text.tidy(text).utf8.filter { ![UInt8(ascii: " "), UInt8(ascii: "-")].contains($0) }
        guard bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
