import Cryptography
import Foundation
import Values

/// Signs what is posted to suppliers' programs, so that they know it from anybody else's.
enum WebhookSignature {
    /// Of a new webhook's secret (Standard Webhooks: 24 to 64 bytes).
    static let secretBytes = 32

    /// As whoever checks types it in: `whsec_` and base 64.
    static func written(_ secret: [UInt8]) -> String { "whsec_" + Data(secret).base64EncodedString() }

    /// `v1,…` for each secret that signs now, over id, time and body, so that neither an old message nor one with
    /// another id can be passed off as new (Standard Webhooks, “Signature scheme”).
    static func header(_ secrets: [[UInt8]], id: String, seconds: Int, body: [UInt8]) -> String {
        let signed = Array("\(id).\(seconds).".utf8) + body
        return secrets.map { "v1,\(Data(HMAC.sha256(key: $0, message: signed)).base64EncodedString())" }
            .joined(separator: " ")
    }

    /// The same said again with the installation's own key, whose public half anybody can fetch: HTTP Message
    /// Signatures (RFC 9421) over method, address, the body's digest (RFC 9530) and the webhook's own headers.
    static func messageSignature(
        of url: String, id: String, seconds: Int, body: [UInt8], by sealer: Sealer
    ) throws -> [(name: String, value: String)] {
        let digest = "sha-256=:\(Data(SHA256.digest(body)).base64EncodedString()):"
        let input =
            "(\"@method\" \"@target-uri\" \"content-digest\" \"webhook-id\" \"webhook-timestamp\")"
            + ";created=\(seconds);keyid=\"\(sealer.keyID)\";alg=\"ed25519\""
        let base = """
            "@method": POST
            "@target-uri": \(url)
            "content-digest": \(digest)
            "webhook-id": \(id)
            "webhook-timestamp": \(seconds)
            "@signature-params": \(input)
            """
        let signature = try sealer.sign(Array(base.utf8))
        return [
            ("Content-Digest", digest), ("Signature-Input", "holdfast=\(input)"),
            ("Signature", "holdfast=:\(Data(signature).base64EncodedString()):"),
        ]
    }
}
