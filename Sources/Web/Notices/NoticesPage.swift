import Identity
import Markup
import Operations
import Outbox
import Values

/// What somebody is told, and how: one plain form.
struct NoticesPage {
    let person: Person
    let standing: NoticeStanding
    let routing: RoutingSettings
    let hidden: [HiddenField]
    /// Those who help the holder whom the person decides for; nil where they decide for nobody now.
    var readers: [CopyReader]?
    var typed: NoticesText
    var problems = FieldProblems()

    init(
        person: Person, standing: NoticeStanding, routing: RoutingSettings, hidden: [HiddenField],
        readers: [CopyReader]?
    ) {
        self.person = person
        self.standing = standing
        self.routing = routing
        self.hidden = hidden
        self.readers = readers
        typed = NoticesText(standing)
        // What nobody sends goes by e-mail.
        if typed.way == NoticeWay.text.rawValue, !routing.texts.isOffered { typed.way = NoticeWay.email.rawValue }
    }

    private var isStaff: Bool { person.role == .commissioner }

    var view: View {
        View("What we tell you, and how", problems: problems) {
            h1 { "What we tell you, and how" }
            p(.class("lead")) { "Everything is on these pages, whatever you choose here. Besides, we can tell you." }
            warnings
            PostForm(action: "/account/notices", hidden: hidden.naming("choose") + seen) {
                Radios(
                    name: "way", legend: "How", choices: ways, value: typed.way, problem: problems["way"])
                if offersTexts {
                    TextField(
                        name: "number", label: "Mobile number", hint: "Only for text messages.",
                        value: typed.number ?? "", problem: problems["number"], type: "tel", autocomplete: "tel",
                        width: .medium)
                }
                TextArea(
                    name: "address", label: "Postal address",
                    hint: "Only for letters. One line each for street and town, the postcode last.",
                    value: typed.address, problem: problems["address"], rows: 4)
                h2 { "How soon" }
                for topic in topics {
                    Radios(
                        name: "pace-\(topic.rawValue)", legend: topic.words,
                        choices: NoticePace.allCases.map { Choice($0.rawValue, isStaff ? staffWords($0) : $0.words) },
                        value: typed.paces[topic], isInline: false)
                }
                Select(
                    name: "hour", label: "When, if once a day",
                    hint: "What must be answered before then comes at once.",
                    choices: NoticeSettings.hours.map { Choice("\($0)", "\($0 < 10 ? "0" : "")\($0):00") },
                    value: typed.hour, problem: problems["hour"])
                Button("Save")
            }
            if !isStaff { always }
            if let readers { copies(readers) }
        }
    }

    private var seen: [HiddenField] { [HiddenField(name: "version", value: "\(standing.settings.version)")] }

    /// What is not theirs to choose stands below.
    private var topics: [NoticeTopic] {
        NoticeTopic.allCases.filter { $0 != .rights && (!isStaff || $0 != .deliveries) }
    }

    private func staffWords(_ pace: NoticePace) -> String { pace == .off ? "Not at all" : pace.words }

    private var ways: [Choice] {
        let offered: [NoticeWay] = isStaff ? [.email, .pages] : NoticeWay.allCases
        return offered.filter { $0 != .text || offersTexts }.map { way in
            let hint = isStaff && way == .pages ? "" : way.hint(person.email.text, routing)
            return Choice(way.rawValue, way.words, hint: hint)
        }
    }

    private var offersTexts: Bool { !isStaff && routing.texts.isOffered }

    @HTMLBuilder private var warnings: HTML {
        for channel in standing.unreached {
            Notice(
                .warning, "We could not reach you by \(channel.words)",
                text: "The last one did not arrive. Check the address below, or choose another way. "
                    + "If \(person.email) is wrong, tell your commissioner.")
        }
    }

    private var always: HTML {
        HTML {
            h2 { "What we always send" }
            p { "You can choose how, but not switch these off:" }
            ul(.class("bullets")) {
                for duty in NoticeDuty.allCases { li { duty.words; "." } }
            }
            Details("Where that comes from") {
                ul(.class("bullets")) {
                    for source in Set(NoticeDuty.allCases.map(\.source)).sorted() { li { source; "." } }
                }
            }
        }
    }

    private func copies(_ readers: [CopyReader]) -> HTML {
        HTML {
            h2 { "Who gets copies" }
            p {
                "Those who help always hear of what they can do something about, and of what they signed themselves. "
                "You decide who gets copies of the rest. Of plan and money only those get any who may see them."
            }
            if readers.isEmpty { p { "Nobody helps just now." } }
            for reader in readers {
                div(.class("panel")) {
                    h3 { bdi { reader.person.name } }
                    p { reader.gets ? "Gets copies, once a day." : "Gets no copies." }
                    PostForm(
                        action: "/account/notices/copies",
                        hidden: hidden.naming("copies-\(reader.person.id)") + [
                            HiddenField(name: "person", value: reader.person.id.text),
                            HiddenField(name: "gets", value: reader.gets ? "no" : "yes"),
                        ]
                    ) {
                        Button(
                            reader.gets ? "Send no more copies" : "Send copies", kind: .secondary,
                            about: reader.person.name)
                    }
                }
            }
        }
    }
}

/// The form as it is typed.
struct NoticesText: Sendable {
    var way: String
    var hour: String
    /// Nil where it was not asked for.
    var number: String?
    var address: String
    var paces: [NoticeTopic: String]

    init(_ standing: NoticeStanding) {
        way = standing.settings.way.rawValue
        hour = "\(standing.settings.hour)"
        number = standing.number
        address = standing.address.joined(separator: "\n")
        paces = [:]
        for topic in NoticeTopic.allCases { paces[topic] = standing.settings[topic].rawValue }
    }

    init(_ form: Form) {
        way = form["way"]
        hour = form["hour"]
        number = form.fields["number"]
        address = form["address"]
        paces = [:]
        for topic in NoticeTopic.allCases { paces[topic] = form["pace-\(topic.rawValue)"] }
    }

    /// - Throws: `FieldProblems`.
    func checked(version: Int, _ texts: TextService) throws(FieldProblems) -> ChooseNotices {
        var problems = FieldProblems()
        let way = NoticeWay(rawValue: way)
        if way == nil || way == .text && !texts.isOffered { problems.add("way", "Choose how we tell you") }
        let hour = Int(hour)
        if hour == nil { problems.add("hour", "Choose an hour") }
        guard problems.isEmpty, let way, let hour else { throw problems }
        return ChooseNotices(
            way: way, hour: hour, paces: paces.compactMapValues(NoticePace.init(rawValue:)), number: number,
            address: address.split(whereSeparator: \.isNewline).map(String.init), version: version)
    }
}
