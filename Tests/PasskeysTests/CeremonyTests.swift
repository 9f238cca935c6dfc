import Cryptography
import Passkeys
import Testing
import TestSupport

@Suite("Passkeys") struct CeremonyTests {
    private let challenge: [UInt8] = Array(repeating: 9, count: 32)

    private func party() throws -> RelyingParty { try #require(RelyingParty(publicURL: "https://shop.example")) }

    private func registered(_ authenticator: SoftAuthenticator) throws -> PasskeyCredential {
        try Ceremony(try party()).register(
            clientData: authenticator.clientData(challenge, "webauthn.create"),
            authenticatorData: authenticator.registration, challenge: challenge)
    }

    private func verified(
        _ answer: (clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]), _ key: PasskeyCredential
    ) throws -> Int {
        try Ceremony(try party()).verify(
            PasskeyAnswer(
                clientData: answer.clientData, authenticatorData: answer.authenticatorData,
                signature: answer.signature), by: key, challenge: challenge)
    }

    @Test func `a passkey that was taken up signs, and counts`() throws {
        var authenticator = try SoftAuthenticator(seed: 1)
        let key = try registered(authenticator)
        #expect(key.id == authenticator.id)
        #expect(key.algorithm == -8)
        #expect(try verified(try authenticator.answer(challenge), key) == 0)
        authenticator.count = 7
        #expect(try verified(try authenticator.answer(challenge), key) == 7)
        let counted = PasskeyCredential(id: key.id, algorithm: -8, publicKey: key.publicKey, signCount: 7)
        #expect(throws: PasskeyProblem.countedBack) { try verified(try authenticator.answer(challenge), counted) }
    }

    @Test func `every bit that is changed is noticed`() throws {
        let authenticator = try SoftAuthenticator(seed: 1)
        let (key, sound) = (try registered(authenticator), try authenticator.answer(challenge))
        for index in sound.clientData.indices {
            var changed = sound
            changed.clientData[index] ^= 1
            #expect(throws: PasskeyProblem.self) { try verified(changed, key) }
        }
        for index in sound.authenticatorData.indices {
            var changed = sound
            changed.authenticatorData[index] ^= 8
            #expect(throws: PasskeyProblem.self) { try verified(changed, key) }
        }
        for index in sound.signature.indices {
            var changed = sound
            changed.signature[index] ^= 1
            #expect(throws: PasskeyProblem.self) { try verified(changed, key) }
        }
        let other = try registered(try SoftAuthenticator(seed: 2))
        #expect(throws: PasskeyProblem.doesNotMatch) { try verified(sound, other) }
        for empty in [([], sound.1, sound.2), (sound.0, [], sound.2), (sound.0, sound.1, [])] as [
            ([UInt8], [UInt8], [UInt8])
        ] { #expect(throws: PasskeyProblem.self) { try verified(empty, key) } }
    }

    @Test func `an answer for another site, question or purpose, or without the person, is not taken`() throws {
        let sound = try SoftAuthenticator(seed: 1)
        let key = try registered(sound)
        var other = sound
        other.origin = "https://shop.example.org"
        #expect(throws: PasskeyProblem.notThis) { try verified(try other.answer(challenge), key) }
        other = sound
        other.site = "other.example"
        #expect(throws: PasskeyProblem.doesNotMatch) { try verified(try other.answer(challenge), key) }
        #expect(throws: PasskeyProblem.notThis) { try registered(other) }
        #expect(throws: PasskeyProblem.notThis) { try verified(try sound.answer([1]), key) }
        #expect(throws: PasskeyProblem.notThis) {
            try verified(try sound.answer(challenge, type: "webauthn.create"), key)
        }
        for flags: UInt8 in [0x00, 0x01, 0x04] {
            other = sound
            other.flags = flags
            #expect(throws: PasskeyProblem.notVerified) { try verified(try other.answer(challenge), key) }
            #expect(throws: PasskeyProblem.notVerified) { try registered(other) }
        }
    }

    @Test func `what is no registration is not taken`() throws {
        let authenticator = try SoftAuthenticator(seed: 1)
        let sound = authenticator.registration
        for length in 0..<sound.count {
            #expect(throws: PasskeyProblem.self) {
                try Ceremony(try party()).register(
                    clientData: authenticator.clientData(challenge, "webauthn.create"),
                    authenticatorData: Array(sound.prefix(length)), challenge: challenge)
            }
        }
    }

    @Test(arguments: [
        ("https://shop.example", "shop.example", "https://shop.example"),
        ("https://Shop.Example:8443", "shop.example", "https://shop.example:8443"),
        ("https://shop.example:443", "shop.example", "https://shop.example"),
        ("http://localhost:8080", "localhost", "http://localhost:8080"),
    ]) func `a site is known by its host, and answers to its origin`(_ url: String, _ id: String, _ origin: String) {
        let party = RelyingParty(publicURL: url)
        #expect(party?.id == id)
        #expect(party?.origin == origin)
    }

    @Test(arguments: ["http://127.0.0.1:8080", "https://10.0.0.1", "https://[::1]", "http://shop.example", "shop", ""])
    func `where browsers give no passkeys there is no site for them`(_ url: String) {
        #expect(RelyingParty(publicURL: url) == nil)
    }
}
