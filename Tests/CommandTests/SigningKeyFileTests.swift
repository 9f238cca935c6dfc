import Foundation
import Testing

@testable import holdfast

@Suite struct SigningKeyFileTests {
    @Test func `a key is made once, for this account only`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        let key = try SigningKeyFile.open(path)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let again = try SigningKeyFile.open(path)
        #expect(again.seed == key.seed)
        #expect(SigningKeyFile.formSecret(of: again) == SigningKeyFile.formSecret(of: key))
        #expect(SigningKeyFile.formSecret(of: key) != key.seed)
    }

    @Test func `a key that others may read is refused`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        _ = try SigningKeyFile.open(path)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let failure = #expect(throws: CommandFailure.self) { try SigningKeyFile.open(path) }
        #expect(failure?.description.hasPrefix("\(path): others may read this signing key (mode 640)") == true)
    }

    @Test func `something else than a key is refused and kept`() throws {
        let folder = try CommandFolder()
        let path = "\(folder.path)/x.key"
        try Data("Dear diary".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: CommandFailure.self) { try SigningKeyFile.open(path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "Dear diary")
    }
}
