import Foundation
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import Values

/// Documents that come and go through a folder: once each, whatever happens in between.
@Suite("Exchange folder") struct ExchangeFolderTests {
    private struct Shelf {
        let path: String

        init(_ scene: Scene) throws {
            path = scene.folder.path + "/exchange"
            for folder in ["trent/in", "meadow/in", "nobody/in"] {
                try FileManager.default.createDirectory(
                    atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
            }
        }

        func put(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        }

        func list(_ folder: String) throws -> [String] {
            FileManager.default.fileExists(atPath: "\(path)/\(folder)")
                ? try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted() : []
        }

        func watch(_ scene: Scene) -> ExchangeWatch {
            ExchangeWatch(desk: scene.desk, folder: ExchangeFolder(path: path)) { "\($0)" }
        }
    }

    @Test func `a document is carried out once it lies still, and moved`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let text = Sent.response("AP", to: try await scene.reference(part))
        let watch = shelf.watch(scene)
        try shelf.put(String(text.prefix(200)), "trent/in/a.xml")
        #expect(await watch.look() == [])
        // It has grown since: it is still being written.
        try shelf.put(text, "trent/in/a.xml")
        #expect(await watch.look() == [])
        #expect(try await scene.part(of: part.order, "trent").status == .sent)
        #expect(await watch.look() == [])
        #expect(try await scene.part(of: part.order, "trent").status == .accepted)
        #expect(try shelf.list("trent/in") == [])
        #expect(try shelf.list("trent/done") == ["a.xml"])
    }

    @Test func `what is refused lies beside its reason, and what is no document is left alone`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let watch = shelf.watch(scene)
        // Trent's order, in Meadow's folder.
        try shelf.put(Sent.response("AP", to: try await scene.reference(part)), "meadow/in/a.xml")
        try shelf.put("<!DOCTYPE a><a/>", "meadow/in/b.XML")
        try shelf.put("<a", "meadow/in/.hidden.xml")
        try shelf.put("<a", "meadow/in/c.xml.part")
        try FileManager.default.createSymbolicLink(
            atPath: "\(shelf.path)/meadow/in/link.xml", withDestinationPath: "/etc/passwd")
        _ = await watch.look()
        #expect(await watch.look() == [])
        #expect(try shelf.list("meadow/refused") == ["a.xml", "a.xml.reason.txt", "b.XML", "b.XML.reason.txt"])
        #expect(try shelf.list("meadow/in") == [".hidden.xml", "c.xml.part", "link.xml"])
        #expect(try await scene.part(of: part.order, "trent").status == .sent)
        let reason = try String(contentsOfFile: "\(shelf.path)/meadow/refused/b.XML.reason.txt", encoding: .utf8)
        #expect(reason.contains("documentType"))
    }

    @Test func `ending between doing and moving does nothing twice`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let text = Sent.response("AP", to: try await scene.reference(part))
        // Carried out, and the file is still there: as after a crash.
        try await scene.receive(text, as: .petra, by: .folder)
        let version = try await scene.part(of: part.order, "trent").version
        try shelf.put(text, "trent/in/a.xml")
        let watch = shelf.watch(scene)
        _ = await watch.look()
        #expect(await watch.look() == [])
        #expect(try shelf.list("trent/done") == ["a.xml"])
        #expect(try await scene.part(of: part.order, "trent").version == version)
        // The same name once more keeps both files.
        try shelf.put(text, "trent/in/a.xml")
        _ = await watch.look()
        _ = await watch.look()
        #expect(try shelf.list("trent/done").count == 2)
    }

    @Test func `a document that cannot be moved is one document, however often it is looked at`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        try shelf.put("no folder", "trent/refused")
        try shelf.put("<a/>", "trent/in/a.xml")
        let watch = shelf.watch(scene)
        #expect(await watch.look() == [])
        for _ in 1...3 { #expect(await watch.look().count == 1) }
        #expect(try await scene.rows("SELECT id FROM documents_received").count == 1)
        try FileManager.default.removeItem(atPath: "\(shelf.path)/trent/refused")
        #expect(await watch.look() == [])
        #expect(try shelf.list("trent/in") == [])
        #expect(try shelf.list("trent/refused") == ["a.xml", "a.xml.reason.txt"])
    }

    @Test func `a folder of nobody is told of, and keeps its files`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        try shelf.put("<a/>", "nobody/in/a.xml")
        let watch = shelf.watch(scene)
        _ = await watch.look()
        #expect(await watch.look() == ["nobody/in/a.xml: nobody at “nobody” sees to orders and money"])
        #expect(try shelf.list("nobody/in") == ["a.xml"])
    }

    @Test func `our documents are put there whole and once, for those who have a folder for them`() async throws {
        let scene = try await Scene()
        let shelf = try Shelf(scene)
        try FileManager.default.createDirectory(atPath: "\(shelf.path)/trent/out", withIntermediateDirectories: true)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2), ("ramp", 1)]), "trent")
        let document = try #require(try await scene.outgoing(part).first)
        #expect(await shelf.watch(scene).look() == [])
        #expect(try shelf.list("trent/out") == [document.fileName])
        #expect(try shelf.list("meadow") == ["in"])
        let written = try Data(contentsOf: URL(fileURLWithPath: "\(shelf.path)/trent/out/\(document.fileName)"))
        #expect([UInt8](written) == document.bytes)
        // Fetched is fetched; then the holder cancels.
        try FileManager.default.removeItem(atPath: "\(shelf.path)/trent/out/\(document.fileName)")
        #expect(await shelf.watch(scene).look() == [])
        #expect(try shelf.list("trent/out") == [])
        try await scene.cancel(part)
        #expect(await shelf.watch(scene).look() == [])
        #expect(try shelf.list("trent/out") == ["\(document.id)-X3.xml"])
    }
}
