import Ledger
import TestSupport
import Testing
import Values

@Suite("Chain") struct ChainTests {
    /// Everything that goes into an entry's digest, each to be changed by itself.
    private struct Written {
        var previous = Chain.origin
        var sequence = 1
        var id: Entry.ID = "e-1"
        var code = PostingCode.hold
        var commissioner = "notts"
        var effectiveOn = Cast.today
        var recordedAt = Cast.now
        var actor = "p-1"
        var references = EntryReferences(
            order: "o-1", supplierOrder: "s-1", planLine: "l1", period: "2026-04-06", hold: "h-1", external: "x-1")
        var debit = AccountKind.available
        var owner = "l1"
        var period = "2026-04-06"
        var pence = 2_450
        var turned = false
        var split = false

        func digest() throws -> Digest {
            let from = LedgerAccount(commissioner: commissioner, kind: debit, owner: owner, period: period)
            let to = LedgerAccount(commissioner: commissioner, kind: .held, owner: owner, period: period)
            var legs = [
                Posting(account: from, side: .debit, amount: Money(pence: split ? pence - 1 : pence)),
                Posting(account: to, side: .credit, amount: Money(pence: pence)),
            ]
            if split { legs.append(Posting(account: from, side: .debit, amount: Money(pence: 1))) }
            let entry = try #require(
                Entry(
                    id: id, code: code, commissioner: commissioner, postings: turned ? legs.reversed() : legs,
                    effectiveOn: effectiveOn, recordedAt: recordedAt, actor: actor, references: references))
            return Chain.digest(after: previous, sequence: sequence, entry: entry)
        }
    }

    private static let changes: [(String, @Sendable (inout Written) -> Void)] = [
        ("previous", { $0.previous = Digest(of: "something else") }), ("sequence", { $0.sequence = 2 }),
        ("id", { $0.id = "e-2" }), ("code", { $0.code = .release }), ("commissioner", { $0.commissioner = "derby" }),
        ("effectiveOn", { $0.effectiveOn = $0.effectiveOn.adding(days: 1) }),
        ("recordedAt", { $0.recordedAt = Moment(milliseconds: $0.recordedAt.milliseconds + 1) }),
        ("actor", { $0.actor = "p-2" }), ("order", { $0.references.order = "o-2" }),
        ("supplierOrder", { $0.references.supplierOrder = "s-2" }), ("planLine", { $0.references.planLine = "l2" }),
        ("period", { $0.references.period = "2026-05-06" }), ("hold", { $0.references.hold = "h-2" }),
        ("external", { $0.references.external = "x-2" }), ("no order", { $0.references.order = nil }),
        ("empty order", { $0.references.order = "" }), ("no external", { $0.references.external = nil }),
        ("empty external", { $0.references.external = "" }), ("account kind", { $0.debit = .committed }),
        ("account owner", { $0.owner = "l2" }), ("account period", { $0.period = "2026-05-06" }),
        ("amount", { $0.pence += 1 }), ("order of legs", { $0.turned = true }), ("number of legs", { $0.split = true }),
        ("order moved to hold", { ($0.references.order, $0.references.hold) = ("h-1", "o-1") }),
    ]

    @Test func `changing any one thing that was written changes the digest, each in its own way`() throws {
        var seen = [try Written().digest(): "unchanged"]
        for (name, change) in Self.changes {
            var written = Written()
            change(&written)
            let digest = try written.digest()
            #expect(seen[digest] == nil, "\(name) gives the digest of \(seen[digest] ?? "")")
            seen[digest] = name
        }
    }

    /// Worked out apart from this program, from the description of the bytes.
    @Test func `the digest of a known entry never changes`() throws {
        #expect(try Written().digest().text == "d8d7c4533c8686074a63bb548711d5c0d20e4201312ee5c4684e8df0c0d92ba3")
    }

    @Test func `turning a leg round is noticed`() throws {
        let accounts = [AccountKind.available, .held].map {
            LedgerAccount(commissioner: "notts", kind: $0, owner: "l1", period: "2026-04-06")
        }
        let digests = try [(0, 1), (1, 0)].map { debit, credit in
            let legs = [
                Posting(account: accounts[0], side: debit == 0 ? .debit : .credit, amount: Money(pence: 1)),
                Posting(account: accounts[1], side: credit == 1 ? .credit : .debit, amount: Money(pence: 1)),
            ]
            let entry = try #require(
                Entry(
                    id: "e-1", code: .hold, commissioner: "notts", postings: legs, effectiveOn: Cast.today,
                    recordedAt: Cast.now, actor: "p-1", references: EntryReferences()))
            return Chain.digest(after: Chain.origin, sequence: 1, entry: entry)
        }
        #expect(Set(digests).count == 2)
    }

    @Test func `the chain begins with 64 noughts, and every digest is 64 hexadecimal digits`() throws {
        #expect(Chain.origin.text == String(repeating: "0", count: 64))
        let digest = try Written().digest().text
        #expect(digest.utf8.count == 64 && digest.allSatisfy { "0123456789abcdef".contains($0) })
    }
}
