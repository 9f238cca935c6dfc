import Markup

extension ComponentExamples {
    static var fields: [Example] { textFields + otherFields }

    private static var textFields: [Example] {
        [
            Example("Text field") {
                TextField(name: "name", label: "Full name", value: longName, autocomplete: "name")
            },
            Example("Text field with a problem") {
                TextField(
                    name: "quantity", label: "How many sessions?", hint: "Your plan allows up to 12.", value: "a few",
                    problem: "Enter how many you want, as a number", inputmode: "numeric", width: .short)
            },
            Example("Text field as the page's question") {
                TextField(name: "postcode", label: "What is your postcode?", width: .medium, isHeading: true)
            },
            Example("Password") {
                TextField(
                    name: "password", label: "Password", value: "never shown", type: "password",
                    autocomplete: "current-password", width: .long)
            },
            Example("Money field") { MoneyField(name: "price", label: "Price of one session", value: "62.00") },
            Example("Money field with a problem") {
                MoneyField(
                    name: "limit", label: "Approve up to", hint: "Asked for: £372.00", value: "-1",
                    problem: "Approve up to must be an amount of money, like 24.50")
            },
        ]
    }

    private static var otherFields: [Example] {
        [
            Example("Date field") {
                DateField(name: "first-day", legend: "When should visits start?", hint: "For example, 27 3 2027")
            },
            Example("Date field with a problem") {
                DateField(
                    name: "start-date", legend: "When should visits start?", day: "31", month: "2", year: "2026",
                    problem: "The first visit must be on or after 1 September 2026")
            },
            Example("File field") {
                FileField(name: "file", label: "List of listings", hint: "A CSV file of up to 5 MB.", accept: ".csv")
            },
            Example("Text area") {
                TextArea(name: "reason", label: "Why is this needed?", hint: "Your own words are fine.", maximum: 1_000)
            },
            Example("Text area with a problem") {
                TextArea(
                    name: "decline", label: "Reason for declining",
                    problem: "Write why you decline, in a sentence or two")
            },
        ]
    }

    static var choices: [Example] {
        let ways = [
            Choice("send", "Send now", hint: "Everything in it is in your plan."),
            Choice("ask", "Ask first", hint: "Your coordinator decides within 3 working days."),
            Choice("keep", "Keep it for later"),
        ]
        return [
            Example("Select") {
                Select(
                    name: "order", label: "Sort by",
                    choices: [Choice("best", "Best match"), Choice("price", "Price")])
            },
            Example("Radios") { Radios(name: "way", legend: "What should happen now?", choices: ways, value: "ask") },
            Example("Radios with a problem") {
                Radios(
                    name: "way-2", legend: "What should happen now?", choices: ways,
                    problem: "Choose what should happen")
            },
            Example("Radios in a line") {
                Radios(
                    name: "received", legend: "Did everything arrive?",
                    choices: [Choice("yes", "Yes"), Choice("no", "No")], isInline: true)
            },
            Example("Checkbox") {
                Checkbox(
                    name: "terms", label: "I have read the supplier’s terms", hint: "They are below.",
                    isChecked: true)
            },
            Example("Checkbox with a problem") {
                Checkbox(name: "sure", label: "I am sure", problem: "Tick the box if you are sure")
            },
            Example("Checkboxes") {
                Checkboxes(
                    name: "days", legend: "On which days?", hint: "Choose all that suit you.",
                    choices: [
                        Choice("mon", "Monday"), Choice("tue", "Tuesday"),
                        Choice("sun", "Sunday", isDisabled: true),
                    ],
                    values: ["tue"])
            },
        ]
    }
}
