import Foundation
import Relational
import Storage
import Testing

/// The same SQL has to run on SQLite and on PostgreSQL (architecture, 3.6): what only one of them understands is not
/// written down anywhere in Storage.
@Suite("Dialect") struct DialectTests {
    /// What is forbidden, with what is said instead.
    private static let forbidden: [(pattern: String, instead: String)] = [
        (#"\?"#, "$1, by interpolation"), (#"(?i)\bBLOB\b|\bBYTEA\b"#, "hexadecimal text"),
        (#"(?i)\bREAL\b|\bDOUBLE\b|\bFLOAT\b|\bNUMERIC\b"#, "whole pence"),
        (#"(?i)\bAUTOINCREMENT\b|\bSERIAL\b|\bROWID\b"#, "identifiers made in Swift"),
        (#"(?i)\bREPLACE\s+INTO\b|\bOR\s+(REPLACE|IGNORE|ABORT|FAIL)\b|\bMERGE\b"#, "ON CONFLICT"),
        (#"(?i)\bjson_|\bjsonb?\b|->"#, "columns"),
        (#"(?i)\b(date|datetime|julianday|strftime|unixepoch|now)\s*\("#, "a bound value"),
        (#"(?i)\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bTIMESTAMP\b|\bINTERVAL\b"#, "milliseconds or ISO days"),
        (#"(?i)\bBOOLEAN\b|\bTRUE\b|\bFALSE\b"#, "a nullable column or a word"),
        (#"(?i)\bIFNULL\b|\bNVL\b"#, "COALESCE"), (#"(?i)\bFOR\s+UPDATE\b"#, "a version in the WHERE"),
        (#"(?i)\bPRAGMA\b|\bGLOB\b|\bsqlite_|\bpg_|\bILIKE\b|\bSTRICT\b"#, "what both engines know"),
        (#"(?i)\bgroup_concat\b|\bstring_agg\b|\btotal\s*\("#, "several rows"), (#"::"#, "no casts"),
        (#"`|\[[a-z_]+\]"#, "plain names"), (#"(?i)\bUPDATE\b[^;]*\bLIMIT\b|\bDELETE\b[^;]*\bLIMIT\b"#, "a sub-select"),
    ]

    private static func problems(_ sql: String) throws -> [String] {
        let bare = sql.replacing(/'[^']*'/, with: "''")
        return try forbidden.filter { try bare.firstMatch(of: Regex($0.pattern)) != nil }.map {
            "\($0.pattern): use \($0.instead)"
        }
    }

    /// Every text in Storage that begins like SQL, as it stands in the source.
    private static func statements() throws -> [(file: String, sql: String)] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().appendingPathComponent("Sources/Storage").resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
        return try files.flatMap { file in
            let source = try String(contentsOf: file, encoding: .utf8)
            let texts = source.matches(of: /"""\n([\s\S]*?)"""/).map { String($0.1) }
                + source.matches(of: /"([^"\n]+)"/).map { String($0.1) }
            return texts.filter { $0.contains(/^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|[a-z_]+ (TEXT|BIGINT))\b/) }
                .map { (file.lastPathComponent, $0) }
        }
    }

    @Test func `no statement of Storage says what only one engine understands`() throws {
        let statements = try Self.statements()
        #expect(statements.count > 80)
        for (file, sql) in statements {
            // What is interpolated is bound; only the word `list:` or `sql:` in front of it matters not.
            let plain = sql.replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "$1")
            #expect(try Self.problems(plain) == [], "\(file): \(plain)")
        }
    }

    @Test func `no step of the schema says what only one engine understands`() throws {
        for statement in Migrations.all.flatMap(\.statements) {
            switch statement {
            case .table(let name, let definition): #expect(try Self.problems(definition) == [], "\(name)")
            case .rebuild(let name, let definition, let copy):
                #expect(try Self.problems(definition) == [], "\(name)")
                #expect(try Self.problems(copy) == [], "\(name)")
            case .sql(let text): #expect(try Self.problems(text) == [], "\(text)")
            case .frozen(let table, let condition): #expect(try Self.problems(condition) == [], "\(table)")
            case .appendOnly, .search, .firstSearchIndex: break
            }
        }
    }

    @Test func `tables know whole numbers and text only`() throws {
        for statement in Migrations.all.flatMap(\.statements) {
            let (name, definition): (String, String)
            switch statement {
            case .table(let made, let text), .rebuild(let made, let text, _): (name, definition) = (made, text)
            case .sql, .appendOnly, .frozen, .search, .firstSearchIndex: continue
            }
            for line in definition.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let first = words.first, first.contains(/^[a-z]/), words.count > 1 else { continue }
                #expect(words[1].hasPrefix("TEXT") || words[1].hasPrefix("BIGINT"), "\(name): \(line)")
            }
        }
    }

    @Test(arguments: [
        "SELECT * FROM a WHERE b = ?", "CREATE TABLE a (b BLOB)", "INSERT OR REPLACE INTO a VALUES (1)",
        "SELECT json_extract(a, 'x') FROM b", "SELECT datetime('now')", "UPDATE a SET b = TRUE",
        "CREATE TABLE a (b REAL)", "SELECT IFNULL(a, 1) FROM b", "SELECT a::text FROM b", "SELECT a FROM b FOR UPDATE",
        "DELETE FROM a WHERE b IN (SELECT c FROM d) LIMIT 1",
    ]) func `what is forbidden would be found`(sql: String) throws {
        #expect(try Self.problems(sql) != [])
    }
}
