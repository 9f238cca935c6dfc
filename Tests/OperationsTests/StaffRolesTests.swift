import Identity
import Operations
import SceneSupport
import Storage
import Testing

/// Who says which roles the staff of a board have.
@Suite("Staff roles") struct StaffRolesTests {
    private func give(_ posts: [StaffPost], to person: Person.ID, as who: Player, _ scene: Scene) async -> String {
        do {
            try await scene.perform(SetStaffPosts(person: person, posts: posts), as: who)
            return "done"
        } catch let refusal as StaffRefusal {
            return refusal.code
        } catch {
            return "\(error)"
        }
    }

    private func roles(_ scene: Scene) async throws -> [String] {
        try await scene.database.read { snapshot in
            try snapshot.staff.list(of: "TAD").flatMap { member in
                member.posts.map { "\(member.person) \($0.role.rawValue)" }
            }.sorted()
        }
    }

    @Test func `the first role of a board is a senior approver’s, whoever gives it`() async throws {
        let scene = try await Scene()
        #expect(await give([.init(.finance)], to: "p-joan", as: .bilal, scene) == "staff.last-senior")
        #expect(await give([], to: "p-joan", as: .bilal, scene) == "staff.last-senior")
        #expect(await give([.init(.seniorApprover)], to: "p-joan", as: .bilal, scene) == "done")
        #expect(await give([.init(.approver)], to: "p-bilal", as: .joan, scene) == "done")
        #expect(try await roles(scene) == ["p-bilal approver", "p-joan senior-approver"])
    }

    @Test(arguments: [StaffRole.coordinator, .approver, .clinicalLead, .finance, .panel])
    func `nobody else gives or takes a role, so nobody can bring back the time without roles`(
        role: StaffRole
    ) async throws {
        let scene = try await Scene()
        try await scene.posts("p-joan", [.init(.seniorApprover)])
        for own in [[], [StaffPost(role)]] {
            try await scene.posts("p-bilal", own)
            let before = try await roles(scene)
            #expect(await give([], to: "p-joan", as: .bilal, scene) == "staff.not-senior")
            #expect(await give([.init(.finance)], to: "p-joan", as: .bilal, scene) == "staff.not-senior")
            #expect(await give([.init(.seniorApprover)], to: "p-bilal", as: .bilal, scene) == "staff.own-roles")
            #expect(try await roles(scene) == before)
        }
    }

    @Test func `the last senior approver stays one, and of two either may go`() async throws {
        let scene = try await Scene()
        try await scene.posts("p-joan", [.init(.seniorApprover)])
        try await scene.posts("p-bilal", [.init(.seniorApprover)])
        #expect(await give([.init(.finance)], to: "p-bilal", as: .joan, scene) == "done")
        #expect(await give([.init(.finance)], to: "p-joan", as: .bilal, scene) == "staff.not-senior")
        #expect(try await roles(scene) == ["p-bilal finance", "p-joan senior-approver"])
    }
}
