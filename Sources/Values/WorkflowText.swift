// A workflow in words: a table for terminals, and a graph for Graphviz.

extension WorkflowTable {
    /// A stored word as people read it: `not_sent` is "not sent", `askForChange` is "ask for change".
    package static func words(_ stored: String) -> String {
        var words = ""
        for letter in stored {
            if letter == "_" || letter == "-" {
                words.append(" ")
            } else if letter.isUppercase {
                words += (words.isEmpty ? "" : " ") + letter.lowercased()
            } else {
                words.append(letter)
            }
        }
        return words
    }

    /// States in which nothing more can happen.
    package var ends: [String] { states.filter(isEnd) }

    /// One line for each edge, columns aligned.
    package var text: String {
        let head = ["from", "event", "to", "if", "posts"]
        let lines = [head] + rows.map { row in
            [
                row.from, row.event, row.to, row.guards.joined(separator: " and "),
                row.effects.joined(separator: " "),
            ]
        }
            + forks.flatMap { fork in fork.branches.map { [fork.name, "", $0.to, $0.condition, ""] } }
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let table = lines.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "  " + String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        let end = ends.isEmpty ? "it has no end" : "ends: \(ends.joined(separator: ", "))"
        let begins = "begins: \(starts.joined(separator: " or "))"
        return (["\(name) (\(begins); \(end))", ""] + table).joined(separator: "\n") + "\n"
    }

    /// For Graphviz: `holdfast workflow --format dot plan | dot -Tsvg`.
    package var dot: String {
        var lines = [
            "digraph \(WorkflowTable.quoted(name)) {", "    rankdir=TB;",
            "    node [shape=box, style=rounded, fontname=\"sans-serif\"];",
            "    edge [fontname=\"sans-serif\", fontsize=11];", "    \"\" [shape=point, width=0.15, label=\"\"];",
        ]
        lines += states.map { state in
            let end = isEnd(state) ? ", peripheries=2" : ""
            let label = WorkflowTable.quoted(WorkflowTable.words(state))
            return "    \(WorkflowTable.quoted(state)) [label=\(label)\(end)];"
        }
        lines += forks.map { fork in
            let label = WorkflowTable.quoted(WorkflowTable.words(fork.name))
            return "    \(WorkflowTable.quoted(fork.name)) [shape=diamond, style=solid, label=\(label)];"
        }
        lines += starts.map { "    \"\" -> \(WorkflowTable.quoted($0));" }
        lines += rows.map { row in
            let parts = [WorkflowTable.words(row.event)] + row.guards.map { "if \($0)" }
                + (row.effects.isEmpty ? [] : ["posts \(row.effects.joined(separator: ", "))"])
            let ends = "\(WorkflowTable.quoted(row.from)) -> \(WorkflowTable.quoted(row.to))"
            return "    \(ends) [label=\(WorkflowTable.quoted(parts.joined(separator: "\n")))];"
        }
        lines += forks.flatMap { fork in
            fork.branches.map { branch in
                let ends = "\(WorkflowTable.quoted(fork.name)) -> \(WorkflowTable.quoted(branch.to))"
                return "    \(ends) [label=\(WorkflowTable.quoted("if \(branch.condition)"))];"
            }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = ""
        for letter in text {
            switch letter {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default: quoted.append(letter)
            }
        }
        return "\"\(quoted)\""
    }
}
