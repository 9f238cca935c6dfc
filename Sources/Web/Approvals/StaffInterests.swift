import Identity
import Markup
import Operations
import Values

/// Who is not neutral about whom; to declare an interest, and to put on record that one is over.
struct StaffInterests: Component {
    let staff: [StaffMember]
    let interests: [StaffInterest]
    /// Who looks.
    let person: Person.ID
    let hidden: [HiddenField]
    let typed: (supplier: String, words: String)
    let withdrawing: (key: String, words: String)
    let problems: FieldProblems

    var html: HTML {
        h2(.id("interests")) { "Interests" }
        p { "Whoever is related to somebody, or has a share in a supplier, can decide nothing about them." }
        DataTable(
            id: "interests-table", caption: "Interests that hold", isCaptionHidden: true,
            columns: [.init("Who"), .init("In"), .init("What"), .init("Since"), .init("Is it over?")],
            rows: interests.filter(\.isOpen).map(row), empty: "Nobody has declared one.")
        declaring
        if !over.isEmpty {
            Details("Interests that are over (\(over.count))") {
                DataTable(
                    id: "interests-over", caption: "Interests that are over", isCaptionHidden: true,
                    columns: [
                        .init("Who"), .init("In"), .init("What"), .init("Over since"), .init("Why, and who says so"),
                    ],
                    rows: over.map(overRow))
            }
        }
    }

    private var over: [StaffInterest] { interests.filter { !$0.isOpen } }

    private func name(_ id: Person.ID) -> String { staff.first { $0.person == id }?.name ?? "Somebody who has left" }

    private func row(_ interest: StaffInterest) -> DataTable.Row {
        .init(
            HTML { bdi { name(interest.person) } },
            [
                HTML { bdi { interest.name } }, HTML { bdi { interest.words } },
                HTML(interest.declaredAt?.day.words ?? "Not known"), withdrawal(of: interest),
            ])
    }

    private func overRow(_ interest: StaffInterest) -> DataTable.Row {
        .init(
            HTML { bdi { name(interest.person) } },
            [
                HTML { bdi { interest.name } }, HTML { bdi { interest.words } },
                HTML(interest.withdrawal?.at.day.words ?? ""),
                HTML {
                    div {
                        bdi { interest.withdrawal?.words ?? "" }
                        " "
                        span(.class("quiet")) { interest.withdrawal.map { name($0.by) } ?? "" }
                    }
                },
            ])
    }

    @HTMLBuilder private func withdrawal(of interest: StaffInterest) -> HTML {
        let about = "\(name(interest.person)) and \(interest.name)"
        if interest.person == person {
            span(.class("quiet")) { "Somebody else says so" }
        } else if !staff.isSenior(person) {
            span(.class("quiet")) { "A senior approver says so" }
        } else {
            let isOpen = withdrawing.key == interest.key
            Details("It is over", isOpen: isOpen) {
                PostForm(action: "/staff/interests/withdrawal", hidden: hidden.naming("over-\(interest.key)") + [
                    HiddenField(name: "person", value: interest.person.text),
                    HiddenField(name: interest.subject.field.name, value: interest.subject.field.value),
                ]) {
                    TextField(
                        name: interest.overField, label: "Why it is over", value: isOpen ? withdrawing.words : "",
                        problem: problems[interest.overField])
                    Button("Put on record that it is over", kind: .secondary, about: about)
                }
            }
        }
    }

    private var declaring: HTML {
        Details("Declare an interest of yours", isOpen: problems["words"] != nil || problems["supplier"] != nil) {
            PostForm(action: "/staff/interests", hidden: hidden.naming("interest")) {
                TextField(
                    name: "supplier", label: "Code of the supplier", value: typed.supplier,
                    problem: problems["supplier"], width: .long)
                TextField(name: "words", label: "What the interest is", value: typed.words, problem: problems["words"])
                Button("Declare it", kind: .secondary)
            }
            p { "For a person with a budget, declare it on a request of theirs." }
        }.html
    }
}

extension StaffInterest {
    /// Tells the interests of one page apart.
    var key: String { StaffInterest.key(person, subject) }
    /// Of why it is over.
    var overField: String { "over-\(key)" }

    static func key(_ person: Person.ID, _ subject: Subject) -> String { "\(person)-\(subject.field.value)" }
}

extension StaffInterest.Subject {
    /// As a form names it.
    var field: (name: String, value: String) {
        switch self {
        case .holder(let id): ("holder", id.text)
        case .supplier(let id): ("supplier", id)
        }
    }

    init(_ form: Form) {
        self = form["holder"].isEmpty ? .supplier(form["supplier"]) : .holder(.init(form["holder"]))
    }
}
