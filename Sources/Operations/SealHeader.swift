import Values

/// The protected header of a seal (RFC 7515, section 4): the algorithm, the key and the kind; and of what people sign,
/// also when, under which version of the plan, by whom and by which authority. All of that follows from the document,
/// so a header says nothing that the document does not, and there is one way to write it.
enum SealHeader {
    static func text(for document: JSONValue, keyID: String, _ kind: SealKind) -> String {
        var members = plainMembers(keyID, kind)
        guard kind.tellsOfItsDocument else { return JSONValue.object(members).canonical }
        let time = (document["sealed_at"] ?? document["signed_at"])?.text.flatMap(Moment.init(timestamp:))
        members["iat"] = time.map { .integer($0.second) }
        members["plan_version"] = document["plan"]?["version"] ?? document["plan_version"]
        members["signer"] = document["signer"]?["person"]
        members["authority"] = document["signer"]?["authority"]
        return JSONValue.object(members).canonical
    }

    /// As all seals began before they told of their documents; what was sealed so stays valid.
    static func plainText(keyID: String, _ kind: SealKind) -> String {
        JSONValue.object(plainMembers(keyID, kind)).canonical
    }

    private static func plainMembers(_ keyID: String, _ kind: SealKind) -> [String: JSONValue] {
        ["alg": "EdDSA", "kid": .string(keyID), "typ": .string(kind.rawValue)]
    }
}
