import Catalogue
import Markup
import Operations
import Storage
import Values

/// Where the pages of a supplier's papers lead back to.
enum PapersWay {
    static let all = [Link("Your organisation", href: "/supplier/papers")]
    /// For pages that others of the team see, too.
    static let team = [Link("What you are approved for", href: "/supplier/standing")]
}

/// One requirement, as the supplier fills it.
struct PaperPage {
    let requirement: Requirement
    let checklist: Checklist
    let today: Day
    let hidden: [HiddenField]
    var text = EvidenceText()
    var expires = TypedDay()
    var problems = FieldProblems()

    private var given: [Evidence] {
        checklist.evidence.filter { $0.requirement == requirement.code }.reversed()
    }

    var view: View {
        View(requirement.title, place: .organisation, breadcrumb: PapersWay.all, problems: problems) {
            h1 { requirement.title }
            p {
                checklist.standing(of: requirement.code, on: today)
                    .tag(on: today, waits: checklist.waits(requirement.code))
            }
            div(.class("text")) {
                p(.class("lead")) { requirement.text }
                if let laws = requirement.laws { p(.class("quiet")) { "Why we ask: \(laws)." } }
            }
            h2 { given.isEmpty ? "Give this" : "Give a newer one" }
            PostForm(action: "/supplier/papers/\(requirement.code.rawValue)", hidden: hidden) {
                fields
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/supplier/papers", kind: .secondary)
                }
            }
            if !given.isEmpty {
                h2 { "What you gave" }
                div(.class("stack")) { for one in given { EvidencePanel(requirement: requirement, evidence: one) } }
            }
        }
    }

    @HTMLBuilder private var fields: HTML {
        let asks = requirement.asks
        if let form = asks.number {
            TextField(
                name: "number", label: form.label, hint: form.hint, value: text.number, problem: problems["number"])
        }
        if let form = asks.otherNumber {
            TextField(
                name: "other-number", label: form.label, hint: form.hint, value: text.otherNumber,
                problem: problems["other-number"])
        }
        if let label = asks.words {
            TextArea(
                name: "words", label: label, value: text.words, problem: problems["words"], rows: 4,
                maximum: EvidenceText.wordsCharactersMaximum)
        }
        if let least = asks.sum {
            MoneyField(
                name: "sum", label: "Sum insured", hint: "At least \(least).", value: text.sum,
                problem: problems["sum"])
        }
        if asks.expires {
            expires.field(
                "expires", "Last day on which it holds", hint: "For example 31 3 2027.", problem: problems["expires"])
        }
    }
}

/// Something that was given, and what was said of it.
struct EvidencePanel: Component {
    let requirement: Requirement
    let evidence: Evidence

    var html: HTML {
        div(.class("panel")) {
            p {
                evidence.status.tag
                " "
                span(.class("quiet")) {
                    evidence.status == .waived || evidence.offeredBy == nil
                        ? (evidence.offeredAt.milliseconds == 0
                            ? "Brought along from before" : "Noted on \(evidence.offeredAt.words)")
                        : "Given on \(evidence.offeredAt.words)"
                }
            }
            let rows = evidence.content.rows(requirement)
            if !rows.isEmpty { SummaryList(rows) }
            if let until = evidence.until, evidence.status.counts { p { "Counts until \(until.words)." } }
            if let reason = evidence.decision?.reason, !reason.isEmpty { p { "Why: "; bdi { reason } } }
        }
    }
}

/// The questions that the kind of supplier does not answer by itself.
struct QuestionsPage {
    let checklist: Checklist
    /// Has the supplier been let in?
    let isKnown: Bool
    let hidden: [HiddenField]
    var typed: [String: String]
    var problems = FieldProblems()

    init(checklist: Checklist, isKnown: Bool, hidden: [HiddenField]) {
        self.checklist = checklist
        self.isKnown = isKnown
        self.hidden = hidden
        let answers = checklist.answers.map { question, answer in
            (question.rawValue, answer && !checklist.wishes.contains(question) ? "yes" : "no")
        }
        typed = Dictionary(answers, uniquingKeysWith: { first, _ in first })
    }

    var view: View {
        View("Questions", place: .organisation, breadcrumb: PapersWay.all, problems: problems) {
            h1 { "Questions that decide what you have to show" }
            if isKnown {
                InsetText {
                    p {
                        "If you now answer yes to something, nothing new can be ordered until we have seen what goes "
                        "with it. If you now answer no, your yes stays until we have agreed."
                    }
                }
            }
            PostForm(action: "/supplier/papers/questions", hidden: hidden) {
                for question in checklist.asked {
                    Radios(
                        name: question.rawValue, legend: question.words, hint: hint(question),
                        choices: [Choice("yes", "Yes"), Choice("no", "No")], value: typed[question.rawValue],
                        problem: problems[question.rawValue], isInline: true)
                }
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/supplier/papers", kind: .secondary)
                }
            }
        }
    }
}

