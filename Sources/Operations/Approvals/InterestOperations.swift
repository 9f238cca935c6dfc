import Catalogue
import Identity
import Relational
import Storage
import Values

/// One of the staff declares that they are not neutral about a holder or a supplier: from now on they can decide
/// nothing about them.
package struct DeclareInterest: Operation {
    package let subject: StaffInterest.Subject
    package let words: String

    package init(subject: StaffInterest.Subject, words: String) {
        self.subject = subject
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let commissioner = try principal.actingForCommissioner()
        switch subject {
        case .holder(let id):
            guard try tx.holders.find(id, of: commissioner) != nil else { throw NotFound() }
        case .supplier(let id):
            guard try tx.suppliers.find(.init(id)) != nil else {
                throw FieldProblems("supplier", "No supplier has that code")
            }
        }
        let line = try InterestText.checked(words, "words", "Say what the interest is")
        try tx.staff.insert(
            StaffInterest(person: principal.person.id, subject: subject, words: line, declaredAt: tools.now))
        return principal.person.id
    }
}

/// Somebody else puts on record that an interest is over. The declaration stays on record, and so does why it ended.
package struct WithdrawInterest: Operation {
    /// Who declared it.
    package let person: Person.ID
    package let subject: StaffInterest.Subject
    package let words: String

    package init(person: Person.ID, subject: StaffInterest.Subject, words: String) {
        self.person = person
        self.subject = subject
        self.words = words
    }

    /// - Throws: `StaffRefusal.ownInterest`, `.notSenior`; `NotFound` where there is none that holds.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let commissioner = try principal.actingForCommissioner()
        let members = try tx.staff.list(of: commissioner)
        guard members.contains(where: { $0.person == person }) else { throw NotFound() }
        guard person != principal.person.id else { throw StaffRefusal.ownInterest }
        guard members.isSenior(principal.person.id) else { throw StaffRefusal.notSenior }
        let line = try InterestText.checked(words, "over", "Say why it is over")
        let withdrawal = StaffInterest.Withdrawal(by: principal.person.id, at: tools.now, words: line)
        guard try tx.staff.withdraw(subject, of: person, withdrawal) else { throw NotFound() }
        return person
    }
}

extension [StaffMember] {
    /// A senior approver; anybody while nobody has a role.
    package func isSenior(_ person: Person.ID) -> Bool {
        allSatisfy(\.posts.isEmpty) || first { $0.person == person }?[.seniorApprover] != nil
    }
}

enum InterestText {
    static func checked(_ words: String, _ field: String, _ missing: String) throws(FieldProblems) -> String {
        let line = Text.line(words)
        guard !line.isEmpty else { throw FieldProblems(field, missing) }
        guard line.unicodeScalars.count <= StaffInterest.wordsCharactersMaximum
        else { throw FieldProblems(field, "Write at most \(StaffInterest.wordsCharactersMaximum) characters") }
        return line
    }
}
