import Catalogue
import Hummingbird
import Identity
import Operations
import Storage
import Values

/// A supplier's team.
struct TeamRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/team", for: SupplierContext.self, list)
        routes.post("/supplier/team", for: SupplierContext.self, add)
        routes.get("/supplier/team/:person", for: SupplierContext.self, show)
        routes.post("/supplier/team/:person", for: SupplierContext.self, save)
        routes.post("/supplier/team/:person/password", for: SupplierContext.self, reset)
        routes.post("/supplier/team/:person/removal", for: SupplierContext.self, remove)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    /// The page itself shows the start password: it is not kept anywhere to be shown again.
    @Sendable private func add(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let text = TeamMemberText(name: form["name"], email: form["email"], roles: form.teamRoles)
        do {
            let new = try await front.desk.addTeamMember(text, as: context.principal, key: form.command)
            var page = try await page(context)
            page.started = (text.name, new.password)
            return .page(page.view)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            (page.text, page.problems) = (text, problems)
            return .page(page.view)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await memberPage(context).view)
    }

    @Sendable private func save(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await memberPage(context)
        page.roles = form.teamRoles
        do {
            _ = try await front.desk.perform(
                SetTeamRoles(person: page.member.person, roles: page.roles), as: context.principal, key: form.command)
            return .redirect("/supplier/team", .teamSaved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func reset(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let member = try await memberPage(context).member
        let new = try await front.desk.resetTeamPassword(member.person, as: context.principal, key: form.command)
        // Whoever gives themselves a new password has ended their own session, and reads it on the last page of it.
        var page = try await page(context)
        page.started = (member.name, new.password)
        return .page(page.view)
    }

    @Sendable private func remove(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let member = try await memberPage(context).member
        _ = try await front.desk.perform(
            RemoveTeamMember(person: member.person), as: context.principal, key: form.command)
        return .redirect("/supplier/team", .teamSaved)
    }

    private func page(_ context: SupplierContext) async throws -> TeamPage {
        let (id, person, hidden) = (context.supplier, context.principal.person.id, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            return TeamPage(
                team: try look.snapshot.teams.list(of: id), person: person, isApproved: supplier.status.isKnown,
                hidden: hidden)
        }
    }

    private func memberPage(_ context: SupplierContext) async throws -> TeamMemberPage {
        let (id, hidden) = (context.supplier, front.hidden(context.visit))
        let person = Person.ID(context.parameters.get("person") ?? "")
        let team = try await front.desk.look { try $0.snapshot.teams.list(of: id) }
        guard let member = team.first(where: { $0.person == person }) else { throw NotFound() }
        return TeamMemberPage(member: member, hidden: hidden, roles: member.roles)
    }
}
