import Catalogue
import Identity
import Operations
import Orders
import Relational
import Storage
import Values

extension Moves {
    /// Approved once for many times.
    static let standing = [
        Move(name: "authorise once and for all", weight: 2) { stage, random in
            let holder = try stage.holder(&random)
            let most = random.number(1_000...60_000)
            let caps = StandingAuthorisation.Caps(
                perUse: Money(pence: random.number(500...most)), perPeriod: Money(pence: most),
                every: random.one(of: [.week, .month, .quarter, .year]) ?? .month, first: stage.now.value.day,
                last: stage.now.value.day.adding(days: random.number(0...90)),
                categories: random.once(in: 2) ? [.init("20")] : [],
                suppliers: [.init(random.one(of: SimulatedWorld.suppliers) ?? "odds")])
            try await stage.perform(
                GrantStanding(holder: holder, caps: caps, words: "So that nobody has to ask each time."),
                as: stage.board(of: holder, &random), &random)
        },
        Move(name: "pause an authorisation, or take it back", weight: 2) { stage, random in
            let found: [(id: StandingAuthorisation.ID, holder: Holder.ID)] = try await stage.database.read { snapshot in
                try snapshot.connection.rows(
                    "SELECT id, holder_id FROM standing_authorisations WHERE status <> 'ended' ORDER BY id"
                ).map { (Identifier(try $0.text("id")), Identifier(try $0.text("holder_id"))) }
            }
            guard let (id, holder) = random.one(of: found),
                let event = random.one(of: [StandingAuthorisation.Event.confirm, .pause, .resume, .resume, .revoke])
            else { throw Idle() }
            try await stage.perform(
                MoveStanding(authorisation: id, event: event), as: stage.board(of: holder, &random), &random)
        },
        Move(name: "answer a question, or ask for a second look", weight: 3) { stage, random in
            let (approval, part) = try await stage.request(&random, [.infoWanted, .declined, .partApproved])
            let holder = try await stage.holder(of: part)
            if approval.status == .infoWanted {
                try await stage.perform(
                    AnswerRequest(approval: approval.id, answer: "For walking."), as: holder, &random)
            } else {
                try await stage.perform(
                    AskForReview(approval: approval.id, reason: "Please look again."), as: holder, &random)
            }
        },
    ]
}
