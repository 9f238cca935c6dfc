import Catalogue
import Identity
import Relational
import Values

/// Suppliers' teams, places and closed days.
package struct TeamStore<Access: Reading> { let access: Access }

extension Reading {
    package var teams: TeamStore<Self> { TeamStore(access: self) }
}

extension TeamStore {
    package func roles(of person: Person.ID) throws -> Set<SupplierRole> {
        Set(
            try access.connection.rows("SELECT role FROM supplier_posts WHERE person_id = \(person)")
                .map { try $0.word("role") })
    }

    /// Everybody who is of the team, by name.
    package func list(of supplier: Supplier.ID) throws -> [TeamMember] {
        let posts = try access.connection.rows(
            """
            SELECT t.person_id, t.role FROM supplier_posts t JOIN people p ON p.id = t.person_id
            WHERE p.organisation = \(supplier.text) AND p.role = 'supplier'
            """)
        var roles: [Person.ID: Set<SupplierRole>] = [:]
        for row in posts { roles[try row.id("person_id"), default: []].insert(try row.word("role")) }
        return try access.connection.rows(
            "SELECT id, name, email FROM people WHERE organisation = \(supplier.text) ORDER BY name, id"
        ).compactMap { row in
            let id: Person.ID = try row.id("id")
            return try roles[id].map {
                TeamMember(
                    person: id, name: try row.text("name"), email: try EmailAddress(try row.text("email")), roles: $0)
            }
        }
    }

    /// The main place's name and opening, which the supplier itself does not carry.
    package func mainPlace(of supplier: Supplier.ID) throws -> (name: String, opening: String)? {
        try access.connection.row(
            "SELECT name, opening FROM supplier_places WHERE supplier_id = \(supplier) AND number = 0"
        ).map { (try $0.text("name"), try $0.text("opening")) }
    }
}

extension TeamStore where Access: Writing {
    /// Puts these roles in the place of those that somebody has; without any they are not of the team.
    package func set(_ roles: Set<SupplierRole>, of person: Person.ID) throws {
        try access.connection.run("DELETE FROM supplier_posts WHERE person_id = \(person)")
        for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            try access.connection.run(
                "INSERT INTO supplier_posts (person_id, role) VALUES (\(person), \(role.rawValue))")
        }
    }

    /// Nobody can sign in as this person any more.
    package func shutOut(_ person: Person.ID) throws {
        try set([], of: person)
        try access.connection.run("UPDATE people SET password_hash = NULL WHERE id = \(person)")
        try access.connection.run("DELETE FROM sessions WHERE person_id = \(person)")
    }

    package func rename(_ person: Person.ID, _ name: String) throws {
        try access.connection.run("UPDATE people SET name = \(name) WHERE id = \(person)")
    }

    /// Adds a place, or puts it in the place of the one with its number. Number 0 carries the main place's name and
    /// opening; where it reaches stands with the supplier.
    package func save(_ place: SupplierPlace, of supplier: Supplier.ID) throws {
        let reach = place.coverage.columns
        try access.connection.run(
            """
            INSERT INTO supplier_places (supplier_id, number, name, reach, covered, radius_metres, base_postcode,
                base_easting, base_northing, telephone, opening)
            VALUES (\(supplier), \(place.number), \(place.name), \(reach.reach), \(reach.covered), \(reach.radius),
                \(place.postcode?.description), \(place.base?.easting), \(place.base?.northing), \(place.telephone),
                \(place.opening))
            ON CONFLICT (supplier_id, number) DO UPDATE SET name = excluded.name, reach = excluded.reach,
                covered = excluded.covered, radius_metres = excluded.radius_metres,
                base_postcode = excluded.base_postcode, base_easting = excluded.base_easting,
                base_northing = excluded.base_northing, telephone = excluded.telephone, opening = excluded.opening
            """)
    }

    /// - Returns: false where there is none of this number.
    package func removePlace(_ number: Int, of supplier: Supplier.ID) throws -> Bool {
        try access.connection.run(
            "DELETE FROM supplier_places WHERE supplier_id = \(supplier) AND number = \(number) AND number > 0") == 1
    }

    package func add(_ closure: Closure, of supplier: Supplier.ID, by person: Person.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_closures (supplier_id, number, first_day, last_day, words, made_by, made_at)
            VALUES (\(supplier), \(closure.number), \(closure.days.first), \(closure.days.last), \(closure.words),
                \(person), \(now))
            """)
    }

    package func removeClosure(_ number: Int, of supplier: Supplier.ID) throws -> Bool {
        try access.connection.run(
            "DELETE FROM supplier_closures WHERE supplier_id = \(supplier) AND number = \(number)") == 1
    }
}
