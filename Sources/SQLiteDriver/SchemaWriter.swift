import Relational

/// Says migration statements the way SQLite wants them said.
enum SchemaWriter {
    /// SQL of one or several statements.
    static func sql(_ statement: MigrationStatement) -> String {
        switch statement {
        case .table(let name, let definition):
            "CREATE TABLE \(name) (\(checked(definition))\n) STRICT"
        case .rebuild(let name, let definition, let copy):
            // The order that SQLite's manual gives for changes that ALTER TABLE cannot make.
            """
            CREATE TABLE new_\(name) (\(checked(definition))\n) STRICT;
            INSERT INTO new_\(name) \(copy);
            DROP TABLE \(name);
            ALTER TABLE new_\(name) RENAME TO \(name);
            """
        case .sql(let text):
            checked(text)
        case .appendOnly(let table):
            ["UPDATE", "DELETE"].map { change in
                """
                CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
                BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                """
            }.joined(separator: "\n")
        case .frozen(let table, let condition):
            ["UPDATE", "DELETE"].map { change in
                """
                CREATE TRIGGER \(table)_frozen_\(change.lowercased()) BEFORE \(change) ON \(table)
                WHEN NOT (\(checked(condition)))
                BEGIN SELECT RAISE(ABORT, 'frozen'); END;
                """
            }.joined(separator: "\n")
        case .search(let table): search(table.name, table.title, table.text)
        case .firstSearchIndex:
            """
            CREATE TABLE search_documents (number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE) STRICT;
            CREATE VIRTUAL TABLE search_index USING fts5(
                title, text, tokenize = 'porter unicode61 remove_diacritics 2');
            """
        }
    }

    /// The index holds no text of its own: it takes what the table says, and what it said before. It is there already
    /// after the table was rebuilt; only the triggers went with the old table.
    private static func search(_ table: String, _ title: String, _ text: String) -> String {
        let (index, old) = ("\(table)_words", "'delete', old.number, old.\(title), old.\(text)")
        let (put, take) = (
            "INSERT INTO \(index) (rowid, \(title), \(text)) VALUES (new.number, new.\(title), new.\(text));",
            "INSERT INTO \(index) (\(index), rowid, \(title), \(text)) VALUES (\(old));"
        )
        return """
            CREATE VIRTUAL TABLE IF NOT EXISTS \(index) USING fts5(
                \(title), \(text), content = '\(table)', content_rowid = 'number',
                tokenize = 'porter unicode61 remove_diacritics 2');
            INSERT INTO \(index) (\(index)) VALUES ('rebuild');
            CREATE TRIGGER \(index)_put AFTER INSERT ON \(table) BEGIN \(put) END;
            CREATE TRIGGER \(index)_take AFTER DELETE ON \(table) BEGIN \(take) END;
            CREATE TRIGGER \(index)_change AFTER UPDATE OF \(title), \(text) ON \(table)
            WHEN old.\(title) <> new.\(title) OR old.\(text) <> new.\(text)
            BEGIN \(take) \(put) END;
            """
    }

    /// STRICT tables know no BIGINT; INTEGER is as wide. Deferred keys are not taken: they would be checked at the
    /// commit, which several writes share, so that one broken rule would fail them all.
    private static func checked(_ sql: String) -> String {
        var output: [UInt8] = []
        var word: [UInt8] = []
        var openQuote: UInt8?
        func endWord() {
            let upper = word.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
            precondition(
                !upper.elementsEqual("DEFERRABLE".utf8), "a deferred key would fail at the commit, for everybody")
            output += upper.elementsEqual("BIGINT".utf8) ? Array("INTEGER".utf8) : word
            word = []
        }
        for byte in sql.utf8 {
            if openQuote == nil, isWord(byte) {
                word.append(byte)
                continue
            }
            endWord()
            if openQuote == byte {
                openQuote = nil
            } else if openQuote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                openQuote = byte
            }
            output.append(byte)
        }
        endWord()
        return String(decoding: output, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
