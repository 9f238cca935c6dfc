/// What one attempt to deliver came to: never more than a code and numbers, for what others answer may hold anything.
package struct AttemptOutcome: Sendable, Hashable {
    /// `answered`, or why there was no answer.
    package enum Code: String, Sendable, CaseIterable, Codable {
        case answered
        /// The name has no address.
        case unknownHost = "unknown-host"
        case noConnection = "no-connection"
        case timeout
        /// The certificate does not hold, or there is no encryption where there must be.
        case insecure
        /// The connection ended in the middle.
        case broken
        /// The address is inside this network, where nothing is sent.
        case forbiddenAddress = "forbidden-address"
        /// The mail server does not let this installation in.
        case notLetIn = "not-let-in"
        /// What was to be sent could not be made.
        case unmade
    }

    package let code: Code
    /// Of HTTP or SMTP; nought without an answer.
    package let status: Int
    package let milliseconds: Int
    /// As the answer asked, to wait before the next attempt.
    package let retryAfterSeconds: Int

    package init(_ code: Code, status: Int = 0, milliseconds: Int, retryAfterSeconds: Int = 0) {
        self.code = code
        self.status = status
        self.milliseconds = milliseconds
        self.retryAfterSeconds = retryAfterSeconds
    }

    package enum Verdict: Sendable, Hashable {
        case arrived
        case again(afterSeconds: Int)
        case refusedForGood
    }

    /// 2xx alone is success; 410 ends it (Standard Webhooks). A mail server's 550 to 559 is its last word on that
    /// letter (RFC 5321, 4.2.1 and 4.2.2), and no program answers so; other 4xx and 5xx may be mended, so they are
    /// tried again.
    package var verdict: Verdict {
        switch (code, status) {
        case (.answered, 200...299): .arrived
        case (.answered, AttemptOutcome.gone): .refusedForGood
        case (.answered, AttemptOutcome.mailRefused): .refusedForGood
        default: .again(afterSeconds: min(retryAfterSeconds, AttemptOutcome.longestWaitSeconds))
        }
    }

    /// HTTP 410: the endpoint wants nothing any more.
    package var isGone: Bool { code == .answered && status == AttemptOutcome.gone }

    /// Says something about the endpoint, not only about this message.
    package var isTheEndpoints: Bool {
        switch verdict {
        case .arrived: false
        case .refusedForGood: isGone
        case .again: code != .unmade
        }
    }

    private static let gone = 410
    private static let mailRefused = 550...559
    private static let longestWaitSeconds = 24 * 3_600
}
