import Catalogue
import Identity
import Markup
import Operations
import Outbox
import Values

// The words of applying and staying a supplier.

extension Checklist.Standing {
    /// - Parameters:
    ///   - today: what ends soon is told.
    ///   - waits: something newer is given.
    func tag(on today: Day, waits: Bool) -> StatusTag {
        switch self {
        case .missing: StatusTag("Not given yet")
        case .offered: StatusTag("Being looked at", tone: .info)
        case .rejected: StatusTag("Not accepted", tone: .no)
        case .expired: StatusTag("Ran out", tone: .no)
        case .accepted(let until?) where until - today <= Evidence.warningDays[0],
            .waived(let until?) where until - today <= Evidence.warningDays[0]:
            StatusTag(waits ? "Newer one given" : "Ends soon", tone: .ask)
        case .accepted: StatusTag("Accepted", tone: .yes)
        case .waived: StatusTag("Not needed", tone: .yes)
        }
    }

    /// The day that goes with it, or the reason; nil where there is neither.
    var more: String? {
        switch self {
        case .missing, .offered: nil
        case .rejected(let reason): reason.isEmpty ? nil : reason
        case .expired(let day): "On \(day.words)"
        case .accepted(let until), .waived(let until): until.map { "Until \($0.words)" }
        }
    }
}

extension Requirement {
    /// The laws behind it, without the sections of our own reference; nil where there is none.
    var laws: String? {
        let parts = source.split(separator: "; ").filter { !$0.hasPrefix("domain") && !$0.hasPrefix("A9") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension EvidenceStatus {
    var tag: StatusTag {
        switch self {
        case .offered: StatusTag("Waits for a decision", tone: .info)
        case .accepted: StatusTag("Accepted", tone: .yes)
        case .rejected: StatusTag("Not accepted", tone: .no)
        case .waived: StatusTag("Not needed", tone: .yes)
        case .revoked: StatusTag("Does not count any more", tone: .no)
        case .replaced: StatusTag("Replaced by a newer one")
        }
    }
}

extension BankAccountStatus {
    var tag: StatusTag {
        switch self {
        case .proposed: StatusTag("Waits for our call back", tone: .info)
        case .inUse: StatusTag("In use", tone: .yes)
        case .refused: StatusTag("Refused", tone: .no)
        case .replaced: StatusTag("Replaced")
        }
    }
}

extension Evidence.Content {
    /// What was given, with its labels.
    func rows(_ requirement: Requirement) -> [SummaryList.Row] {
        let asks = requirement.asks
        return [
            asks.number.flatMap { number.isEmpty ? nil : ($0.label, number) },
            asks.otherNumber.flatMap { otherNumber.isEmpty ? nil : ($0.label, otherNumber) },
            asks.words.flatMap { words.isEmpty ? nil : ($0, words) }, sum.map { ("Sum insured", "\($0)") },
            expires.map { ("Holds until", $0.words) },
        ].compactMap(\.self).map { pair in .init(pair.0, HTML { bdi { pair.1 } }) }
    }
}

extension SupplierNotice {
    /// - Parameter supplier: its name, for readers who have several; nil for itself.
    func words(for supplier: String?, _ categories: Categories) -> String {
        let who = supplier.map { "\($0): " } ?? ""
        let paper = Requirement.Code(rawValue: subject).flatMap { Requirement[$0] }?.title.midSentence ?? subject
        let category = subject.isEmpty ? "everything" : categories[.init(subject)]?.title ?? subject
        return who
            + (applicationWords ?? paperWords(paper) ?? bankWords ?? answerWords ?? "").filled(
                kind == .categoryApproved
                    ? "Approved for \(category)" : "Not approved any more for \(category)")
    }

    private var applicationWords: String? {
        switch kind {
        case .applicationSent: "The application was sent"
        case .moreAsked: "Something more is needed for the application"
        case .approved: "The application was approved"
        case .refused: "The application was refused"
        case .suspended: "Suspended: no new orders"
        case .lifted: "The suspension is over"
        case .ended: "No orders any more"
        case .endpointGone: "A webhook was stopped: it answered that it wants nothing any more"
        default: nil
        }
    }

    private func paperWords(_ paper: String) -> String? {
        switch kind {
        case .evidenceOffered: "Something new was given for \(paper)"
        case .evidenceRejected: "What was given for \(paper) was not accepted"
        case .evidenceRevoked: "What was given for \(paper) does not count any more"
        case .endsIn60: "In 60 days or less this runs out: \(paper)"
        case .endsIn30: "In 30 days or less this runs out: \(paper)"
        case .endsIn7: "In 7 days or less this runs out: \(paper)"
        case .paperEnded: "This has run out, and nothing new can be ordered that needs it: \(paper)"
        default: nil
        }
    }

    private var answerWords: String? {
        let question = Question(rawValue: subject)?.words ?? ""
        return switch kind {
        case .answersChanged: "Questions about what has to be shown were answered anew"
        case .answerAgreed: "Your answer is now no to the question: \(question)"
        case .answerKept: "Your answer stays yes to the question: \(question)"
        default: nil
        }
    }

    private var bankWords: String? {
        switch kind {
        case .bankEntered: "A new bank account was entered"
        case .bankConfirmed: "The bank account is in use"
        case .bankRefused: "The bank account was refused"
        default: nil
        }
    }
}

extension String {
    fileprivate func filled(_ other: String) -> String { isEmpty ? other : self }

    /// For the middle of a sentence; names that are written with capitals keep them.
    var midSentence: String {
        let second = dropFirst().first
        guard second?.isLowercase ?? false, !hasPrefix("Care Quality"), !hasPrefix("Data Security") else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}

extension TeamRefusal: SettingRefusal {
    /// Would somebody else be let?
    var isAboutWho: Bool { if case .notYours = self { true } else { false } }

    var words: (String, String, Link?) {
        switch self {
        case .notYours(let duty):
            let roles = duty.roles.map { "“\($0.words)”" }.joined(separator: " or ")
            return (
                "That is for somebody else of your team",
                "Only somebody with the role \(roles) sees to \(duty.words). The owner of your account can give it to "
                    + "you.", nil
            )
        case .lastOwner:
            return (
                "There has to be an owner", "Make somebody else an owner first.",
                Link("Go to your team", href: "/supplier/team")
            )
        case .notApproved:
            return (
                "You can add people once you are approved", "Nobody was added.",
                Link("Go to your application", href: "/supplier/papers")
            )
        case .addressNotPossible:
            return (
                "This address can’t be used", "Choose another e-mail address for this person. Nobody was added.",
                Link("Go to your team", href: "/supplier/team")
            )
        }
    }
}

extension JoiningRefusal: SettingRefusal {
    var words: (String, String, Link?) {
        switch self {
        case .closed:
            (
                "Nothing can be given now", "After a refusal, apply again first.",
                Link("Go to your application", href: "/supplier/papers")
            )
        case .notWaivable: ("The law asks for this", "It can’t be done without. Accept or reject what is given.", nil)
        case .decidedMeanwhile:
            ("That has been decided already", "Somebody was quicker, or something newer was given. Open it again.", nil)
        case .approvedAlready:
            ("That is approved already", "An approval in force covers it. Nothing was changed.", nil)
        case .notApproved: ("The application has to be approved first", "Then approve it for categories.", nil)
        }
    }
}
