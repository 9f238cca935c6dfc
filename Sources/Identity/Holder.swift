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

    package init(
        id: ID, name: String, knownAs: String, dateOfBirth: Day, address: Address, telephone: String,
        commissioner: Commissioner.ID, pseudonym: String
    ) {
        self.id = id
        self.name = name
        self.knownAs = knownAs
        self.dateOfBirth = dateOfBirth
        self.address = address
        self.telephone = telephone
        self.commissioner = commissioner
        self.pseudonym = pseudonym
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
