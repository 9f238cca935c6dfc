import Outbox
import Testing
import TestSupport
import Values

/// What people read.
@Suite("Letters to people") struct NoticeLetterTests {
    private func item(
        _ kind: NoticeKind, _ hearing: Hearing = .know, isForStaff: Bool = false, isOwn: Bool = true,
        deadline: Moment? = nil
    ) -> NoticeLetter.Item {
        let isAboutOrder = if case .message = kind { true } else { false }
        return NoticeLetter.Item(
            kind: kind, hearing: hearing, isForStaff: isForStaff, isOwn: isOwn,
            orderNumber: isAboutOrder ? "7K3M9-2QXRT" : nil, deadline: deadline,
            link: "https://shop.example/notices/n-1")
    }

    private func letter(_ items: [NoticeLetter.Item], isDaily: Bool = false, stops: Bool = true) -> NoticeLetter {
        NoticeLetter(
            reader: "Ann Marsh", commissioner: "Trent and Dove ICB", items: items, isDaily: isDaily,
            settingsLink: "https://shop.example/account/notices",
            unsubscribeLink: stops ? "https://shop.example/unsubscribe/x.y" : nil)
    }

    private let april = Moment(milliseconds: 1_775_480_700_000)

    @Test func `a letter says what happened, what to do by when, where, why it came and how to change that`() {
        let letter = letter([item(.message(.changeOffered), .act, deadline: april)])
        #expect(letter.subject == "Your order 7K3M9-2QXRT: an answer is needed")
        for words in [
            "Dear Ann Marsh,", "The supplier offers a change to order 7K3M9-2QXRT.",
            "Please answer by 6 April 2026 at 14:05.", "https://shop.example/notices/n-1",
            "You will be asked to sign in",
            "You get this because you can do something about it.", "https://shop.example/account/notices",
            "https://shop.example/unsubscribe/x.y",
        ] {
            #expect(letter.text.contains(words), "\(words)")
            #expect(letter.html.contains(words), "\(words)")
        }
    }

    @Test func `no subject names anybody, or what it is about, beyond the order’s number`() {
        for kind in NoticeKind.all {
            for isForStaff in [false, true] {
                let subject = letter([item(kind, .act, isForStaff: isForStaff)]).subject
                for secret in ["Ann", "Marsh", "Trent", "{", "supplier", "ICB"] {
                    #expect(!subject.contains(secret), "\(kind): \(subject)")
                }
                #expect(subject.count <= 78, "\(subject)")
            }
        }
    }

    @Test func `every kind that somebody hears of has words of its own, with nothing left to fill in`() {
        for kind in NoticeKind.all {
            if kind.holderRule != nil {
                let text = letter([item(kind)]).text
                #expect(!text.contains("There is news") && !text.contains("{"), "\(kind)")
            }
            if case .message(let message) = kind, message.staffRule != nil {
                let text = letter([item(kind, isForStaff: true)]).text
                #expect(!text.contains("There is news") && !text.contains("{"), "\(kind)")
            }
        }
    }

    @Test func `the letter of a day counts what is in it and what waits, and says each`() {
        let letter = letter(
            [
                item(.message(.orderAccepted)), item(.message(.requestQuestion), .act, deadline: april),
                item(.plan(.addition), isOwn: false),
            ], isDaily: true)
        #expect(letter.subject == "Your daily summary: 3, 1 waiting for an answer")
        for words in ["Your order 7K3M9-2QXRT: accepted", "an answer is needed", "A plan: money was added"] {
            #expect(letter.text.contains(words), "\(words)")
            #expect(letter.html.contains(words), "\(words)")
        }
    }

    @Test func `a letter of very many holds the first, those to answer before the others, and says how many more`() {
        let many = Array(repeating: item(.message(.orderAccepted)), count: 60)
        let letter = letter(many + [item(.message(.requestQuestion), .act, deadline: april)], isDaily: true)
        #expect(letter.subject == "Your daily summary: 61, 1 waiting for an answer")
        #expect(letter.shown.count == 50 && letter.shown.first?.hearing == .act)
        #expect(letter.text.contains("11 more are on your pages."))
    }

    @Test func `what has to be sent says so, and cannot be stopped`() {
        let letter = letter([item(.message(.requestDeclined))], stops: false)
        #expect(letter.text.contains("We have to send you this"))
        #expect(!letter.text.contains("Stop e-mails"))
    }

    @Test func `a copy tells, and asks for nothing`() {
        let text = letter([item(.message(.requestQuestion), .copy, deadline: april)]).text
        #expect(!text.contains("Please answer by") && !text.contains("answer it"))
        #expect(text.contains("as a copy"))
    }

    @Test func `a name cannot put anything else into a letter`() {
        let letter = NoticeLetter(
            reader: "<script>&\"'", commissioner: "<b>", items: [item(.message(.requestApproved))], isDaily: false,
            settingsLink: "https://shop.example/account/notices", unsubscribeLink: nil)
        #expect(!letter.html.contains("<script>") && !letter.html.contains("<b>"))
    }

    @Test func `a text message is the subject and the site, in one piece`() {
        let letter = letter([item(.message(.changeOffered), .act, deadline: april)])
        let words = letter.message(site: "https://shop.example")
        #expect(words == "Holdfast: Your order 7K3M9-2QXRT: an answer is needed. https://shop.example")
        #expect(words.utf8.count <= 160)
    }

    @Test func `no text message is longer than one, whatever the site is called`() {
        let site = "https://" + String(repeating: "personal-health-budgets.", count: 6) + "nhs.example"
        for kind in NoticeKind.all {
            for isForStaff in [false, true] {
                let words = letter([item(kind, .act, isForStaff: isForStaff, deadline: april)]).message(site: site)
                #expect(words.utf8.count <= 160 && words.utf8.allSatisfy { $0 < 0x80 }, "\(words)")
                #expect(words.hasPrefix("Holdfast: ") && words.hasSuffix("."))
            }
        }
    }

    @Test func `on paper it says whom it is about, from when, and why`() {
        var about = item(.plan(.suspend), isOwn: false)
        about.holderName = "Finn Field"
        about.grounds = .init(from: Cast.day("2026-11-06"), reason: "Receipts are missing.")
        #expect(letter([about]).paperParagraphs(of: about).filter { !$0.hasPrefix("Sign in") } == [
            "This is about Finn Field.", "Trent and Dove ICB has decided to suspend the plan.",
            "It counts from 6 November 2026.", "The reason: Receipts are missing.",
        ])
        #expect(!letter([about]).text.contains("Finn") && !letter([about]).text.contains("Receipts"))
    }

    @Test func `Welsh is read in English until somebody has written it`() {
        let english = Language.english.texts.text(.plan(.cut), forStaff: false)
        #expect(Language.welsh.texts.text(.plan(.cut), forStaff: false) == english)
    }

    @Test func `kinds and sources are stored by codes that are read again`() {
        for kind in NoticeKind.all { #expect(NoticeKind(code: kind.code) == kind) }
        for source in [
            PersonalNotice.Source.message("m-1"), .plan("n/2"), .right("a/b", version: 3),
            .lapse("a/b", last: Cast.day("2026-10-05")),
        ] { #expect(PersonalNotice.Source(code: source.code) == source) }
        for code in ["", "message", "message/nothing", "right:a", "lapse:a/2026-13-01"] {
            #expect(NoticeKind(code: code) == nil && PersonalNotice.Source(code: code) == nil)
        }
    }
}
