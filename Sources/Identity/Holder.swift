import Values

/// The person whose Personal Health Budget it is. A holder need not be able to sign in: a child has a budget too.
package struct Holder: Sendable, Hashable {
    package typealias ID = Identifier<Holder>

    package let id: ID
    package let name: String
    package let knownAs: String
    package let dateOfBirth: Day
    package let address: Address
    package let telephone: String
    package let commissioner: Commissioner.ID
    /// Stands for the holder wherever a name has no business: signed orders at suppliers, finance files.
    package let pseudonym: String
    package let standing: HolderStanding
    package let version: Int

    package init(
        id: ID, name: String, knownAs: String, dateOfBirth: Day, address: Address, telephone: String,
        commissioner: Commissioner.ID, pseudonym: String, standing: HolderStanding = HolderStanding(), version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.knownAs = knownAs
        self.dateOfBirth = dateOfBirth
        self.address = address
        self.telephone = telephone
        self.commissioner = commissioner
        self.pseudonym = pseudonym
        self.standing = standing
        self.version = version
    }
}

extension Holder {
    /// In whole years; somebody born on 29 February is a year older from 1 March where there is no such day.
    package func age(on day: Day) -> Int { Age.years(from: dateOfBirth, to: day) }
}

/// Ages in whole years, as law counts them.
package enum Age {
    package static func years(from birth: Day, to day: Day) -> Int {
        let (born, then) = (birth.components, day.components)
        let hadBirthday = (then.month, then.day) >= (born.month, born.day)
        return then.year - born.year - (hadBirthday ? 0 : 1)
    }
}

/// Where things are delivered and visits take place.
package struct Address: Sendable, Hashable, Codable {
    /// One to three lines, street and town.
    package let lines: [String]
    package let postcode: String

    package init(lines: [String], postcode: Postcode) {
        self.lines = lines
        self.postcode = postcode.description
    }

    package var allLines: [String] { lines + [postcode] }
}

/// An integrated care board: it agrees plans, keeps the money and decides what is off-plan.
package struct Commissioner: Sendable, Hashable {
    package typealias ID = Identifier<Commissioner>

    package let id: ID
    package let name: String
    package let email: EmailAddress
    package let telephone: String

    package init(id: ID, name: String, email: EmailAddress, telephone: String) {
        self.id = id
        self.name = name
        self.email = email
        self.telephone = telephone
    }
}