extension QuestionsPage {
    private func hint(_ question: Question) -> String? {
        guard checklist.wishes.contains(question) else { return question.hint }
        return [question.hint, "You said yes before. We have not agreed to the no yet."].compactMap(\.self)
            .joined(separator: " ")
    }
}

/// Who the supplier is.
struct DetailsPage {
    let supplier: Supplier
    let profile: SupplierProfile
    let hidden: [HiddenField]
    var text: SupplierDetailsText
    var description: String
    var problems = FieldProblems()

    private var isSeen: Bool { supplier.status.isKnown && profile.details != nil }

    init(supplier: Supplier, profile: SupplierProfile, hidden: [HiddenField]) {
        self.supplier = supplier
        self.profile = profile
        self.hidden = hidden
        text = SupplierDetailsText(supplier, profile.details, kind: profile.kind)
        description = supplier.description
    }

    /// What is not asked again is as it was.
    mutating func take(_ form: Form) {
        let seen = SupplierDetailsText(supplier, profile.details, kind: profile.kind)
        text = SupplierDetailsText(form)
        guard isSeen else { return }
        (text.name, text.kind, text.legalForm) = (seen.name, seen.kind, seen.legalForm)
        (text.number, text.vatNumber) = (seen.number, seen.vatNumber)
    }

    var view: View {
        View("Who you are", place: .organisation, breadcrumb: PapersWay.all, problems: problems) {
            h1 { "Who you are" }
            if isSeen, let details = profile.details {
                SummaryList([
                    .init("Name", HTML { bdi { supplier.name } }), .init("What you are", HTML(details.kind.words)),
                    .init("Legal form", HTML(details.legalForm.words)),
                    .init("Number", HTML(details.number.isEmpty ? "None" : details.number)),
                    .init("VAT number", HTML(details.vatNumber.isEmpty ? "None" : details.vatNumber)),
                ])
                InsetText { p { "We have seen these. To change them, write to the commissioner." } }
            }
            PostForm(action: "/supplier/papers/details", hidden: hidden) {
                DetailsFields(text: text, problems: problems, isSeen: isSeen)
                TextArea(
                    name: "description", label: "What you do, as customers read it", value: description,
                    problem: problems["description"], rows: 5,
                    maximum: SaveSupplierDetails.descriptionCharactersMaximum)
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/supplier/papers", kind: .secondary)
                }
            }
        }
    }
}

/// The account that the supplier is paid into.
struct BankPage {
    let accounts: [BankAccount]
    let hidden: [HiddenField]
    var text = BankAccountText()
    var problems = FieldProblems()

    var view: View {
        let row = Requirement[.bankAccount]
        return View("Bank account", place: .organisation, breadcrumb: PapersWay.all, problems: problems) {
            h1 { "Bank account" }
            div(.class("text")) { p(.class("lead")) { row?.text ?? "" } }
            if !accounts.isEmpty { BankTable(accounts: accounts) }
            h2 { accounts.isEmpty ? "Enter the account" : "Enter another account" }
            if accounts.contains(where: { $0.status == .inUse }) {
                p { "The account in use stays in use until we have called you back about the new one." }
            }
            PostForm(action: "/supplier/papers/bank-account", hidden: hidden) {
                TextField(
                    name: "holder", label: "Name of the account", value: text.holder, problem: problems["holder"])
                TextField(
                    name: "sort-code", label: "Sort code", hint: "Six digits, like 30-99-21.", value: text.sortCode,
                    problem: problems["sort-code"], autocomplete: "off", inputmode: "numeric", width: .short)
                TextField(
                    name: "account-number", label: "Account number", hint: "Six to eight digits.", value: text.number,
                    problem: problems["account-number"], autocomplete: "off", inputmode: "numeric", width: .short)
                ButtonRow {
                    Button("Save")
                    ButtonLink("Cancel", href: "/supplier/papers", kind: .secondary)
                }
            }
        }
    }
}

/// Accounts that were given, never in full.
struct BankTable: Component {
    let accounts: [BankAccount]

    var html: HTML {
        DataTable(
            id: "accounts", caption: "Accounts, the newest first", isCaptionHidden: true,
            columns: [.init("Account"), .init("Given"), .init("Stands"), .init("What was said")],
            rows: accounts.reversed().map { account in
                .init(
                    HTML { bdi { account.holder }; br(); account.masked },
                    [
                        HTML(account.enteredAt.words), account.status.tag.html,
                        HTML { bdi { account.decision?.reason ?? "" } },
                    ])
            })
    }
}
