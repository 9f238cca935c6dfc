import ArgumentParser
import Baskets

/// Prints the rules that every basket is judged by.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Print every rule that baskets and orders are judged by.",
        discussion: """
            Each rule with its code, how heavily it weighs (block: cannot be signed; refer: needs approval; warn: the
            person is told), what has to be known to apply it, its text, where it comes from, and what the person can
            do. Commissioners' own rules are data, and stand on their policy page.

            Examples:
              holdfast rules
              holdfast rules R08 R13
            """)

    @Argument(help: "Only these codes, such as R08.")
    var codes: [String] = []

    func run() throws {
        let wanted = Set(codes.map { $0.uppercased() })
        let known = Set(Rule.table.map(\.code.rawValue))
        if let stranger = wanted.subtracting(known).min() {
            throw CommandFailure("\(stranger): there is no such rule", code: CommandFailure.usage)
        }
        let rules = Rule.table.filter { wanted.isEmpty || wanted.contains($0.code.rawValue) }
            .sorted { ($0.code.rawValue, $0.title) < ($1.code.rawValue, $1.title) }
        for rule in rules { Terminal.say(RulesCommand.paragraph(rule)) }
    }

    private static func paragraph(_ rule: Rule) -> String {
        """
        \(rule.code.rawValue)  \(rule.title) [\(rule.severities.map(\.word).joined(separator: ", "))]
             \(rule.text)
             needs: \(rule.needs)
             from:  \(rule.source)
             then:  \(rule.steps)

        """
    }
}
