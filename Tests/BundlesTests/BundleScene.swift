import Archives
import Bundles
import Cryptography
import Operations
import Orders
import SceneSupport
import Storage
import TestSupport
import Values

/// An order that went through much: a change was agreed, a request approved, something delivered and cancelled.
struct BundleScene {
    let scene: Scene
    let order: Order.ID

    init() async throws {
        scene = try await Scene()
        order = try await scene.sign(.ann, [("neuro", 2), ("visit", 2), ("lights", 1)])
        let therapy = try await scene.part(of: order, "trent")
        try await scene.offer(therapy, price: "70", quantity: 3)
        try await scene.agree(therapy)
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        try await scene.answer(try await scene.part(of: order, "careful"), .accept)
        let new = try await scene.part(of: order, "trent").lines.map(\.position).max() ?? 0
        try await scene.perform(AskToCancel(part: therapy.id, units: [new: 1], note: "One less."), as: .ann)
        try await scene.perform(AnswerCancellation(part: therapy.id, version: nil, answer: .agree), as: .petra)
    }

    func bytes() async throws -> [UInt8] {
        try await scene.desk.bundle(of: order) { view in Array("<p>\(view.order.number)</p>".utf8) }.bytes
    }

    func members() async throws -> [Archive.Member] {
        try Archive.unpack(try await bytes(), within: BundleCheck.limits)
    }

    /// The installation's.
    static func sealer() throws -> Sealer {
        Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 7, count: 32)))
    }

    /// The same with a manifest that fits, as somebody would make it who has the key.
    static func resealed(_ members: [Archive.Member]) throws -> [UInt8] {
        let sealer = try sealer()
        let rest = members.filter { !$0.name.hasPrefix("manifest.") }
        guard let old = members.first(where: { $0.name == "manifest.json" }),
            case .object(var manifest) = try JSONReader.read(old.bytes), case .array(let seals)? = manifest["seals"]
        else { return [] }
        let names = Set(rest.map(\.name))
        manifest["members"] = .array(rest.map { member in
            [
                "name": .string(member.name), "sha256": .string(Digest(of: member.bytes).text),
                "bytes": .integer(member.bytes.count),
            ]
        })
        manifest["seals"] = .array(seals.filter { names.contains($0["document"]?.text ?? "") })
        let signature = try sealer.seal(.object(manifest), as: .bundle)
        return try Archive.pack(
            rest + [
                .init(name: "manifest.json", bytes: Array(signature.document.utf8)),
                .init(name: "manifest.jws", bytes: Array(signature.seal.utf8)),
            ])
    }
}
