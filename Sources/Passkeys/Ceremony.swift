import CFido2
import Cryptography
import Foundation

/// A passkey as the site keeps it: the public half, and how often it has signed.
package struct PasskeyCredential: Sendable, Hashable {
    /// As the authenticator named it.
    package let id: [UInt8]
    /// COSE: −7 for ES256, −8 for EdDSA, −257 for RS256.
    package let algorithm: Int
    /// As libfido2 holds it.
    package let publicKey: [UInt8]
    /// Nought where the authenticator does not count.
    package let signCount: Int

    package init(id: [UInt8], algorithm: Int, publicKey: [UInt8], signCount: Int) {
        self.id = id
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.signCount = signCount
    }
}

/// What a browser hands over when somebody has signed with a passkey.
package struct PasskeyAnswer: Sendable, Hashable, Codable {
    /// JSON: what was signed, for which site.
    package let clientData: [UInt8]
    package let authenticatorData: [UInt8]
    package let signature: [UInt8]

    package init(clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]) {
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
    }
}

/// Why a passkey is not taken.
package enum PasskeyProblem: Error, Hashable, Sendable {
    case malformed
    /// It answers another question, or to another site.
    case notThis
    /// The authenticator has not made sure that it is the person.
    case notVerified
    /// The signature is not the passkey's.
    case doesNotMatch
    /// It counts less than before: there may be a copy of it.
    case countedBack
}

/// The two things that are done with passkeys (WebAuthn, sections 7.1 and 7.2), always with user verification. What
/// made the passkey is not asked for: no attestation.
package struct Ceremony: Sendable {
    private let party: RelyingParty

    package static let algorithms = [-7, -8, -257]

    private static let isReady: Bool = {
        fido_init(0)
        return true
    }()

    package init(_ party: RelyingParty) {
        precondition(Ceremony.isReady)
        self.party = party
    }

    /// Takes up a new passkey.
    /// - Parameters:
    ///   - clientData: JSON, as the browser gives it.
    ///   - authenticatorData: with the new passkey in it.
    ///   - challenge: what the site asked for.
    package func register(
        clientData: [UInt8], authenticatorData: [UInt8], challenge: [UInt8]
    ) throws(PasskeyProblem) -> PasskeyCredential {
        try check(clientData, "webauthn.create", challenge)
        guard authenticatorData.count > Ceremony.headBytes,
            Array(authenticatorData.prefix(32)) == SHA256.digest(Array(party.id.utf8))
        else { throw .notThis }
        for algorithm in Ceremony.algorithms {
            var credential = fido_cred_new()
            defer { fido_cred_free(&credential) }
            guard fido_cred_set_type(credential, Int32(algorithm)) == FIDO_OK,
                fido_cred_set_authdata_raw(credential, authenticatorData, authenticatorData.count) == FIDO_OK
            else { continue }
            guard fido_cred_flags(credential) & Ceremony.verified == Ceremony.verified else { throw .notVerified }
            let id = bytes(fido_cred_id_ptr(credential), fido_cred_id_len(credential))
            let key = bytes(fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential))
            guard (1...Ceremony.idBytesMaximum).contains(id.count), !key.isEmpty else { throw .malformed }
            return PasskeyCredential(
                id: id, algorithm: algorithm, publicKey: key, signCount: Int(fido_cred_sigcount(credential)))
        }
        throw .malformed
    }

    /// Checks that a passkey signed a challenge.
    /// - Returns: how often it has signed now.
    package func verify(
        _ answer: PasskeyAnswer, by credential: PasskeyCredential, challenge: [UInt8]
    ) throws(PasskeyProblem) -> Int {
        try check(answer.clientData, "webauthn.get", challenge)
        var assertion = fido_assert_new()
        defer { fido_assert_free(&assertion) }
        guard fido_assert_set_clientdata(assertion, answer.clientData, answer.clientData.count) == FIDO_OK,
            fido_assert_set_rp(assertion, party.id) == FIDO_OK, fido_assert_set_count(assertion, 1) == FIDO_OK,
            fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK,
            fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == FIDO_OK,
            fido_assert_set_authdata_raw(
                assertion, 0, answer.authenticatorData, answer.authenticatorData.count) == FIDO_OK,
            fido_assert_set_sig(assertion, 0, answer.signature, answer.signature.count) == FIDO_OK
        else { throw .malformed }
        guard fido_assert_flags(assertion, 0) & Ceremony.verified == Ceremony.verified else { throw .notVerified }
        guard verifies(assertion, credential) else { throw .doesNotMatch }
        let count = Int(fido_assert_sigcount(assertion, 0))
        guard count > credential.signCount || count == 0 && credential.signCount == 0 else { throw .countedBack }
        return count
    }

    private func verifies(_ assertion: OpaquePointer?, _ credential: PasskeyCredential) -> Bool {
        let key = credential.publicKey
        switch credential.algorithm {
        case -7:
            var holder = es256_pk_new()
            defer { es256_pk_free(&holder) }
            return es256_pk_from_ptr(holder, key, key.count) == FIDO_OK
                && fido_assert_verify(assertion, 0, COSE_ES256, UnsafeRawPointer(holder)) == FIDO_OK
        case -8:
            var holder = eddsa_pk_new()
            defer { eddsa_pk_free(&holder) }
            return eddsa_pk_from_ptr(holder, key, key.count) == FIDO_OK
                && fido_assert_verify(assertion, 0, COSE_EDDSA, UnsafeRawPointer(holder)) == FIDO_OK
        case -257:
            var holder = rs256_pk_new()
            defer { rs256_pk_free(&holder) }
            return rs256_pk_from_ptr(holder, key, key.count) == FIDO_OK
                && fido_assert_verify(assertion, 0, COSE_RS256, UnsafeRawPointer(holder)) == FIDO_OK
        default: return false
        }
    }

    /// What the browser says that was asked, by whom.
    private func check(_ clientData: [UInt8], _ type: String, _ challenge: [UInt8]) throws(PasskeyProblem) {
        guard clientData.count <= Ceremony.clientDataBytesMaximum else { throw .malformed }
        let object: Any
        do { object = try JSONSerialization.jsonObject(with: Data(clientData)) } catch { throw .malformed }
        guard let said = object as? [String: Any] else { throw .malformed }
        guard said["type"] as? String == type, said["challenge"] as? String == Base64URL.encode(challenge),
            said["origin"] as? String == party.origin, said["crossOrigin"] as? Bool ?? false == false
        else { throw .notThis }
    }

    private func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
        start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
    }

    /// The person was there, and it was made sure that it is the person.
    private static let verified: UInt8 = 0x01 | 0x04
    private static let headBytes = 37
    private static let idBytesMaximum = 1_023
    private static let clientDataBytesMaximum = 16 * 1024
}
