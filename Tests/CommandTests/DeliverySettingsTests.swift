@testable import holdfast
import Outbox
import Testing
import Values

@Suite("Settings of deliveries") struct DeliverySettingsTests {
    private static let from = ["HOLDFAST_MAIL_FROM": "orders@notts.example"]

    private func settings(_ environment: [String: String]) throws -> DeliverySettings {
        try DeliverySettings(environment)
    }

    @Test func `without a setting no mail is sent, and everything else is as the standard has it`() throws {
        let settings = try settings([:])
        #expect(settings.mail == nil)
        #expect(settings.schedule == .standard)
        #expect(settings.seconds == 20)
        #expect(!settings.allowsPrivate)
        #expect(settings.texts == nil)
    }

    @Test func `a mail server is reached encrypted, or within this machine`() throws {
        let table: [(String, String, Int, String)] = [
            ("smtps://mail.example", "mail.example", 465, "implicit"),
            ("smtp://mail.example", "mail.example", 587, "starttls"),
            ("smtp://mail.example:25", "mail.example", 25, "starttls"),
            ("smtp://localhost:1025", "localhost", 1_025, "none"),
            ("smtp://mail.localhost:1025", "mail.localhost", 1_025, "starttls"),
            ("smtps://127.0.0.1:1465", "127.0.0.1", 1_465, "implicit"),
        ]
        for (text, host, port, encryption) in table {
            let mail = try #require(try settings(Self.from.merging(["HOLDFAST_SMTP": text]) { $1 }).mail)
            #expect((mail.host, mail.port, mail.encryption.rawValue) == (host, port, encryption))
        }
    }

    @Test func `a password lies in the environment or in a file, for the user that the server is told`() throws {
        let server = ["HOLDFAST_SMTP": "smtps://shop@mail.example"].merging(Self.from) { $1 }
        let plain = try settings(server.merging(["HOLDFAST_SMTP_PASSWORD": "secret"]) { $1 })
        #expect(plain.mail?.user == "shop")
        #expect(plain.transfers(password: nil).mail?.password?.text == "secret")
        #expect(!"\(plain)".contains("secret"))
        let kept = try settings(server.merging(["HOLDFAST_SMTP_PASSWORD_FILE": "/run/secret"]) { $1 })
        #expect(kept.passwordFile == "/run/secret")
        #expect(kept.transfers(password: Confidential("from the file")).mail?.password?.text == "from the file")
    }

    static let faults: [([String: String], String)] = [
        (["HOLDFAST_TEXT_MESSAGES": "pigeon"], "HOLDFAST_TEXT_MESSAGES must be one of log, not pigeon"),
        (["HOLDFAST_SMTP": "smtps://mail.example"], "HOLDFAST_MAIL_FROM must say who e-mails are from"),
        (from, "HOLDFAST_SMTP must say which mail server e-mails are handed to"),
        (
            from.merging(["HOLDFAST_SMTP": "https://mail.example"]) { $1 },
            "HOLDFAST_SMTP must be like smtps://user@mail.example or smtp://user@mail.example:587"
        ),
        (
            from.merging(["HOLDFAST_SMTP": "smtps://user:secret@mail.example"]) { $1 },
            "HOLDFAST_SMTP must be like smtps://user@mail.example or smtp://user@mail.example:587"
        ),
        (
            from.merging(["HOLDFAST_SMTP": "smtps://user@mail.example"]) { $1 },
            "HOLDFAST_SMTP names a user without a password"
        ),
        (
            from.merging(["HOLDFAST_SMTP": "smtps://mail.example", "HOLDFAST_SMTP_PASSWORD": "x"]) { $1 },
            "HOLDFAST_SMTP names no user for the password"
        ),
        (
            ["HOLDFAST_SMTP": "smtps://mail.example", "HOLDFAST_MAIL_FROM": "nobody"],
            "HOLDFAST_MAIL_FROM must be an e-mail address, not nobody"
        ),
        (
            ["HOLDFAST_SMTP_PASSWORD": "x", "HOLDFAST_SMTP_PASSWORD_FILE": "y"],
            "HOLDFAST_SMTP_PASSWORD and HOLDFAST_SMTP_PASSWORD_FILE are both set; take one"
        ),
        (
            ["HOLDFAST_RETRY_SCHEDULE": "soon"],
            "HOLDFAST_RETRY_SCHEDULE must be pauses like 0s,5s,5m,2h, and “soon” is none"
        ),
        (["HOLDFAST_DELIVERY_SECONDS": "0"], "HOLDFAST_DELIVERY_SECONDS must be a number from 1 to 120, not 0"),
        (["HOLDFAST_PRIVATE_WEBHOOKS": "no"], "HOLDFAST_PRIVATE_WEBHOOKS must be yes, or not set"),
    ]

    @Test(arguments: faults) func `what is wrong is told by the name of its setting`(
        _ environment: [String: String], _ told: String
    ) {
        let problem = #expect(throws: SettingProblem.self) { try DeliverySettings(environment) }
        #expect(problem?.description == told)
    }
}
