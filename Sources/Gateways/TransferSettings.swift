import Values

/// The mail server that letters are handed to.
package struct MailServer: Sendable, Hashable {
    /// How the connection is kept from others.
    package enum Encryption: String, Sendable {
        /// From the first byte (RFC 8314).
        case implicit
        /// After STARTTLS, or not at all sent.
        case startTLS = "starttls"
        /// Only within this machine.
        case none
    }

    package let host: String
    package let port: Int
    package let encryption: Encryption
    package let user: String?
    package var password: Confidential?
    /// Who letters are from.
    package let from: EmailAddress

    package init(
        host: String, port: Int, encryption: Encryption, user: String?, password: Confidential?, from: EmailAddress
    ) {
        self.host = host
        self.port = port
        self.encryption = encryption
        self.user = user
        self.password = password
        self.from = from
    }
}

/// How transfers go.
package struct TransferSettings: Sendable {
    /// Of a whole transfer, and of its beginning.
    package var seconds = 20
    package var connectSeconds = 5
    /// Whether programs inside this network may be reached, also without encryption: for trials on one machine.
    package var allowsPrivate = false
    /// A file of certificates trusted in the place of the system's; nil for these.
    package var certificates: String?
    package var mail: MailServer?

    package init() {}
}
