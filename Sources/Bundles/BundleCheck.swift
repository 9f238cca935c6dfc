import Archives
import Cryptography
import Operations
import Values

/// Checks a bundle, with nothing but the bundle: every digest, every seal, every key, and that the files belong
/// together. What is wrong is named by the file that it is wrong with.
package struct BundleCheck: Sendable {
    /// Of the order; nil where the manifest does not say.
    package private(set) var number: String?
    package private(set) var problems: [String] = []
    /// Seals that hold.
    package private(set) var seals = 0
    /// Identifiers of the keys that sealed it.
    package private(set) var keyIDs: Set<String> = []

    /// Of those, the ones that nobody trusts; nil where there was nothing to compare with.
    package var strangers: Set<String>? { trusted.map { keyIDs.subtracting($0.keys) } }

    private let files: [String: [UInt8]]
    private var keys: [String: PublishedKey] = [:]
    private let trusted: [String: PublishedKey]?

    package static let limits = Archive.Limits(members: 2_000, memberBytes: 4 << 20, totalBytes: 32 << 20)
    /// Larger files are no bundles.
    package static let bytesMaximum = 40 << 20

    /// - Parameter trusted: keys by identifier, that somebody has from elsewhere: of those, their dates count, and not
    ///   what the bundle says of them. Nil where there are none to compare with.
    /// - Throws: `ArchiveProblem`.
    package init(reading bytes: [UInt8], trusting trusted: [String: PublishedKey]? = nil) throws(ArchiveProblem) {
        self.trusted = trusted
        let members = try Archive.unpack(bytes, within: BundleCheck.limits)
        files = Dictionary(members.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        readKeys()
        guard let manifest = sealed("manifest", .bundle) else { return }
        number = manifest["number"]?.text
        if manifest["type"]?.text != OrderBundle.format { wrong("manifest.json", "is no manifest of a bundle") }
        compare(with: manifest)
        let documents = checkSeals(manifest)
        problems += BundleStory(documents, files, manifest).problems
        if files["passkey.json"] != nil { checkPasskey(documents) }
    }

    private mutating func wrong(_ name: String, _ what: String) {
        problems.append("\(name): \(what)")
    }

    /// Canonical JSON, as all files of a bundle are written.
    private mutating func json(_ name: String) -> JSONValue? {
        guard let bytes = files[name] else {
            wrong(name, "is missing")
            return nil
        }
        do {
            let value = try JSONReader.read(bytes)
            if value.canonicalBytes == bytes { return value }
        } catch {
            wrong(name, "is not JSON")
            return nil
        }
        wrong(name, "is not written in canonical form")
        return nil
    }

    private mutating func readKeys() {
        guard let set = json("keys.json") else { return }
        guard case .array(let list)? = set["keys"] else { return wrong("keys.json", "is no set of keys") }
        for value in list {
            guard let key = PublishedKey(value), keys[key.id] == nil else {
                return wrong("keys.json", "holds something that is no key of Ed25519, or one twice")
            }
            keys[key.id] = key
        }
    }

    /// A document whose seal holds; nil where it does not.
    private mutating func sealed(_ name: String, _ kind: SealKind) -> JSONValue? {
        guard let document = json("\(name).json") else { return nil }
        guard let bytes = files["\(name).jws"] else {
            wrong("\(name).jws", "is missing")
            return nil
        }
        let seal = String(decoding: bytes, as: UTF8.self)
        guard let key = keys.values.first(where: { $0.isNamed(in: seal) }) else {
            wrong("\(name).jws", "names a key that keys.json does not hold")
            return nil
        }
        do {
            _ = try DetachedSeal.verify(seal, over: document, as: kind, publicKey: key.publicKey)
        } catch SealProblem.doesNotMatch {
            wrong("\(name).json", "does not match its seal: one of them was changed")
            return nil
        } catch {
            wrong("\(name).jws", "is no seal of this kind over \(name).json")
            return nil
        }
        if let why = (trusted?[key.id] ?? key).problem(sealing: document) { wrong("\(name).json", why) }
        seals += 1
        keyIDs.insert(key.id)
        return document
    }

    /// That the signer's passkey signed the digest of the order. Where it has a seal, what the seal holds counts.
    private mutating func checkPasskey(_ documents: [String: JSONValue]) {
        guard let order = files["order.json"] else { return }
        guard let said = files["passkey.jws"] != nil ? documents["passkey"] : json("passkey.json") else { return }
        do {
            guard let problem = try AssertionCheck.problem(with: said, over: order) else { return }
            wrong("passkey.json", problem)
        } catch {
            wrong("order.json", "is not JSON")
        }
    }

    private mutating func compare(with manifest: JSONValue) {
        guard case .array(let list)? = manifest["members"] else { return wrong("manifest.json", "names no files") }
        var named: Set<String> = ["manifest.json", "manifest.jws"]
        for entry in list {
            guard let name = entry["name"]?.text, named.insert(name).inserted else {
                wrong("manifest.json", "names a file twice, or none")
                continue
            }
            guard let bytes = files[name] else {
                wrong(name, "is missing")
                continue
            }
            if entry["sha256"]?.text != Digest(of: bytes).text || entry["bytes"] != .integer(bytes.count) {
                wrong(name, "was changed: it has not the digest that the manifest says")
            }
        }
        for name in files.keys.sorted() where !named.contains(name) {
            wrong(name, "does not belong to it: the manifest does not name it")
        }
    }

    /// The documents whose seals hold, by name without ending.
    private mutating func checkSeals(_ manifest: JSONValue) -> [String: JSONValue] {
        var documents: [String: JSONValue] = [:]
        guard case .array(let list)? = manifest["seals"] else {
            wrong("manifest.json", "names no seals")
            return [:]
        }
        for entry in list {
            guard let seal = BundleSeal(entry) else {
                wrong("manifest.json", "names something that is no seal")
                continue
            }
            if let document = sealed(seal.name, seal.kind) { documents[seal.name] = document }
        }
        let sealedNames = Set(list.compactMap { BundleSeal($0)?.name } + ["manifest"])
        let strangers = files.keys.filter { $0.hasSuffix(".jws") && !sealedNames.contains(String($0.dropLast(4))) }
        for name in strangers.sorted() { wrong(name, "is a seal that the manifest does not name") }
        if !sealedNames.contains("order") { wrong("order.json", "has no seal that the manifest names") }
        return documents
    }
}

extension PublishedKey {
    fileprivate func isNamed(in seal: String) -> Bool {
        guard let header = seal.split(separator: ".").first, let bytes = Base64URL.decode(String(header)) else {
            return false
        }
        return String(decoding: bytes, as: UTF8.self).contains("\"kid\":\"\(id)\"")
    }
}
