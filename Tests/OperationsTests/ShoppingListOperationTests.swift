import Baskets
import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Lists in the database: who sees them, and what becomes of what is on them.
@Suite("Shopping lists kept") struct ShoppingListOperationTests {
    private func seen(_ scene: Scene, by who: Player) async throws -> [String] {
        try await scene.database.read { snapshot in
            try snapshot.shoppingLists.list(of: "h-ann", seenBy: who.person.id)
                .map { "\($0.list.title) by \($0.author)" }
        }
    }

    private func list(_ scene: Scene, _ id: ShoppingList.ID, by who: Player = .ann) async throws -> ShoppingList {
        try #require(
            try await scene.database.read { try $0.shoppingLists.find(id, of: "h-ann", seenBy: who.person.id) })
    }

    private func lines(_ list: ShoppingList) -> [String] {
        list.lines.map { "\($0.listing) \($0.quantity) \($0.note)" }
    }

    @Test func `Tom’s list stays Tom’s until he shares it, and then everybody for Ann sees it`() async throws {
        let scene = try await Scene()
        let list = try await scene.perform(CreateShoppingList(title: " Every  month "), as: .tom)
        try await scene.perform(KeepListing(listing: "neuro", place: .list(list)), as: .tom)
        #expect(try await seen(scene, by: .tom) == ["Every  month by Tom Marsh"])
        #expect(try await seen(scene, by: .ann) == [])
        for operation in [
            RenameShoppingList(list: list, title: "Mine"), RenameShoppingList(list: "none", title: "Mine"),
        ] { #expect(await refusal { try await scene.perform(operation, as: .ann) } == "NotFound") }
        try await scene.perform(ShareShoppingList(list: list, isShared: true), as: .tom)
        #expect(try await seen(scene, by: .ann) == ["Every  month by Tom Marsh"])
        #expect(
            await refusal { try await scene.perform(ShareShoppingList(list: list, isShared: false), as: .ann) }
                == "list.not-the-author")
        try await scene.perform(RenameShoppingList(list: list, title: "Each month"), as: .ann)
        try await scene.perform(KeepListing(listing: "visit", place: .list(list)), as: .ann)
        #expect(try await self.list(scene, list, by: .tom).lines.map(\.addedBy) == ["p-tom", "p-ann"])
        try await scene.perform(ShareShoppingList(list: list, isShared: false), as: .tom)
        #expect(try await seen(scene, by: .ann) == [])
    }

    @Test func `another holder’s list is not there, shared or not`() async throws {
        let scene = try await Scene()
        let list = try await scene.perform(CreateShoppingList(title: "Every month"), as: .ann)
        try await scene.perform(KeepListing(listing: "neuro", place: .list(list)), as: .ann)
        try await scene.perform(ShareShoppingList(list: list, isShared: true), as: .ann)
        let line = try #require(try await self.list(scene, list).lines.first)
        let before = try await scene.fingerprint()
        for who in [Player.zara, .dana, .petra, .bilal] {
            for attempt: () async throws -> Void in [
                { try await scene.perform(RenameShoppingList(list: list, title: "x"), as: who) },
                { try await scene.perform(RemoveShoppingList(list: list), as: who) },
                { try await scene.perform(RemoveListLine(list: list, line: line.id), as: who) },
                { try await scene.perform(KeepListing(listing: "visit", place: .list(list)), as: who) },
                { try await scene.perform(ShareShoppingList(list: list, isShared: false), as: who) },
                {
                    try await scene.perform(
                        WriteListLine(list: list, line: line.id, quantity: 1, note: "x", seen: line.digest), as: who)
                },
            ] { #expect(await refusal { try await attempt() } == "NotFound", "\(who)") }
        }
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `favourites are each person’s own, begin with the first thing, and stay`() async throws {
        let scene = try await Scene()
        let mine = try await scene.perform(KeepListing(listing: "neuro", place: .favourites), as: .ann)
        let his = try await scene.perform(KeepListing(listing: "neuro", place: .favourites), as: .tom)
        #expect(mine != his)
        #expect(try await scene.perform(KeepListing(listing: "visit", place: .favourites), as: .ann) == mine)
        #expect(
            await refusal { try await scene.perform(KeepListing(listing: "visit", place: .favourites), as: .ann) }
                == "list.already-there")
        #expect(
            await refusal { try await scene.perform(RemoveShoppingList(list: mine), as: .ann) }
                == "list.favourites-stay")
        #expect(
            await refusal { try await scene.perform(CreateShoppingList(title: "favourites"), as: .ann) }
                == "FieldProblems")
        #expect(
            await refusal {
                try await scene.perform(KeepListing(listing: "old-rollator", place: .favourites), as: .ann)
            } == "NotFound", "it is withdrawn")
    }

    @Test func `a line is moved and copied with its note, and never onto itself twice`() async throws {
        let scene = try await Scene()
        let first = try await scene.perform(
            KeepListing(listing: "neuro", place: .newList(title: "First")), as: .ann)
        let second = try await scene.perform(CreateShoppingList(title: "Second"), as: .ann)
        let line = try #require(try await list(scene, first).lines.first)
        try await scene.perform(
            WriteListLine(list: first, line: line.id, quantity: 3, note: " For knees ", seen: line.digest), as: .ann)
        try await scene.perform(
            TransferListLine(list: first, line: line.id, target: second, isCopy: true), as: .ann)
        #expect(lines(try await list(scene, first)) == ["neuro 3 For knees"])
        #expect(lines(try await list(scene, second)) == ["neuro 3 For knees"])
        let again = TransferListLine(list: first, line: line.id, target: second, isCopy: false)
        #expect(await refusal { try await scene.perform(again, as: .ann) } == "list.already-there")
        #expect(lines(try await list(scene, first)) == ["neuro 3 For knees"], "nothing was lost")
        let copy = try #require(try await list(scene, second).lines.first)
        try await scene.perform(RemoveListLine(list: second, line: copy.id), as: .ann)
        try await scene.perform(again, as: .ann, key: "again")
        #expect(lines(try await list(scene, first)) == [])
        #expect(lines(try await list(scene, second)) == ["neuro 3 For knees"])
        try await scene.perform(RemoveShoppingList(list: second), as: .ann)
        #expect(try await seen(scene, by: .ann) == ["First by Ann Marsh"])
    }

    @Test(arguments: [0, -1, 101]) func `how many is what the supplier sells at once`(quantity: Int) async throws {
        let scene = try await Scene()
        let list = try await scene.perform(KeepListing(listing: "neuro", place: .favourites), as: .ann)
        let line = try #require(try await self.list(scene, list).lines.first)
        let write = WriteListLine(
            list: list, line: line.id, quantity: quantity, note: String(repeating: "x", count: 301), seen: line.digest)
        do {
            try await scene.perform(write, as: .ann)
            Issue.record("taken")
        } catch let problems as FieldProblems {
            #expect(problems.problems.map(\.field) == ["quantity", "note"])
        }
    }

    @Test func `somebody who may not shop may look, and change nothing`() async throws {
        let scene = try await Scene()
        let list = try await scene.perform(KeepListing(listing: "neuro", place: .newList(title: "Ours")), as: .ann)
        try await scene.perform(ShareShoppingList(list: list, isShared: true), as: .ann)
        try await scene.run("UPDATE authorities SET scopes = 'statement' WHERE id = 'a-tom'")
        #expect(try await seen(scene, by: .tom) == ["Ours by Ann Marsh"])
        for attempt: () async throws -> Void in [
            { try await scene.perform(CreateShoppingList(title: "x"), as: .tom) },
            { try await scene.perform(KeepListing(listing: "visit", place: .list(list)), as: .tom) },
            { try await scene.perform(RenameShoppingList(list: list, title: "x"), as: .tom) },
        ] { #expect(await refusal { try await attempt() } == "authority.not-for-shop") }
    }
}
