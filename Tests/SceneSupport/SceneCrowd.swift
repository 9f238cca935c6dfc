import Identity
import Ledger
import Operations
import Orders
import Plans
import Relational
import Storage
import TestSupport
import Values

/// Many holders of one commissioner, all of them with lights in the basket that their plan does not pay for.
extension Scene {
    package func crowd(_ count: Int, fundLeft: Money) async throws -> [Int] {
        let (now, ids) = (clock.now, ids.identifiers)
        try await database.write { tx in
            let recording = Recording(actor: "import", now: now, identifiers: ids)
            let fund = try tx.journal.balance(of: Books(commissioner: "TAD").account(.fund)) ?? .zero
            try tx.journal.post(Books(commissioner: "TAD").allocate(fund - fundLeft, to: "elsewhere"), as: recording)
            for number in 0..<count { try Self.insert(number, tx, recording) }
        }
        for number in 0..<count {
            let principal = try await crowdPrincipal(number)
            _ = try await desk.perform(AddToBasket(listing: "lights", quantity: 1), as: principal, key: "add-\(number)")
        }
        return Array(0..<count)
    }

    private static func insert(_ number: Int, _ tx: Transaction, _ recording: Recording) throws {
        let source = Digest(of: "crowd")
        let person = Person(
            id: .init("c-\(number)"), name: "C \(number)", email: Cast.email("c\(number)@example.org"), role: .holder,
            organisation: nil)
        try tx.people.insert(person)
        let holder = Holder(
            id: .init("hc-\(number)"), name: person.name, knownAs: "C", dateOfBirth: Cast.day("1980-01-01"),
            address: World.holders[0].address, telephone: "1", commissioner: "TAD", pseudonym: "C-\(number)")
        _ = try tx.holders.take(holder, source: source)
        let authority = Authority(
            id: .init("ac-\(number)"), person: person.id, holder: holder.id, kind: .holder, signLimit: nil,
            first: Cast.day("2026-04-06"), last: nil)
        _ = try tx.holders.take(authority, source: source)
        let extras = World.line(.init("xc-\(number)"), "Extras", [], "0", .once, kind: .extras)
        let plan = World.plan(.init("pc-\(number)"), of: holder.id, outcome: .init("oc-\(number)"), [extras])
        try AgreePlan.agree(plan, commissioner: "TAD", spent: [:], source: nil, in: tx, as: recording)
    }

    private func crowdPrincipal(_ number: Int) async throws -> Principal {
        let day = clock.now.day
        return try await database.read { snapshot in
            guard let person = try snapshot.people.find(.init("c-\(number)")) else { throw NotFound() }
            return try Desk.principal(person, holder: .init("hc-\(number)"), on: day, in: snapshot)
        }
    }

    package func signAsCrowd(_ number: Int) async throws {
        let principal = try await crowdPrincipal(number)
        guard let authority = principal.authority else { throw NotFound() }
        let shown = try await desk.look { look in
            try Checkout(
                of: authority.holder, authority: authority, shelf: look.shelf, today: look.today, in: look.snapshot
            )?.declaration.digest
        }
        guard let shown else { throw NotFound() }
        let request = LineRequest(reason: "Light", outcome: nil)
        _ = try await desk.perform(
            SignOrder(declaration: shown, together: .sendNow, requests: ["lights": request]), as: principal,
            key: "sign-\(number)")
    }
}
