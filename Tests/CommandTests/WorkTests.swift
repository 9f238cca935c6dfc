import Cryptography
import Foundation
import Operations
import Orders
import Testing
import Values

@Suite struct ImportCommandTests {
    /// Regions with one that England has not.
    private static let mercia = "district,region,commissioner,easting,northing\nNG7,Mercia,TAD,1,2\n"

    @Test func `the catalogue comes in, and coming again changes nothing`() throws {
        let command = try Command()
        try command.copyCatalogue()
        let first = try command.run("import", "catalogue", "--database", command.database)
        #expect(first.code == 0)
        #expect(first.errors == "")
        #expect(first.output.contains("listings.csv"))
        let second = try command.run("import", "catalogue/", environment: ["HOLDFAST_DATABASE": command.database])
        #expect(second.code == 0)
        let total = try #require(second.output.split(separator: "\n").last { $0.hasPrefix("together") })
        #expect(total.split(separator: " ").map(String.init).prefix(3) == ["together", "0", "0"])
        #expect(try command.run("ledger", "verify", "--database", command.database).code == 0)
    }

    @Test func `bad rows are told with their folder, and the code is 1`() throws {
        let command = try Command()
        try command.copyCatalogue()
        try command.write(ImportCommandTests.mercia, to: "catalogue/regions.csv")
        let answer = try command.run("import", "catalogue", "--database", command.database)
        #expect(answer.code == 1)
        #expect(answer.errors.hasPrefix("catalogue/regions.csv:2: region: must be one of East Midlands, "))
        #expect(try String(decoding: command.bytes(of: "catalogue/regions.rejected.csv"), as: UTF8.self)
            .contains("\nNG7,Mercia,TAD,1,2,\"region: must be"))
    }

    @Test func `a dry run finds the same, and changes no byte`() throws {
        let command = try Command()
        try command.copyCatalogue()
        #expect(try command.run("import", "catalogue", "--dry-run", "--database", command.database).code == 0)
        #expect(try command.everything().keys.filter { $0.hasPrefix("test.db") } == [])
        #expect(try command.run("import", "catalogue", "--database", command.database).code == 0)
        try command.write(ImportCommandTests.mercia, to: "catalogue/regions.csv")
        try command.write("an older run's", to: "catalogue/listings.rejected.csv")
        let before = try command.everything()
        let answer = try command.run("import", "catalogue", "--dry-run", "--database", command.database)
        #expect(answer.code == 1)
        #expect(answer.errors.hasPrefix("catalogue/regions.csv:2: region: "))
        #expect(answer.output.hasSuffix("This was a dry run: nothing was written.\n"))
        #expect(try command.everything() == before)
    }

    @Test func `a folder that is not there, or holds no catalogue, cannot be imported`() throws {
        let command = try Command()
        let missing = try command.run("import", "nowhere", "--database", command.database)
        #expect(missing.code == 2)
        #expect(missing.errors == "holdfast: nowhere: there is no such folder\n")
        let empty = try command.run("import", ".", "--database", command.database)
        #expect(empty.code == 2)
        #expect(empty.errors == "holdfast: .: none of the files of a catalogue is here\n")
    }
}

@Suite struct AccountsCommandTests {
    @Test func `accounts are added, listed, and given passwords`() throws {
        let command = try Command()
        try command.copyCatalogue()
        let database = ["--database", command.database]
        #expect(try command.run("import", "catalogue", "--database", command.database).code == 0)
        let words = ["accounts", "add", "Pat@Supplier.example", "--name", "Pat Lee", "--role", "supplier"]
        #expect(try command.run(words + database).code == 64)
        #expect(try command.run(words + ["--organisation", "nobody"] + database).code == 2)
        #expect(try command.run(words + ["--organisation", "kestrel-mobility"] + database).code == 0)
        let again = try command.run(words + ["--organisation", "kestrel-mobility"] + database)
        #expect(again.code == 2)
        #expect(again.errors == "holdfast: pat@supplier.example: has an account already\n")
        let set = ["accounts", "set-password", "pat@supplier.example"] + database
        let short = try command.run(words: set, environment: [:], input: "123456789\n")
        #expect(short.code == 2)
        #expect(short.errors == "holdfast: Choose a password of at least 10 characters\n")
        let common = try command.run(words: set, environment: [:], input: "Password1234\n")
        #expect(common.errors.hasPrefix("holdfast: Many people use a password like this one"))
        let unknown = try command.run(
            words: set, environment: ["HOLDFAST_COMMON_PASSWORDS": "nowhere.txt"], input: "correct horse battery\n")
        #expect(unknown.errors.hasPrefix("holdfast: nowhere.txt: the passwords that many people use cannot be read"))
        #expect(try command.run(words: set, environment: [:], input: "correct horse battery\n").code == 0)
        let list = try command.run(["accounts", "list"] + database).output
        let line = try #require(list.split(separator: "\n").first { $0.hasPrefix("pat@") })
        #expect(line.hasSuffix("  set"))
        #expect(line.contains("kestrel-mobility"))
        #expect(!list.contains("scrypt"))
        #expect(try command.run(["accounts", "set-password", "nobody@x.example"] + database).code == 2)
    }
}

