import Identity
import Plans
import Relational
import Values

/// What was done to plans, with reasons; and what holders ask to be changed.
package struct PlanNoticeStore<Access: Reading> { let access: Access }

extension Reading {
    package var planNotices: PlanNoticeStore<Self> { PlanNoticeStore(access: self) }
}

extension PlanNoticeStore {
    /// All notices about all versions of a plan, newest first.
    package func list(of plan: Plan.ID) throws -> [PlanNotice] {
        try access.connection.rows("SELECT * FROM plan_notices WHERE plan_id = \(plan) ORDER BY id DESC")
            .map { try PlanNoticeStore.notice($0) }
    }

    /// Suspensions and ends whose day has come, of one holder's plan or of all.
    package func due(on day: Day, of holder: Holder.ID? = nil) throws -> [PlanNotice] {
        try access.connection.rows(
            """
            SELECT n.* FROM plan_notices n JOIN plans p ON p.id = n.plan_id AND p.version = n.plan_version
            WHERE n.done = 0 AND n.takes_effect <= \(day) AND (\(holder) IS NULL OR p.holder_id = \(holder))
            ORDER BY n.takes_effect, n.id
            """
        ).map { try PlanNoticeStore.notice($0) }
    }

    /// Newest first; open ones are those without an answer.
    package func requests(of holder: Holder.ID) throws -> [PlanRequest] {
        try access.connection.rows(
            "SELECT * FROM plan_requests WHERE holder_id = \(holder) ORDER BY asked_at DESC, id DESC"
        ).map { try PlanNoticeStore.request($0) }
    }

    /// A request of a holder of this commissioner; nil for any other.
    package func request(_ id: PlanRequest.ID, of commissioner: Commissioner.ID) throws -> PlanRequest? {
        try access.connection.row(
            """
            SELECT r.* FROM plan_requests r JOIN holders h ON h.id = r.holder_id
            WHERE r.id = \(id) AND h.commissioner_id = \(commissioner)
            """
        ).map { try PlanNoticeStore.request($0) }
    }

    private static func notice(_ row: Row) throws -> PlanNotice {
        PlanNotice(
            id: try row.id("id"), plan: try row.id("plan_id"), version: try row.integer("plan_version"),
            kind: try row.word("kind"), reason: try row.text("reason"), toldOn: try row.day("told_on"),
            takesEffect: try row.day("takes_effect"), by: try row.id("person_id"),
            isDone: try row.integer("done") == 1)
    }

    private static func request(_ row: Row) throws -> PlanRequest {
        PlanRequest(
            id: try row.id("id"), holder: try row.id("holder_id"), plan: try row.id("plan_id"),
            version: try row.integer("plan_version"), words: try row.text("words"), askedBy: try row.id("asked_by"),
            askedAt: try row.moment("asked_at"), answer: try row.optionalText("answer"),
            answeredAt: try row.optionalInteger("answered_at").map { Moment(milliseconds: $0) })
    }
}

extension PlanNoticeStore where Access: Writing {
    package func insert(_ notice: PlanNotice) throws {
        try access.connection.run(
            """
            INSERT INTO plan_notices (id, plan_id, plan_version, kind, reason, told_on, takes_effect, person_id, done)
            VALUES (\(notice.id), \(notice.plan), \(notice.version), \(notice.kind.rawValue), \(notice.reason),
                \(notice.toldOn), \(notice.takesEffect), \(notice.by), \(notice.isDone ? 1 : 0))
            """)
    }

    package func markDone(_ id: PlanNotice.ID) throws {
        try access.connection.run("UPDATE plan_notices SET done = 1 WHERE id = \(id)")
    }

    /// Suspensions and ends that wait for their day will not happen: the plan was replaced or resumed before.
    package func settleWaiting(of plan: Plan.ID, version: Int) throws {
        try access.connection.run(
            "UPDATE plan_notices SET done = 1 WHERE plan_id = \(plan) AND plan_version = \(version) AND done = 0")
    }

    /// The notice of a cut goes with the version that it was about; the audit keeps that it was given.
    package func takeBack(of plan: Plan.ID, version: Int) throws {
        try access.connection.run(
            "DELETE FROM plan_notices WHERE plan_id = \(plan) AND plan_version = \(version) AND kind = 'cut'")
    }

    package func insert(_ request: PlanRequest) throws {
        try access.connection.run(
            """
            INSERT INTO plan_requests (id, holder_id, plan_id, plan_version, words, asked_by, asked_at)
            VALUES (\(request.id), \(request.holder), \(request.plan), \(request.version), \(request.words),
                \(request.askedBy), \(request.askedAt))
            """)
    }

    /// False when it was answered before.
    package func answer(_ id: PlanRequest.ID, _ words: String, by person: Person.ID, at now: Moment) throws -> Bool {
        try access.connection.run(
            """
            UPDATE plan_requests SET answer = \(words), answered_by = \(person), answered_at = \(now)
            WHERE id = \(id) AND answer IS NULL
            """) == 1
    }
}
