import Catalogue
import Foundation
import Testing
import Values

@testable import holdfast

/// Pictures are drawn by a child of the program, and what goes wrong there stays there.
@Suite("Picture workshop") struct PictureWorkshopTests {
    /// A red square of 64 pixels, as PNG.
    private static let square = """
        iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PQREAAAQAMATRP4pYUni42xospzs+q3hOQEBAQEBA\
        QEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA4N4CQ3UBhF8gRisAAAAASUVORK5CYII=
        """

    private func bytes() throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: Self.square))) }

    @Test func `a picture is drawn by the child, several at once one after the other`() async throws {
        let workshop = PictureWorkshop(program: Command.program)
        let square = try bytes()
        let files = try await withThrowingTaskGroup(of: PictureFile.self) { group in
            for _ in 0..<3 { group.addTask { try await workshop.draw(square) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(files.count == 3 && Set(files).count == 1)
        let file = try #require(files.first)
        #expect(try file.renditions.map { try PictureHead($0).kind } == [.jpeg, .jpeg])
        #expect(file.digest == Digest(of: file.renditions[0]))
    }

    @Test func `what the child finds wrong is told as it said it`() async throws {
        let workshop = PictureWorkshop(program: Command.program)
        let square = try bytes()
        await #expect(throws: PictureProblem.unknownKind) { try await workshop.draw(Array("<svg/>".utf8)) }
        await #expect(throws: PictureProblem.damaged) { try await workshop.draw(Array(square.prefix(90))) }
    }

    @Test(arguments: ["/bin/false", "/bin/true", "/bin/cat"]) func `a child that fails or says nonsense is a refusal`(
        program: String
    ) async throws {
        let square = try bytes()
        await #expect(throws: PictureProblem.tooCostly) {
            try await PictureWorkshop(program: URL(fileURLWithPath: program)).draw(square)
        }
    }

    @Test(arguments: ["exec sleep 600", "exec cat /dev/zero", "cat >/dev/null; exec sleep 600"])
    func `a child that comes to no end is ended, and the next picture is drawn`(script: String) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("child-\(UUID().uuidString)")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        let (workshop, square) = (PictureWorkshop(program: file, seconds: 1), try bytes())
        for _ in 0..<2 {
            await #expect(throws: PictureProblem.tooCostly) { try await workshop.draw(square) }
        }
    }

    @Test func `answers are read whole or not at all`() {
        let drawn = PictureAnswer.drawn([[1, 2, 3], [4]]).bytes
        guard case .drawn(let files)? = PictureAnswer(drawn) else {
            Issue.record("not read")
            return
        }
        #expect(files == [[1, 2, 3], [4]])
        for count in 0..<drawn.count { #expect((PictureAnswer(Array(drawn.prefix(count))).map { _ in true }) == nil) }
        #expect((PictureAnswer(drawn + [5]).map { _ in true }) == nil)
        #expect((PictureAnswer(Array("problem nothing\n".utf8)).map { _ in true }) == nil)
        guard case .problem(.tooSmall)? = PictureAnswer(PictureAnswer.problem(.tooSmall).bytes) else {
            Issue.record("not read")
            return
        }
    }
}
