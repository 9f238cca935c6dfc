import Values

/// What somebody is who sells to holders: it decides what the checklist asks for.
package enum SupplierKind: String, Sendable, CaseIterable, Codable {
    case careAgency = "care-agency"
    case therapist
    case equipment
    case personalAssistant = "personal-assistant"
    case activities
    case shortBreaks = "short-breaks"
    case other

    package var words: String {
        switch self {
        case .careAgency: "Care agency"
        case .therapist: "Therapist or therapy practice"
        case .equipment: "Seller of equipment or supplies"
        case .personalAssistant: "Personal assistant"
        case .activities: "Provider of activities, classes or leisure"
        case .shortBreaks: "Provider of short breaks or respite"
        case .other: "Something else"
        }
    }

    /// What is true of everybody of the kind, so that nobody is asked it. The rest is asked.
    package var given: [Question: Bool] {
        switch self {
        case .careAgency: [.regulated: true, .visits: true, .registered: false, .lifting: false]
        case .therapist: [.registered: true, .visits: true, .lifting: false]
        case .equipment: [.sells: true, .regulated: false, .registered: false]
        case .personalAssistant: [
            .visits: true, .registered: false, .sells: false, .devices: false, .lifting: false,
            .largeTurnover: false,
        ]
        case .activities: [.regulated: false, .visits: true, .devices: false, .lifting: false]
        case .shortBreaks: [.visits: true, .devices: false]
        case .other: [:]
        }
    }
}

/// What decides whether a requirement applies, where the kind of supplier does not.
package enum Question: String, Sendable, CaseIterable, Codable {
    case employs
    case regulated
    case registered
    case visits
    case advises
    case sells
    case healthRecords = "health-records"
    case largeTurnover = "large-turnover"
    case devices
    case lifting

    package var words: String {
        switch self {
        case .employs: "Do you employ anybody?"
        case .regulated: "Do you give personal care, nursing or treatment?"
        case .registered: "Does somebody’s work for you need an entry in a professional register?"
        case .visits: "Do your people visit customers, or look after them?"
        case .advises: "Do you give advice or treatment that somebody could come to harm by?"
        case .sells: "Do you sell or hire out things?"
        case .healthRecords: "Will you hold people’s health records?"
        case .largeTurnover: "Is your turnover more than £36 million a year?"
        case .devices: "Do you make, sell or hire out medical devices?"
        case .lifting: "Do you sell, hire out or service equipment that lifts people?"
        }
    }

    package var hint: String? {
        switch self {
        case .employs: "Directors who own half or more of a company without other staff do not count."
        case .regulated: "These are activities that the Care Quality Commission regulates."
        case .registered: "As with physiotherapists, nurses, osteopaths or dietitians."
        case .visits: "Also where customers come to you for care, therapy or an activity."
        case .advises: nil
        case .sells: nil
        case .healthRecords: "More than a name, an address and what was ordered."
        case .largeTurnover: "Of the whole organisation, in its last year."
        case .devices: "Wheelchairs, pressure mattresses and continence products are medical devices."
        case .lifting: "As with hoists, slings, stairlifts and standing aids."
        }
    }
}

/// What an organisation is in law.
package enum LegalForm: String, Sendable, CaseIterable, Codable {
    case soleTrader = "sole-trader"
    case partnership
    case company
    case communityCompany = "community-interest-company"
    case charity
    case society
    case publicBody = "public-body"

    package var words: String {
        switch self {
        case .soleTrader: "Sole trader or self-employed"
        case .partnership: "Partnership"
        case .company: "Limited company or limited liability partnership"
        case .communityCompany: "Community interest company"
        case .charity: "Charity"
        case .society: "Co-operative or community benefit society"
        case .publicBody: "NHS or other public body"
        }
    }

    /// Is it entered somewhere under a number: Companies House, the Charity Commission, the Mutuals Register?
    package var hasNumber: Bool {
        switch self {
        case .company, .communityCompany, .charity, .society: true
        case .soleTrader, .partnership, .publicBody: false
        }
    }
}
