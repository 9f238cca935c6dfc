import Identity
import TestSupport
import Testing
import Values

@Suite("Authority and sessions") struct AuthorityTests {
    @Test func `Tom may act for Ann from the first day of his authority to the last, both included`() {
        let tom = Cast.asCarer(limit: nil)
        let answers = ["2026-04-05", "2026-04-06", "2026-10-06", "2027-03-31", "2027-04-01"].map {
            "\($0) \(tom.isInForce(on: Cast.day($0)))"
        }
        #expect(answers == [
            "2026-04-05 false", "2026-04-06 true", "2026-10-06 true", "2027-03-31 true", "2027-04-01 false",
        ])
    }

    @Test func `an authority without an end lasts, and still does not begin early`() {
        #expect(Cast.inPerson.isInForce(on: Cast.day("2099-12-31")))
        #expect(!Cast.inPerson.isInForce(on: Cast.day("2026-04-05")))
    }

    @Test func `each kind of authority has its stored word and its words for people`() {
        #expect(AuthorityKind.allCases.map { "\($0.rawValue): \($0.words)" } == [
            "self: in person", "carer: as carer", "nominee: as nominee", "representative: as representative",
            "proxy: as proxy",
        ])
    }

    @Test func `holders and carers shop, staff do not`() {
        #expect(Role.allCases.filter(\.shops) == [.holder, .carer])
    }

    @Test func `only who acts for a holder has an authority at hand`() {
        let capacities: [Principal.Capacity] = [
            .holder(Cast.inPerson, name: "Ann Marsh"), .nobody, .supplier("trent", name: "Trent Neuro Physio"),
            .commissioner("notts", name: "Nottinghamshire"),
        ]
        let authorities = capacities.map { Principal(person: Cast.annPerson, capacity: $0).authority?.id }
        #expect(authorities == ["a-1", nil, nil, nil])
    }

    @Test func `an address ends with its postcode`() {
        #expect(Cast.ann.address.allLines == ["12 Lenton Boulevard", "Nottingham", "NG7 2RD"])
    }
}
