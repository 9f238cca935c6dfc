import Identity
import Testing
import Values

@Suite("Sessions") struct SessionTests {
    private let nine = Moment(milliseconds: 1_790_000_000_000)

    private func session(seenAfter minutes: Int) -> Session {
        Session(
            id: "s-1", person: "p-1", holder: nil, device: "", startedAt: nine, seenAt: nine.adding(minutes: minutes))
    }

    @Test(arguments: [
        (Role.holder, 60, 720), (.carer, 60, 720), (.supplier, 45, 600), (.commissioner, 30, 600),
    ]) func `each role has its limits, unused and however busy`(role: Role, idle: Int, life: Int) {
        let limits = SessionLimits.of(role)
        #expect((limits.idleMinutes, limits.lifeMinutes) == (idle, life))
        let unused = session(seenAfter: 10)
        #expect(unused.isLive(at: nine.adding(minutes: 9 + idle), limits))
        #expect(!unused.isLive(at: nine.adding(minutes: 10 + idle), limits))
        let busy = session(seenAfter: life - 1)
        #expect(busy.isLive(at: nine.adding(minutes: life - 1), limits))
        #expect(!busy.isLive(at: nine.adding(minutes: life), limits))
        #expect(busy.end(limits) == nine.adding(minutes: life))
    }

    @Test func `a session lives until the last millisecond`() {
        let end = nine.adding(minutes: 60)
        let limits = SessionLimits.of(.holder)
        #expect(session(seenAfter: 0).isLive(at: Moment(milliseconds: end.milliseconds - 1), limits))
        #expect(!session(seenAfter: 0).isLive(at: end, limits))
    }

    @Test(arguments: [(0, false), (4, false), (5, true), (6, true)])
    func `use is noted at most every five minutes`(minutes: Int, noted: Bool) {
        #expect(session(seenAfter: 30).needsNote(at: nine.adding(minutes: 30 + minutes)) == noted)
    }

    @Test func `nobody stays longer than the longest`() {
        for role in Role.allCases {
            #expect(SessionLimits.of(role).idleMinutes <= SessionLimits.longest.idleMinutes)
            #expect(SessionLimits.of(role).lifeMinutes <= SessionLimits.longest.lifeMinutes)
        }
    }
}
