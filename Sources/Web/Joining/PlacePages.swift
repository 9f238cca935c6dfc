import Catalogue
import Identity
import Markup
import Operations
import Storage
import Values

/// Where and when a supplier works: its places, and the days on which it is closed.
struct PlacesPage {
    let supplier: Supplier
    let mainName: String
    let mainOpening: String
    let names: CoverageNames
    let today: Day
    let hidden: [HiddenField]
    var first = TypedDay()
    var last = TypedDay()
    var words = ""
    var problems = FieldProblems()

    var view: View {
        View("Places and closed days", place: .organisation, breadcrumb: PapersWay.team, problems: problems) {
            h1 { "Places and closed days" }
            SectionHeading(
                "Places", count: supplier.places.count + 1, link: Link("Add a place", href: "/supplier/places/new"))
            p { "Customers find you from the nearest place that comes to them." }
            DataTable(
                id: "places", caption: "Places", isCaptionHidden: true,
                columns: [.init("Place"), .init("Comes to"), .init("Open"), .init("Change")],
                rows: [row(main)] + supplier.places.map(row))
            SectionHeading("Closed days", count: ahead.count)
            p {
                "Nothing new can be due on these days. What is booked for them already stays booked: move or cancel it "
                "with each customer."
            }
            if !ahead.isEmpty { closures }
            closing
        }
    }

    var main: SupplierPlace {
        SupplierPlace(
            number: 0, name: mainName, postcode: supplier.basePostcode, base: supplier.base,
            coverage: supplier.coverage, telephone: supplier.telephone, opening: mainOpening)
    }

    private func row(_ place: SupplierPlace) -> DataTable.Row {
        .init(
            HTML { bdi { place.name }; br(); span(.class("quiet")) { place.postcode?.description ?? "" } },
            [
                HTML { bdi { names.words(place.coverage) } }, HTML { bdi { place.opening } },
                Link("Change", href: "/supplier/places/\(place.number)", about: place.name).html,
            ])
    }

    private var ahead: [Closure] {
        supplier.closures.filter { $0.days.last >= today }.sorted { $0.days.first < $1.days.first }
    }

    private var closures: HTML {
        DataTable(
            id: "closures", caption: "Closed days ahead", isCaptionHidden: true,
            columns: [.init("Days"), .init("Why"), .init("Open again")],
            rows: ahead.map { closure in
                .init(
                    HTML(closure.days.words),
                    [
                        HTML { bdi { closure.words } },
                        PostForm(
                            action: "/supplier/closed-days/\(closure.number)/removal",
                            hidden: hidden.naming("open-\(closure.number)")
                        ) { Button("Open after all", kind: .secondary, about: closure.days.words) }.html,
                    ])
            }).html
    }

    private var closing: HTML {
        HTML {
            h3 { "Close for some days" }
            PostForm(action: "/supplier/closed-days", hidden: hidden.naming("close")) {
                first.field("first", "First day", problem: problems["first"])
                last.field("last", "Last day", hint: "The same for one day.", problem: problems["last"])
                TextField(
                    name: "words", label: "Why", hint: "Your customers read it, for example: Summer holidays.",
                    value: words, problem: problems["words"])
                Button("Close for these days")
            }
        }
    }
}

extension Period {
    /// `6 April 2026`, or `6 April 2026 to 9 April 2026`.
    var words: String { first == last ? first.words : "\(first.words) to \(last.words)" }
}

/// Where places go, in words.
struct CoverageNames: Sendable {
    let commissioners: [(id: Commissioner.ID, name: String)]

    func words(_ coverage: Coverage) -> String {
        switch coverage {
        case .national: "Everywhere"
        case .regions(let names): names.sorted().joined(separator: ", ")
        case .commissioners(let codes):
            commissioners.filter { codes.contains($0.id.text) }.map(\.name).joined(separator: ", ")
        case .districts(let all): all.isEmpty ? "Not said yet" : all.sorted().joined(separator: ", ")
        case .radius(let metres, _): "\(metres / 1_000) kilometres around it"
        }
    }
}

