import Identity
import Outbox
import Relational
import Storage
import Values

/// Somebody of the commissioner's staff has put letters into the post. Those that somebody else was quicker with are
/// passed over.
package struct PostLetters: Operation {
    package let deliveries: [Delivery.ID]

    package init(deliveries: [Delivery.ID]) {
        self.deliveries = deliveries
    }

    /// - Throws: `NotFound`; `StaffRefusal.notCoordinator`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Commissioner.ID {
        let commissioner = try principal.actingForCommissioner()
        try tx.mustSeeLetters(principal.person.id, of: commissioner)
        guard !deliveries.isEmpty else { throw FieldProblems("letters", "Choose the letters that you have posted") }
        for id in deliveries {
            guard var delivery = try tx.deliveries.bulletinItem(id, of: commissioner)?.delivery,
                try tx.endpoints.find(delivery.endpoint)?.channel == .letter
            else { throw NotFound() }
            guard delivery.status == .waiting else { continue }
            try delivery.post(at: tools.now)
            try tx.deliveries.save(delivery)
            try tx.deliveries.notePosted(id, by: principal.person.id, at: tools.now)
        }
        return commissioner
    }
}

/// Somebody of the commissioner's staff has told somebody what had to be said and nobody could be told, or found that
/// there is nobody. What somebody else was quicker with is passed over.
package struct SeeToNotices: Operation {
    package let notices: [PersonalNotice.ID]
    package let note: String

    package init(notices: [PersonalNotice.ID], note: String) {
        self.notices = notices
        self.note = note
    }

    /// - Throws: `NotFound`; `StaffRefusal.notCoordinator`; `FieldProblems`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Commissioner.ID {
        let commissioner = try principal.actingForCommissioner()
        try tx.mustSeeLetters(principal.person.id, of: commissioner)
        guard !notices.isEmpty else { throw FieldProblems("held", "Choose what you have seen to") }
        let words = Text.tidy(note)
        guard !words.isEmpty else { throw FieldProblems("note", "Say whom you told, or why nobody") }
        try mustFit(words)
        for id in notices {
            guard let notice = try tx.notices.find(id), notice.dropped == .held,
                try tx.holders.find(notice.holder)?.commissioner == commissioner
            else { throw NotFound() }
            guard try !tx.notices.isSeenTo(id) else { continue }
            try tx.notices.noteSeenTo(id, by: principal.person.id, words, at: tools.now)
        }
        return commissioner
    }
}

extension Reading {
    /// Letters hold names and addresses, and say that somebody has a plan: they are for coordinators, who know them;
    /// for everybody where nobody has a role.
    /// - Throws: `StaffRefusal.notCoordinator`.
    package func mustSeeLetters(_ person: Person.ID, of commissioner: Commissioner.ID) throws {
        guard try seesLetters(person, of: commissioner) else { throw StaffRefusal.notCoordinator }
    }

    package func seesLetters(_ person: Person.ID, of commissioner: Commissioner.ID) throws -> Bool {
        let members = try staff.list(of: commissioner)
        let own = members.first { $0.person == person }?.posts ?? []
        return members.allSatisfy(\.posts.isEmpty) || own.contains { $0.role == .coordinator }
    }
}
