import Values

/// What somebody of a commissioner's staff is there to decide. A person may have several.
package enum StaffRole: String, Sendable, CaseIterable, Codable, Comparable {
    case coordinator
    case approver
    case seniorApprover = "senior-approver"
    case clinicalLead = "clinical-lead"
    case finance
    case panel

    package var words: String {
        switch self {
        case .coordinator: "Coordinator"
        case .approver: "Approver"
        case .seniorApprover: "Senior approver"
        case .clinicalLead: "Clinical lead"
        case .finance: "Finance"
        case .panel: "Panel"
        }
    }

    package static func < (left: StaffRole, right: StaffRole) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A role that somebody has, and how much they may approve in it.
package struct StaffPost: Sendable, Hashable, Codable {
    package let role: StaffRole
    /// The most that one request may cost; nil for no limit.
    package let limit: Money?

    package init(_ role: StaffRole, limit: Money? = nil) {
        self.role = role
        self.limit = limit
    }

    package func allows(_ amount: Money) -> Bool { limit.map { amount <= $0 } ?? true }
}

/// Somebody of a commissioner's staff with the roles they have.
package struct StaffMember: Sendable, Hashable {
    package let person: Person.ID
    package let name: String
    package let posts: [StaffPost]

    package init(person: Person.ID, name: String, posts: [StaffPost]) {
        self.person = person
        self.name = name
        self.posts = posts.sorted { $0.role < $1.role }
    }

    package subscript(role: StaffRole) -> StaffPost? { posts.first { $0.role == role } }
}

/// Something that keeps one of the staff from deciding about a holder or a supplier: kinship, a share, a second job.
package struct StaffInterest: Sendable, Hashable {
    package enum Subject: Sendable, Hashable, Codable {
        case holder(Holder.ID)
        /// By its code.
        case supplier(String)
    }

    /// That it is over, as somebody else has put on record.
    package struct Withdrawal: Sendable, Hashable {
        package let by: Person.ID
        package let at: Moment
        package let words: String

        package init(by person: Person.ID, at: Moment, words: String) {
            self.by = person
            self.at = at
            self.words = words
        }
    }

    package let person: Person.ID
    package let subject: Subject
    /// The holder's or the supplier's name; empty where it is not read from the record.
    package let name: String
    package let words: String
    /// Nil where it was declared before the day was kept.
    package let declaredAt: Moment?
    /// Nil as long as it keeps the person from deciding.
    package let withdrawal: Withdrawal?

    package init(
        person: Person.ID, subject: Subject, name: String = "", words: String, declaredAt: Moment?,
        withdrawal: Withdrawal? = nil
    ) {
        self.person = person
        self.subject = subject
        self.name = name
        self.words = words
        self.declaredAt = declaredAt
        self.withdrawal = withdrawal
    }

    package var isOpen: Bool { withdrawal == nil }

    package static let wordsCharactersMaximum = 200
}

/// Somebody decides in the place of somebody else: between two days, or as the deputy who steps in where the other has
/// not answered in time.
package struct Delegation: Sendable, Hashable {
    package typealias ID = Identifier<Delegation>

    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// From the first to the last day.
        case dated
        /// From the day on which an answer was due.
        case deputy
    }

    package let id: ID
    package let from: Person.ID
    package let to: Person.ID
    package let kind: Kind
    package let first: Day
    /// Nil while no end is set; a dated one has an end.
    package let last: Day?

    package init(id: ID, from: Person.ID, to: Person.ID, kind: Kind, first: Day, last: Day?) {
        self.id = id
        self.from = from
        self.to = to
        self.kind = kind
        self.first = first
        self.last = last
    }

    /// Who passes work on to whom, over how many steps at most.
    package static let chainMaximum = 3
    package static let daysMaximum = 366

    /// - Parameter isOverdue: an answer was due before.
    package func acts(on day: Day, isOverdue: Bool) -> Bool {
        guard first <= day, last.map({ day <= $0 }) ?? true else { return false }
        return kind == .dated || isOverdue
    }
}