@Suite struct LedgerCommandTests {
    @Test func `a balance or an entry that was changed is found`() async throws {
        let command = try Command()
        try command.copyCatalogue()
        #expect(try command.run("import", "catalogue", "--database", command.database).code == 0)
        let sound = try command.run("ledger", "verify", "--database", command.database)
        #expect(sound.code == 0)
        #expect(sound.output.hasSuffix("everything agrees\n"))
        try await command.change("UPDATE ledger_accounts SET balance_pence = balance_pence + 1 WHERE id = 'TAD:fund'")
        let balance = try command.run("ledger", "verify", "--database", command.database)
        #expect(balance.code == 1)
        #expect(balance.errors.hasPrefix("account TAD:fund: stored £"))
        try await command.change(
            "UPDATE ledger_accounts SET balance_pence = balance_pence - 1 WHERE id = 'TAD:fund'",
            "DROP TRIGGER ledger_entries_no_update",
            "UPDATE ledger_entries SET actor = 'somebody' WHERE commissioner_id = 'TAD' AND sequence = 1")
        let entry = try command.run("ledger", "verify", "--database", command.database)
        #expect(entry.code == 1)
        #expect(entry.errors.contains("chain of TAD: entry 1 has been changed"))
    }

    @Test func `what is derived can be had again, and kept heads are compared`() async throws {
        let command = try Command()
        try command.copyCatalogue()
        let database = ["--database", command.database]
        #expect(try command.run(["import", "catalogue"] + database).code == 0)
        #expect(try command.run(["ledger", "rebuild"] + database).output.hasSuffix(": nothing had to be changed\n"))
        try await command.change("UPDATE ledger_accounts SET balance_pence = balance_pence + 1 WHERE id = 'TAD:fund'")
        let rebuilt = try command.run(["ledger", "rebuild"] + database)
        #expect(rebuilt.code == 0)
        #expect(rebuilt.output.hasPrefix("account TAD:fund: £"))
        #expect(rebuilt.output.hasSuffix(": changed: 1\n"))
        #expect(try command.run(["ledger", "verify"] + database).code == 0)
        try await command.change("UPDATE listings SET stock = 4711 WHERE id = (SELECT MIN(id) FROM listings)")
        let counted = try command.run(["ledger", "verify"] + database)
        #expect(counted.code == 1)
        #expect(counted.errors.hasPrefix("listing "))
        #expect(counted.errors.contains(": what is left of it is not what its last movement left"))
        #expect(try command.run(["ledger", "rebuild"] + database).output.hasSuffix(": changed: 1\n"))
        #expect(try command.run(["ledger", "verify"] + database).code == 0)
        try await command.change(
            "DROP TRIGGER ledger_entries_no_update",
            "UPDATE ledger_entries SET actor = 'somebody' WHERE commissioner_id = 'TAD' AND sequence = 1")
        let refused = try command.run(["ledger", "rebuild"] + database)
        #expect(refused.code == 2)
        #expect(refused.errors.contains("nothing was rebuilt, because the journal contradicts itself (differences: 1)"))
        #expect(try command.run(["ledger", "heads"] + database).output == "")
        try command.write("{}\n", to: "heads.jsonl")
        let kept = try command.run(["ledger", "verify", "--heads", "heads.jsonl"] + database)
        #expect(kept.code == 1)
        #expect(kept.errors.contains("kept head in line 1: this is no signed head as Holdfast writes it"))
        #expect(try command.run(["ledger", "verify", "--heads", "nothing.jsonl"] + database).code == 2)
    }

