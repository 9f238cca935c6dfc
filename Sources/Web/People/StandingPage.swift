import Identity
import Markup
import Values

/// What stops or limits buying, as it is typed.
struct StandingText: Sendable {
    static let most = 20

    struct Tie: Sendable {
        var kind = ""
        var name = ""
        var supplier = ""
        var allowedOn = TypedDay()

        var isEmpty: Bool { name.isEmpty && supplier.isEmpty && allowedOn.isEmpty }
    }

    var isOnHold = false
    var isExcluded = false
    var diedOn = TypedDay()
    var ties: [Tie] = []

    init(_ standing: HolderStanding) {
        isOnHold = standing.isOnHold
        isExcluded = standing.isExcludedFromDirectPayments
        diedOn = TypedDay(standing.diedOn)
        ties = standing.ties.map {
            Tie(kind: $0.kind.rawValue, name: $0.name, supplier: $0.supplier, allowedOn: TypedDay($0.allowedOn))
        }
    }

    init(_ form: Form) {
        isOnHold = form["hold"] == "yes"
        isExcluded = form["excluded"] == "yes"
        diedOn = TypedDay(form, "died")
        ties = (0..<Self.most).map {
            Tie(
                kind: form["kind-\($0)"], name: form["name-\($0)"], supplier: form["supplier-\($0)"],
                allowedOn: TypedDay(form, "allowed-\($0)"))
        }
        while let last = ties.last, last.isEmpty { ties.removeLast() }
    }

    func checked() throws(FieldProblems) -> HolderStanding {
        var problems = FieldProblems()
        let died = diedOn.read("died", "the day of death", isOptional: true, &problems)
        var read: [HolderStanding.Tie] = []
        for (position, tie) in ties.enumerated() where !tie.isEmpty {
            let kind = HolderStanding.Tie.Kind(rawValue: tie.kind)
            if kind == nil { problems.add("kind-\(position)", "Choose how they are close") }
            let day = tie.allowedOn.read("allowed-\(position)", "the day of the decision", isOptional: true, &problems)
            if let kind { read.append(.init(kind: kind, name: tie.name, supplier: tie.supplier, allowedOn: day)) }
        }
        guard problems.isEmpty else { throw problems }
        return HolderStanding(
            isOnHold: isOnHold, isExcludedFromDirectPayments: isExcluded, diedOn: died, ties: read)
    }

    /// The problems by the names of this page's fields.
    func placed(_ problems: FieldProblems) -> FieldProblems {
        let filled = ties.indices.filter { !ties[$0].isEmpty }
        var placed = FieldProblems()
        for problem in problems.problems {
            let parts = problem.field.split(separator: ".").map(String.init)
            if parts.first == "ties", parts.count == 3, let position = Int(parts[1]), filled.indices.contains(position)
            {
                placed.add("\(parts[2])-\(filled[position])", problem.words)
            } else {
                placed.add(problem.field == "diedOn" ? "died" : problem.field, problem.words)
            }
        }
        return placed
    }
}

/// What stops or limits buying for one person.
struct StandingPage {
    let holder: Holder
    var text: StandingText
    /// Of the holder as the person saw them.
    let version: String
    let hidden: [HiddenField]
    var problems = FieldProblems()

    var view: View {
        View(
            "What stops or limits buying", place: .people,
            breadcrumb: [Link("People", href: "/people"), Link(holder.name, href: "/people/\(holder.id)")],
            problems: problems
        ) {
            h1 {
                "What stops or limits buying for "
                bdi { holder.name }
            }
            PostForm(action: "/people/\(holder.id)/standing", hidden: fields) {
                Checkbox(
                    name: "hold", label: "On hold", hint: "Nothing can be ordered while somebody looks into a concern.",
                    isChecked: text.isOnHold)
                Checkbox(
                    name: "excluded", label: "Excluded from direct payments",
                    hint: "By a court order (SI 2013/1617, Schedule).", isChecked: text.isExcluded)
                text.diedOn.field("died", "Day of death (if they have died)", problem: problems["died"])
                h2 { "People close to them who would be paid" }
                p { "Empty the boxes of a person to take them out. Save to get room for more." }
                for position in 0..<min(text.ties.count + 1, StandingText.most) { tie(position) }
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/people/\(holder.id)", kind: .secondary)
                }
            }
        }
    }

    private var fields: [HiddenField] { hidden + [HiddenField(name: "version", value: version)] }

    private func tie(_ position: Int) -> HTML {
        let tie = position < text.ties.count ? text.ties[position] : StandingText.Tie()
        return section(.class("stack")) {
            h3 { "Person \(position + 1)" }
            TextField(
                name: "name-\(position)", label: "Name", value: tie.name, problem: problems["name-\(position)"])
            Radios(
                name: "kind-\(position)", legend: "How they are close",
                choices: HolderStanding.Tie.Kind.allCases.map { Choice($0.rawValue, $0.choiceWords) }, value: tie.kind,
                problem: problems["kind-\(position)"])
            TextField(
                name: "supplier-\(position)", label: "Code of the supplier through which they are paid",
                value: tie.supplier, problem: problems["supplier-\(position)"], width: .long)
            tie.allowedOn.field(
                "allowed-\(position)", "Decided that it is necessary on",
                hint: "Leave it empty while nobody has decided.", problem: problems["allowed-\(position)"])
        }
    }
}

extension HolderStanding.Tie.Kind {
    /// As staff choose it.
    var choiceWords: String {
        switch self {
        case .household: "Lives in the same home"
        case .nominee: "Is their nominee or representative"
        case .approver: "Is related to somebody who approves here"
        }
    }
}