/// One place, new or there.
struct PlacePage {
    /// Nil for a new one.
    let number: Int?
    let regions: [String]
    let commissioners: [(id: Commissioner.ID, name: String)]
    let hidden: [HiddenField]
    var text: PlaceText
    var problems = FieldProblems()

    private var title: String { number == nil ? "Add a place" : number == 0 ? "Main place" : "Change a place" }
    private var address: String { "/supplier/places\(number.map { "/\($0)" } ?? "")" }

    var view: View {
        View(
            title, place: .organisation,
            breadcrumb: PapersWay.team + [Link("Places and closed days", href: "/supplier/places")], problems: problems
        ) {
            h1 { title }
            PostForm(action: address, hidden: hidden.naming("save")) {
                fields
                ButtonRow {
                    Button("Save place")
                    ButtonLink("Cancel", href: "/supplier/places", kind: .secondary)
                }
            }
            if let number, number > 0 {
                h2 { "Give the place up" }
                PostForm(action: "\(address)/removal", hidden: hidden.naming("removal")) {
                    Button("Give the place up", kind: .warning)
                }
            }
        }
    }

    @HTMLBuilder private var fields: HTML {
        TextField(
            name: "name", label: "Name of the place", hint: "For example: Clinic in Beeston.", value: text.name,
            problem: problems["name"])
        TextField(
            name: "postcode", label: "Postcode", hint: "Distances are counted from here.", value: text.postcode,
            problem: problems["postcode"], width: .short)
        Radios(
            name: "kind", legend: "Where do you go from here?",
            choices: PlaceText.Kind.allCases.map { Choice($0.rawValue, $0.words) }, value: text.kind,
            problem: problems["kind"])
        boxes(
            "regions", "Which regions", regions.map { ($0, $0) }, chosen: text.regions,
            isOpen: text.kind == PlaceText.Kind.regions.rawValue)
        boxes(
            "commissioners", "Which commissioners’ areas", commissioners.map { ($0.id.text, $0.name) },
            chosen: text.commissioners, isOpen: text.kind == PlaceText.Kind.commissioners.rawValue)
        TextArea(
            name: "districts", label: "Postcode areas or districts",
            hint: "Only where you go to these, like NG7, NG9, DE.", value: text.districts,
            problem: problems["districts"], rows: 2)
        TextField(
            name: "kilometres", label: "How many kilometres around it",
            hint: "Only where you go a distance around the place.", value: text.kilometres,
            problem: problems["kilometres"], inputmode: "numeric", width: .short)
        if number != 0 {
            TextField(
                name: "telephone", label: "Telephone (optional)", value: text.telephone,
                problem: problems["telephone"], type: "tel", width: .medium)
        }
        TextArea(
            name: "opening", label: "When somebody is there (optional)", hint: "For example: Monday to Friday, 9 to 5.",
            value: text.opening, problem: problems["opening"], rows: 2,
            maximum: PlaceText.openingCharactersMaximum)
    }

    private func boxes(
        _ field: String, _ legend: String, _ all: [(value: String, label: String)], chosen: [String], isOpen: Bool
    ) -> HTML {
        FieldGroup(
            name: field, legend: legend, hint: "Only where you go to these.", problem: problems[field],
            control: Details("Choose", isOpen: isOpen || problems[field] != nil) {
                div(.class("choices"), .id(field)) {
                    for item in all {
                        Checkbox(
                            name: "\(field):\(item.value)", label: item.label, isChecked: chosen.contains(item.value))
                    }
                }
            }.html
        ).html
    }
}

extension PlaceText {
    init(_ form: Form) {
        self.init()
        (name, postcode, kind) = (form["name"], form["postcode"], form["kind"])
        regions = form.chosen("regions")
        commissioners = form.chosen("commissioners")
        (districts, kilometres) = (form["districts"], form["kilometres"])
        (telephone, opening) = (form["telephone"], form["opening"])
    }
}

extension Form {
    /// The values whose boxes were ticked: each is a field of its own, `name:value`.
    fileprivate func chosen(_ name: String) -> [String] {
        fields.keys.filter { $0.hasPrefix("\(name):") }.map { String($0.dropFirst(name.count + 1)) }.sorted()
    }
}