    @Test func `the journal is written out, all of it or a part`() throws {
        let command = try Command()
        try command.copyCatalogue()
        #expect(try command.run("import", "catalogue", "--database", command.database).code == 0)
        let database = ["--database", command.database]
        let all = try command.run(["ledger", "export", "--format", "csv"] + database)
        #expect(all.code == 0)
        let lines = all.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("commissioner,sequence,entry,code,effective_on,") == true)
        #expect(lines.count == 1 + 2 * 132)
        let funds = try command.run(["ledger", "export", "--format", "jsonl", "--account", "TAD:fund"] + database)
        for line in funds.output.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["account"] as? String == "TAD:fund")
            #expect(object?["amount_pence"] as? Int != nil)
        }
        let later = try command.run(["ledger", "export", "--format", "jsonl", "--from", "2999-01-01"] + database)
        #expect(later.output == "")
        for format in ["hledger", "beancount"] {
            let books = try command.run(["ledger", "export", "--format", format, "--commissioner", "TAD"] + database)
            #expect(books.code == 0)
            #expect(books.output.contains("TAD") && !books.output.contains("SYB"))
        }
        #expect(try command.run(["ledger", "export", "--format", "xml"] + database).code == 64)
        #expect(try command.run(["ledger", "export", "--format", "csv", "--to", "soon"] + database).code == 64)
    }
}

@Suite struct OrdersCommandTests {
    private static func order(_ seed: UInt8 = 1) throws -> (file: String, keys: String) {
        let sealer = Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: seed, count: 32)))
        let signature = try sealer.seal(["number": "HF-1", "total": 1_250])
        let file = try SignedOrderFile(signature: signature, publicKey: sealer.publicKey)
        let key: JSONValue = ["kty": "OKP", "crv": "Ed25519", "x": .string(sealer.publicKey)]
        return (file.json.canonical, JSONValue.object(["keys": [key]]).canonical)
    }

    @Test func `a sound order is proved, as far as the keys go`() throws {
        let command = try Command()
        let (file, keys) = try OrdersCommandTests.order()
        try command.write(file, to: "order.json")
        try command.write(keys, to: "keys.json")
        try command.write(try OrdersCommandTests.order(2).keys, to: "others.json")
        let alone = try command.run("orders", "verify", "order.json")
        #expect(alone.code == 0)
        #expect(alone.output.contains("the seal holds"))
        #expect(alone.output.contains("Not proved: whose key that is."))
        let trusted = try command.run("orders", "verify", "order.json", "--keys", "keys.json")
        #expect(trusted.code == 0)
        #expect(trusted.output.hasSuffix("The key is one of those you trust.\n"))
        let others = try command.run("orders", "verify", "order.json", "--keys", "others.json")
        #expect(others.code == 1)
        #expect(others.errors.contains("which is not among the trusted keys"))
    }

    @Test func `an order that was changed is found`() throws {
        let command = try Command()
        try command.write(try OrdersCommandTests.order().file.replacing("1250", with: "1251"), to: "order.json")
        let answer = try command.run("orders", "verify", "order.json")
        #expect(answer.code == 1)
        #expect(answer.errors.hasPrefix("holdfast: order.json: the seal does not match: the order was changed"))
        #expect(answer.output == "")
    }

    @Test(arguments: ["", "{}", "[1", "Dear diary"]) func `what is no signed order cannot be verified`(
        _ text: String
    ) throws {
        let command = try Command()
        try command.write(text, to: "order.json")
        let answer = try command.run("orders", "verify", "order.json")
        #expect(answer.code == 2)
        #expect(answer.errors.hasPrefix("holdfast: order.json: this is not a signed order: "))
        #expect(try command.run("orders", "verify", "nowhere.json").code == 2)
    }

    @Test func `an order that is not there cannot be exported`() throws {
        let command = try Command()
        #expect(try command.run("migrate", "--database", command.database).code == 0)
        let answer = try command.run("orders", "export", "HF-1", "--database", command.database)
        #expect(answer.code == 2)
        #expect(answer.errors == "holdfast: HF-1: there is no such order in \(command.database)\n")
        #expect(try command.run("orders", "keys", "--database", command.database).output == "{\"keys\":[]}\n")
    }
}

extension Command {
    func copyCatalogue() throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/catalogue/people", withIntermediateDirectories: true)
        let names = try FileManager.default.subpathsOfDirectory(atPath: Command.catalogue)
        for name in names where [".csv", ".txt"].contains(where: name.hasSuffix) {
            try FileManager.default.copyItem(
                atPath: "\(Command.catalogue)/\(name)", toPath: "\(folder.path)/catalogue/\(name)")
        }
    }
}
