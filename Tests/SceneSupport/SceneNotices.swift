import Identity
import Operations
import Outbox
import Storage
import TestSupport
import Values

/// What people are told, as a worker would send it.
extension Scene {
    /// Everything that goes out by e-mail now, to whom.
    package func sentToPeople(_ settings: RoutingSettings = .trial()) async throws -> [(to: String, letter: Letter)] {
        try await setOut(settings)
        var letters: [(String, Letter)] = []
        for id in try await waiting() {
            switch try await desk.pack(id, settings) {
            case .ready(.letter(let letter)):
                letters.append((letter.to.text, letter))
                try await desk.note(
                    AttemptOutcome(.answered, status: 250, milliseconds: 3), of: id, settings, thousandths: 0)
            case .overtaken: try await desk.settleOvertaken(id)
            default: break
            }
        }
        // Whom something was passed on to hears at the next look.
        try await setOut(settings)
        return letters.filter { to, _ in Player.allCases.contains { $0.person.email.text == to } }
    }

    package func setOut(_ settings: RoutingSettings = .trial()) async throws {
        try await desk.routeMessages(settings)
        try await desk.gatherNotices(settings)
    }

    /// What is due to be sent by a program.
    package func waiting() async throws -> [Delivery.ID] {
        try await desk.dueDeliveries(most: 100) { _, _ in true }.flatMap(\.deliveries)
    }

    package func choose(
        _ who: Player, way: NoticeWay = .email, hour: Int = 8, _ paces: [NoticeTopic: NoticePace] = [:],
        number: String? = nil, address: [String] = []
    ) async throws {
        let version = try await database.read { try $0.noticeSettings.find(who.person).version }
        try await perform(
            ChooseNotices(way: way, hour: hour, paces: paces, number: number, address: address, version: version),
            as: who)
    }

    /// Ann has asked for lights, and is declined: a decision, which has to be sent.
    package func declineLights() async throws {
        let part = try await askForLights()
        _ = try await sentToPeople()
        try await decide(part, .decline, reason: "The lights serve no outcome.")
    }

    /// A day that is over.
    package func end(_ authority: Authority.ID) async throws {
        try await run("UPDATE authorities SET last_day = '2026-10-05' WHERE id = \(authority)")
    }

    package func recordDeathOfAnn() async throws {
        let standing = HolderStanding(diedOn: Cast.day("2026-10-05"))
        try await perform(SetHolderStanding(holder: "h-ann", standing: standing, version: 1), as: .bilal)
    }

    /// What stands for the staff to find out whom to tell, by whom it was for.
    package func held(at commissioner: Commissioner.ID = "TAD") async throws -> [PersonalNotice] {
        try await database.read { try $0.notices.held(of: commissioner, most: 100) }
    }

    /// To whom the staff have to post letters, and where to.
    package func toPost(at commissioner: Commissioner.ID = "TAD") async throws -> [BulletinItem] {
        try await database.read { try $0.deliveries.toPost(for: commissioner, skipping: 0, most: 100) }
    }
}
