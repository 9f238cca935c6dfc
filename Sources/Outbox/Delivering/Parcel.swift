import Values

/// What leaves this installation: a body for a web address, or a letter for a mail server.
package enum Parcel: Sendable {
    case post(Post)
    case letter(Letter)

    /// A body for a program elsewhere.
    package struct Post: Sendable {
        package let url: String
        /// Names with values.
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package init(url: String, headers: [(name: String, value: String)], body: [UInt8]) {
            self.url = url
            self.headers = headers
            self.body = body
        }
    }
}

/// An e-mail in plain text and HTML, with files.
package struct Letter: Sendable {
    package struct File: Sendable {
        package let name: String
        package let type: String
        package let bytes: [UInt8]

        package init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    package let to: EmailAddress
    package let subject: String
    package let text: String
    package let html: String
    package let files: [File]
    /// The same each time it is tried, so that a mail program shows one letter.
    package let messageID: String
    package let at: Moment
    /// Further headers, as for unsubscribing.
    package let headers: [(name: String, value: String)]

    package init(
        to: EmailAddress, subject: String, text: String, html: String, files: [File], messageID: String, at: Moment,
        headers: [(name: String, value: String)] = []
    ) {
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.files = files
        self.messageID = messageID
        self.at = at
        self.headers = headers
    }
}

/// A few words for a mobile phone.
package struct TextMessage: Sendable, Hashable {
    /// As its owner typed it, with blanks.
    package let number: String
    package let words: String

    package init(number: String, words: String) {
        self.number = number
        self.words = words
    }
}
