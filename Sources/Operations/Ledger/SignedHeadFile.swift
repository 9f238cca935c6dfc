import Ledger
import Orders
import Relational
import Storage
import Values

/// A signed head as it is handed out: the document, the seal over it, and the public half of the key. Whoever keeps it
/// can prove later whether the books still say what they said that day.
package struct SignedHeadFile: Sendable {
    package let document: JSONValue
    package let seal: String
    package let publicKey: String

    package static let format = "holdfast-signed-head-1"
    /// A line of a file of heads is no longer than this.
    package static let bytesMaximum = 64 * 1024

    package init(_ head: SignedHead, publicKey: String) throws {
        document = try JSONReader.read(Array(head.signature.document.utf8))
        seal = head.signature.seal
        self.publicKey = publicKey
    }

    /// - Throws: `SignedHeadProblem.notAHead`.
    package init(reading line: String) throws {
        guard line.utf8.count <= SignedHeadFile.bytesMaximum else { throw SignedHeadProblem.notAHead }
        let file: JSONValue
        do {
            file = try JSONReader.read(Array(line.utf8))
        } catch {
            throw SignedHeadProblem.notAHead
        }
        guard file.canonical == line, file["format"]?.text == SignedHeadFile.format, let head = file["head"],
            let seal = file["seal"]?.text, let x = file["key"]?["x"]?.text
        else { throw SignedHeadProblem.notAHead }
        document = head
        self.seal = seal
        publicKey = x
    }

    package var json: JSONValue {
        [
            "format": .string(SignedHeadFile.format), "head": document, "seal": .string(seal),
            "key": ["kty": "OKP", "crv": "Ed25519", "x": .string(publicKey)],
        ]
    }

    /// What the document says, once its seal has been found to hold.
    /// - Throws: `SignedHeadProblem`.
    package func verified() throws -> (commissioner: String, day: String, sequence: Int, digest: Digest) {
        do {
            _ = try DetachedSeal.verify(seal, over: document, as: .chainHead, publicKey: publicKey)
        } catch is SealProblem {
            throw SignedHeadProblem.sealDoesNotHold
        }
        guard let commissioner = document["commissioner"]?.text, let day = document["day"]?.text,
            case .integer(let sequence)? = document["entries"], let digest = document["digest"]?.text
        else { throw SignedHeadProblem.notAHead }
        return (commissioner, day, sequence, Digest(digest))
    }
}

package enum SignedHeadProblem: Error, CustomStringConvertible {
    case notAHead
    case sealDoesNotHold

    package var description: String {
        switch self {
        case .notAHead: "this is no signed head as Holdfast writes it"
        case .sealDoesNotHold: "its seal does not hold"
        }
    }
}

extension SignedHead {
    static let format = "holdfast-chain-head-1"

    /// What is signed. It names the head before it, so that none can be left out.
    static func document(
        commissioner: String, day: Day, sequence: Int, digest: Digest, previous: SignedHead?, at now: Moment
    ) -> JSONValue {
        [
            "format": .string(format), "commissioner": .string(commissioner), "day": .string(day.description),
            "entries": .integer(sequence), "digest": .string(digest.text),
            "previous": previous.map { .string(Digest(of: $0.signature.document).text) } ?? .null,
            "signed_at": .string(now.timestamp),
        ]
    }
}
