import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Messages about a part of an order: for its three parties, and for nobody else.
@Suite("Order notes") struct OrderNoteTests {
    @Test func `the three can write and read, and the others are told`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 1)])
        let part = try await scene.part(of: order, "trent")
        let told = try await scene.messages().count
        for (who, text): (Player, String) in [
            (.ann, "Please ring twice."), (.petra, "We will."), (.bilal, "Thank you both."),
        ] {
            try await scene.perform(WriteOrderNote(part: part.id, text: text), as: who)
        }
        let notes = try await scene.database.read { snapshot in
            try snapshot.orderNotes.list(of: part.id).map { "\($0.name), \($0.note.side.rawValue): \($0.note.text)" }
        }
        #expect(notes == [
            "Ann Marsh, holder: Please ring twice.", "Petra Novak, supplier: We will.",
            "Bilal Rahman, commissioner: Thank you both.",
        ])
        #expect(Array(try await scene.messages().dropFirst(told)) == [
            "note-written → supplier:trent", "note-written → holder:h-ann", "note-written → holder:h-ann",
            "note-written → supplier:trent",
        ])
    }

    @Test func `another supplier of the order, another holder and another board are not there`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1), ("visit", 1)]), "trent")
        for who: Player in [.carol, .zara, .dana, .quinn] {
            #expect(
                await refusal { try await scene.perform(WriteOrderNote(part: part.id, text: "Hello"), as: who) }
                    == "NotFound", "\(who)")
        }
    }

    @Test func `what waits for approval is not the supplier's to hear of`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("lights", 1)]), "meadow", .asked)
        let told = try await scene.messages().count
        try await scene.perform(WriteOrderNote(part: part.id, text: "It is for the winter."), as: .ann)
        #expect(try await scene.messages().count == told)
        #expect(
            await refusal { try await scene.perform(WriteOrderNote(part: part.id, text: "Hello"), as: .milo) }
                == "NotFound")
    }

    @Test func `a message has words, and not too many`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        for (count, expected) in [(0, "FieldProblems"), (500, "done"), (501, "FieldProblems")] {
            let text = String(repeating: "é", count: count)
            #expect(
                await refusal { try await scene.perform(WriteOrderNote(part: part.id, text: text), as: .ann) }
                    == expected)
        }
    }

    @Test func `an order that has long been over is not written about any more`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .decline, note: "I am away")
        for (days, expected) in [(89, "done"), (2, "order.too-late-to-write")] {
            scene.clock.advance(days: days)
            for who: Player in [.ann, .petra, .bilal] {
                #expect(
                    await refusal { try await scene.perform(WriteOrderNote(part: part.id, text: "Hello"), as: who) }
                        == expected, "\(who)")
            }
        }
    }
}
