import Catalogue
import Identity
import Markup
import Operations
import Values

/// The public form by which anybody applies to be a supplier.
struct JoinPage {
    var text = SupplierDetailsText()
    let hidden: [HiddenField]
    var problems = FieldProblems()

    var view: View {
        View("Become a supplier", breadcrumb: [Link("Sign in", href: "/sign-in")], problems: problems) {
            h1 { "Become a supplier" }
            div(.class("text")) {
                p(.class("lead")) {
                    "Tell us who you are. On the next page you see a list of what we need to see before people can "
                    "order from you. You can come back to it as often as you like."
                }
                p {
                    "Already a supplier here? "
                    Link("Sign in", href: "/sign-in")
                }
            }
            PostForm(action: "/suppliers/join", hidden: hidden) {
                DetailsFields(text: text, problems: problems)
                TextField(
                    name: "password", label: "Choose a password",
                    hint: "At least \(PasswordRule.charactersMinimum) characters. You come back with it and the number "
                        + "of your application.",
                    problem: problems["password"], type: "password", autocomplete: "new-password", width: .long)
                Button("Begin the application")
            }
        }
    }
}

/// Who a supplier is, as fields of a form.
struct DetailsFields: Component {
    let text: SupplierDetailsText
    let problems: FieldProblems
    /// What staff have seen is shown beside the form, and not asked again.
    var isSeen = false

    var html: HTML {
        if !isSeen {
            TextField(
                name: "name", label: "Name of your organisation", hint: "Your own name, where you work alone.",
                value: text.name, problem: problems["name"], autocomplete: "organization")
            Radios(
                name: "kind", legend: "What are you?", hint: "It decides what we ask you for.",
                choices: SupplierKind.allCases.map { Choice($0.rawValue, $0.words) }, value: text.kind,
                problem: problems["kind"])
            Radios(
                name: "legal-form", legend: "Legal form",
                choices: LegalForm.allCases.map { Choice($0.rawValue, $0.words) }, value: text.legalForm,
                problem: problems["legal-form"])
            TextField(
                name: "number", label: "Company, charity or society number",
                hint: "Only where there is one.", value: text.number, problem: problems["number"], width: .medium)
            TextField(
                name: "vat-number", label: "VAT number (optional)", hint: "Like GB123456782.", value: text.vatNumber,
                problem: problems["vat-number"], width: .medium)
        }
        TextArea(
            name: "address", label: "Address without the postcode", value: text.address,
            problem: problems["address"], rows: 3)
        TextField(
            name: "postcode", label: "Postcode", value: text.postcode, problem: problems["postcode"],
            autocomplete: "postal-code", width: .short)
        TextField(
            name: "contact", label: "Name of the person we can talk to", value: text.contact,
            problem: problems["contact"], autocomplete: "name")
        TextField(
            name: "telephone", label: "Telephone", value: text.telephone, problem: problems["telephone"], type: "tel",
            autocomplete: "tel", width: .medium)
        TextField(
            name: "email", label: "E-mail address", value: text.email, problem: problems["email"], type: "email",
            autocomplete: "email", width: .long)
    }
}

extension SupplierDetailsText {
    init(_ form: Form) {
        self.init()
        (name, kind, legalForm) = (form["name"], form["kind"], form["legal-form"])
        (number, vatNumber) = (form["number"], form["vat-number"])
        (address, postcode, contact) = (form["address"], form["postcode"], form["contact"])
        (telephone, email) = (form["telephone"], form["email"])
    }

    /// As it stands, for the form that changes it.
    init(_ supplier: Supplier, _ details: SupplierDetails?, kind: SupplierKind?) {
        self.init()
        (name, telephone, email) = (supplier.name, supplier.telephone, supplier.email.text)
        self.kind = (details?.kind ?? kind)?.rawValue ?? ""
        postcode = (details?.postcode ?? supplier.basePostcode)?.description ?? ""
        guard let details else { return }
        (legalForm, number, vatNumber) = (details.legalForm.rawValue, details.number, details.vatNumber)
        (address, contact) = (details.address, details.contact)
    }
}
