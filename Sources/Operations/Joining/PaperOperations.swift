import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier says who it is. What staff have seen before letting it in stays as it was seen.
package struct SaveSupplierDetails: Operation {
    package let text: SupplierDetailsText
    /// What the supplier does, as holders read it.
    package let description: String

    package init(text: SupplierDetailsText, description: String) {
        self.text = text
        self.description = description
    }

    package static let descriptionCharactersMaximum = 2_000

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .papers), tx, tools)
        let asked = try text.checked()
        let description = Text.tidy(description)
        guard description.unicodeScalars.count <= Self.descriptionCharactersMaximum else {
            throw FieldProblems("description", "Write at most \(Self.descriptionCharactersMaximum) characters")
        }
        var profile = try tx.joining.profile(of: clerk.supplier.id)
        try clerk.mustKeepKind(profile, asked.details.kind)
        let seen = clerk.supplier.status.isKnown ? profile.details : nil
        let details = seen.map { $0.with(asked.details) } ?? asked.details
        profile.kind = details.kind
        profile.details = details
        try tx.joining.save(profile, of: clerk.supplier.id)
        let name = clerk.supplier.status.isKnown ? clerk.supplier.name : asked.name
        try clerk.change {
            $0.describe(name: name, description: description, email: asked.email, telephone: asked.telephone)
        }
        try clerk.noteChecks()
        return clerk.supplier.id
    }
}

extension SupplierClerk {
    /// What somebody is decides what they have to show: once they are let in, it is not theirs to change.
    fileprivate func mustKeepKind(_ profile: SupplierProfile, _ kind: SupplierKind) throws(FieldProblems) {
        guard supplier.status.isKnown, profile.details == nil, let settled = profile.kind, settled != kind
        else { return }
        throw FieldProblems(
            "kind", "You were taken as: \(settled.words). To change it, write to the commissioner")
    }
}

extension SupplierDetails {
    /// With another address and contact, and otherwise as it was seen.
    fileprivate func with(_ other: SupplierDetails) -> SupplierDetails {
        SupplierDetails(
            kind: kind, legalForm: legalForm, number: number, vatNumber: vatNumber, address: other.address,
            postcode: other.postcode, contact: other.contact)
    }
}

/// A supplier answers what decides which requirements apply. Once it is let in, it cannot answer a requirement away:
/// a yes stays until staff agree to the no, and staff are told of every change.
package struct AnswerQuestions: Operation {
    package let answers: [Question: Bool]

    package init(answers: [Question: Bool]) {
        self.answers = answers
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .papers), tx, tools)
        var profile = try tx.joining.profile(of: clerk.supplier.id)
        let asked = try clerk.checklist().asked
        var problems = FieldProblems()
        for question in asked where answers[question] == nil { problems.add(question.rawValue, "Answer yes or no") }
        guard problems.isEmpty else { throw problems }
        let before = profile
        for question in asked {
            let stays = clerk.supplier.status.isKnown && before.answers[question] == true
            if stays, answers[question] == false {
                profile.wishes.insert(question)
            } else {
                profile.answers[question] = answers[question]
                profile.wishes.remove(question)
            }
        }
        try tx.joining.save(profile, of: clerk.supplier.id)
        try clerk.noteChecks()
        guard profile.answers != before.answers || profile.wishes != before.wishes else { return clerk.supplier.id }
        try clerk.noteChange()
        if clerk.supplier.status.isKnown {
            try clerk.tell(.answersChanged, occasion: "\(clerk.supplier.version)", to: .staff)
        }
        return clerk.supplier.id
    }
}

/// A supplier gives what a requirement asks for, or a newer one before the old runs out: what counts goes on counting
/// until staff have looked at the new one.
package struct OfferEvidence: Operation {
    package let requirement: Requirement.Code
    package let text: EvidenceText

    package init(requirement: Requirement.Code, text: EvidenceText) {
        self.requirement = requirement
        self.text = text
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Evidence.ID {
        let clerk = try SupplierClerk(try principal.actingForSupplier(to: .papers), tx, tools)
        let checklist = try clerk.checklist()
        guard requirement != .bankAccount, let row = checklist.needed.first(where: { $0.code == requirement })
        else { throw NotFound() }
        try clerk.mustTakePapers()
        let evidence = Evidence(
            id: tools.new(), requirement: requirement, content: try text.checked(for: row, on: tools.today),
            offeredBy: principal.person.id.text, offeredAt: tools.now)
        for var older in checklist.evidence where older.requirement == requirement && older.status == .offered {
            try older.replace()
            guard try tx.joining.save(older, from: .offered) else { throw CatalogueRefusal.supplierChanged }
        }
        try tx.joining.insert(evidence, of: clerk.supplier.id)
        // While it applies, sending the application tells them.
        if clerk.supplier.status != .applying {
            try clerk.tell(.evidenceOffered, requirement.rawValue, occasion: evidence.id.text, to: .staff)
        }
        return evidence.id
    }
}

/// A supplier says into which account it wants to be paid. It counts when staff have called back.
package struct EnterBankAccount: Operation {
    package let text: BankAccountText

    package init(text: BankAccountText) {
        self.text = text
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> BankAccount.ID {
        let clerk = try SupplierClerk(try principal.actingForSupplier(to: .papers), tx, tools)
        try clerk.mustTakePapers()
        let (holder, sortCode, number) = try text.checked()
        for var older in try tx.joining.accounts(of: clerk.supplier.id) where older.status == .proposed {
            try older.replace()
            guard try tx.joining.save(older, from: .proposed) else { throw CatalogueRefusal.supplierChanged }
        }
        let account = BankAccount(
            id: tools.new(), holder: holder, sortCode: sortCode, number: number,
            enteredBy: principal.person.id.text, enteredAt: tools.now)
        try tx.joining.insert(account, of: clerk.supplier.id)
        // The supplier is told as well: whoever changes an account by stealth should not go unnoticed.
        try clerk.tell(.bankEntered, occasion: account.id.text, to: .supplier)
        try clerk.tell(.bankEntered, occasion: account.id.text, to: .staff)
        return account.id
    }
}

/// A supplier sends its application, or tries again after it was refused.
package struct MoveOwnApplication: Operation {
    package let action: SupplierAction

    package init(action: SupplierAction) {
        self.action = action
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .papers), tx, tools)
        guard action.isTheirs else { throw NotFound() }
        try clerk.move(action, "", by: principal.person.id)
        return clerk.supplier.id
    }
}

extension SupplierClerk {
    /// - Throws: `JoiningRefusal.closed` for who was refused, until it applies anew, and for who has ended.
    fileprivate func mustTakePapers() throws(JoiningRefusal) {
        guard supplier.status != .ended, supplier.status != .refused else { throw .closed }
    }
}

package enum JoiningRefusal: Refusal, Hashable {
    /// Nothing can be given now.
    case closed
    /// The law asks for it: staff cannot do without.
    case notWaivable
    /// It was decided meanwhile, or something newer was given.
    case decidedMeanwhile
    /// The same is approved already.
    case approvedAlready
    /// An application has to be approved before it is approved for anything.
    case notApproved

    package var code: String {
        switch self {
        case .closed: "joining.closed"
        case .notWaivable: "joining.not-waivable"
        case .decidedMeanwhile: "joining.decided-meanwhile"
        case .approvedAlready: "joining.approved-already"
        case .notApproved: "joining.not-approved"
        }
    }
}
