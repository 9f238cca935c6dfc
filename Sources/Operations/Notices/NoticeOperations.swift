import Identity
import Outbox
import Relational
import Storage
import Values

/// Somebody says what they want to be told, how, and when. Suppliers' people do not: their business is told, at its own
/// addresses.
package struct ChooseNotices: Operation {
    package let way: NoticeWay
    package let hour: Int
    package let paces: [String: NoticePace]
    /// A mobile number; empty where none is wanted, nil where it was not asked for.
    package let number: String?
    /// Lines of a postal address, the postcode last; empty for the one on record.
    package let address: [String]
    /// Of the settings as they were read.
    package let version: Int

    package init(
        way: NoticeWay, hour: Int, paces: [NoticeTopic: NoticePace], number: String?, address: [String], version: Int
    ) {
        self.way = way
        self.hour = hour
        self.paces = Dictionary(uniqueKeysWithValues: paces.map { ($0.key.rawValue, $0.value) })
        self.number = number
        self.address = address
        self.version = version
    }

    /// - Throws: `NotFound`; `FieldProblems`; `DeliveryRefusal.changedMeanwhile`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let person = principal.person
        guard person.role != .supplier else { throw NotFound() }
        let (typed, address) = (try MobileNumber.checked(number ?? ""), try PaperAddress.checked(address))
        let owner = Message.Recipient.person(person.id)
        var problems = FieldProblems()
        if way == .text, typed == nil { problems.add("number", "Enter a mobile number, such as 07700 900 123") }
        if way == .letter, address == nil, try tx.ownHolder(of: person.id) == nil {
            problems.add("address", "Enter the address that letters go to, with its postcode")
        }
        guard NoticeSettings.hours.contains(hour) else { throw FieldProblems("hour", "Choose an hour") }
        guard problems.isEmpty else { throw problems }
        if number != nil { try tx.set(typed, of: owner, .text, tools) }
        try tx.set(address, of: owner, .letter, tools)
        var settings = try tx.noticeSettings.find(person)
        guard settings.version == version else { throw DeliveryRefusal.changedMeanwhile }
        (settings.way, settings.hour, settings.chosenAt) = (way, hour, tools.now)
        settings.paces = Dictionary(
            uniqueKeysWithValues: paces.compactMap { word, pace in NoticeTopic(rawValue: word).map { ($0, pace) } })
        guard try tx.noticeSettings.save(settings, of: person.id) else { throw DeliveryRefusal.changedMeanwhile }
        try tx.putOff(owner, by: settings, at: tools.now)
        return person.id
    }
}

/// Somebody stops what is sent about the topics of a letter that they got; or takes that back.
package struct StopNotices: Operation {
    package let topics: [NoticeTopic]
    package let isBack: Bool
    /// They knew what they had chosen until then.
    package let against: Moment

    package init(topics: [NoticeTopic], isBack: Bool, against: Moment) {
        self.topics = topics
        self.isBack = isBack
        self.against = against
    }

    /// - Throws: `DeliveryRefusal.changedMeanwhile` where they have chosen since.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let person = principal.person
        var settings = try tx.noticeSettings.find(person)
        guard settings.chosenAt <= against else { throw DeliveryRefusal.changedMeanwhile }
        for topic in topics { settings.paces[topic] = isBack ? nil : .off }
        // Having them again is a choice, which no other old letter undoes.
        if isBack { settings.chosenAt = tools.now }
        guard try tx.noticeSettings.save(settings, of: person.id) else { throw DeliveryRefusal.changedMeanwhile }
        try tx.putOff(.person(person.id), by: settings, at: tools.now)
        return person.id
    }
}

/// Who decides for a holder says whether somebody who helps them gets copies.
package struct DecideCopies: Operation {
    package let person: Person.ID
    package let gets: Bool

    package init(person: Person.ID, gets: Bool) {
        self.person = person
        self.gets = gets
    }

    /// - Throws: `NotFound`; `AuthorityRefusal.mayNotAgree` for who does not decide.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        let authority = try principal.actingForHolder()
        guard authority.mayAgree else { throw AuthorityRefusal.mayNotAgree }
        guard let other = try tx.holders.authority(of: person, for: authority.holder),
            other.isInForce(on: tools.today), !other.mayAgree
        else { throw NotFound() }
        try tx.noticeSettings.setCopies(
            gets, to: person, about: authority.holder, by: principal.person.id, at: tools.now)
        return person
    }
}

extension Writing {
    /// The address that somebody has typed for one channel; nil takes it away.
    fileprivate func set(
        _ address: String?, of owner: Message.Recipient, _ channel: Channel, _ tools: Tools
    ) throws {
        let typed = try endpoints.list(of: owner).first { $0.channel == channel && !$0.isStandard }
        if var typed {
            if let address {
                guard typed.address != address else { return }
                typed.follow(address)
            } else {
                try typed.perform(.remove)
            }
            try endpoints.save(typed)
        } else if let address {
            try endpoints.insert(
                Endpoint(
                    id: tools.new(), owner: owner, channel: channel, address: address, scope: .everything,
                    madeAt: tools.now))
        }
    }

    /// What waits goes out by what somebody has chosen now.
    fileprivate func putOff(_ owner: Message.Recipient, by settings: NoticeSettings, at now: Moment) throws {
        for var notice in try notices.waiting(for: owner) {
            var deadline: Moment?
            if case .message(let id) = notice.source {
                deadline = try outbox.find(id).flatMap { try self.deadline(of: $0) }
            }
            let due = settings.dueAt(
                topic: notice.topic, hearing: notice.hearing, duty: notice.duty, deadline: deadline, at: now)
            if let due { notice.put(off: due, at: now) } else { notice.drop(.notWanted) }
            try notices.save(notice)
        }
    }
}

/// A mobile number of the United Kingdom, as text messages are sent to.
enum MobileNumber {
    /// `07700 900123`; nil for nothing.
    /// - Throws: `FieldProblems`.
    static func checked(_ text: String) throws(FieldProblems) -> String? {
        var digits = Text.line(text).filter { !" -()".contains($0) }
        guard !digits.isEmpty else { return nil }
        for start in ["+44", "0044"] where digits.hasPrefix(start) { digits = "0" + digits.dropFirst(start.count) }
        guard digits.utf8.count == 11, digits.hasPrefix("07"), digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw FieldProblems("number", "Enter a mobile number, such as 07700 900 123") }
        return "\(digits.prefix(5)) \(digits.dropFirst(5))"
    }
}

/// Where letters go, as somebody has typed it.
enum PaperAddress {
    static let linesMaximum = 5
    static let lineCharactersMaximum = 80

    /// Lines joined, the postcode last and as it is written; nil for nothing.
    /// - Throws: `FieldProblems`.
    static func checked(_ lines: [String]) throws(FieldProblems) -> String? {
        var lines = lines.map(Text.line).filter { !$0.isEmpty }
        guard let last = lines.popLast() else { return nil }
        guard (1..<linesMaximum).contains(lines.count), lines.allSatisfy({ $0.count <= lineCharactersMaximum })
        else { throw FieldProblems("address", "Write the address in two to \(linesMaximum) short lines") }
        do {
            return (lines + [try Postcode(last).description]).joined(separator: "\n")
        } catch {
            throw FieldProblems("address", "The last line must be the postcode, such as NG7 2RD")
        }
    }
}
