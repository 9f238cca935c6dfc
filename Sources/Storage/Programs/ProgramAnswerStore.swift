import Relational
import Values

/// What suppliers' programs were answered, by the key and the request key they came with: a request that comes again
/// is answered the same.
package struct ProgramAnswerStore<Access: Reading> { let access: Access }

extension Reading {
    package var programAnswers: ProgramAnswerStore<Self> { ProgramAnswerStore(access: self) }
}

/// An answer as it is kept.
package struct KeptAnswer: Sendable, Hashable {
    /// Of what was asked.
    package let fingerprint: Digest
    /// Sealed: it holds names, addresses and secrets.
    package let answer: String

    package init(fingerprint: Digest, answer: String) {
        self.fingerprint = fingerprint
        self.answer = answer
    }
}

extension ProgramAnswerStore {
    package func find(_ requestKey: String, of key: SupplierKey.ID) throws -> KeptAnswer? {
        try access.connection.row(
            "SELECT * FROM program_answers WHERE key_id = \(key) AND request_key = \(requestKey)"
        ).map { KeptAnswer(fingerprint: Digest(try $0.text("fingerprint")), answer: try $0.text("answer")) }
    }
}

extension ProgramAnswerStore where Access: Writing {
    package func insert(_ kept: KeptAnswer, _ requestKey: String, of key: SupplierKey.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO program_answers (key_id, request_key, fingerprint, answer, at)
            VALUES (\(key), \(requestKey), \(kept.fingerprint), \(kept.answer), \(now))
            """)
    }

    /// The oldest first, about so many in one go.
    /// - Returns: whether there are more.
    package func forget(before moment: Moment, about most: Int) throws -> Bool {
        let last = try access.connection.row(
            "SELECT at FROM program_answers WHERE at < \(moment) ORDER BY at LIMIT 1 OFFSET \(most - 1)"
        )?.moment("at")
        guard let last else {
            try access.connection.run("DELETE FROM program_answers WHERE at < \(moment)")
            return false
        }
        try access.connection.run("DELETE FROM program_answers WHERE at <= \(last)")
        return true
    }
}
