/// A workflow as a drawing: the states one below the other, each with a row for everything that can happen in it, and
/// an arc from each row to the state that it leads to. Narrow enough for a telephone, and without chance: the same
/// table gives the same drawing, byte for byte.
///
/// Arcs to one state share a lane beside the states; lanes are packed so that none runs over another.
package struct WorkflowDrawing: Sendable {
    /// Everything that can happen in a state, as it is drawn.
    struct Card: Sendable {
        let state: String
        let top: Int
        let height: Int
        let rows: [Line]
        /// Not a state, but a place where the way goes on as the facts say.
        var isFork = false

        var headMiddle: Int { top + Size.head / 2 }
    }

    /// One edge: where its arc leaves the card, and what is written.
    struct Line: Sendable {
        let row: WorkflowTable.Row
        let top: Int
        let height: Int
        /// Guards and postings below the event.
        let notes: [String]

        var middle: Int { top + Size.row / 2 }
    }

    enum Size {
        static let margin = 6
        static let card = 268
        static let head = 34
        static let row = 28
        static let note = 18
        static let foot = 8
        static let gap = 22
        static let lane = 15
        static let firstLane = 20
        static let bend = 8
        /// What a note may take of a card.
        static let noteWidth = card - 28
        /// Characters of an event and a state that fit on one line.
        static let rowCharacters = 30
    }

    let table: WorkflowTable
    let cards: [Card]
    /// The lane of each state that something leads to, counted from the cards outwards.
    let lanes: [String: Int]

    package init(_ table: WorkflowTable) {
        self.table = table
        var top = Size.margin + Size.gap
        var cards: [Card] = []
        for state in table.states {
            let card = WorkflowDrawing.card(state, table.rows.filter { $0.from == state }, at: top)
            cards.append(card)
            top += card.height + Size.gap
        }
        for fork in table.forks {
            var card = WorkflowDrawing.card(fork.name, fork.rows, at: top)
            card.isFork = true
            cards.append(card)
            top += card.height + Size.gap
        }
        self.cards = cards
        lanes = WorkflowDrawing.lanes(cards)
    }

    private static func card(_ state: String, _ rows: [WorkflowTable.Row], at top: Int) -> Card {
        var next = top + Size.head + (rows.isEmpty ? 0 : Size.foot / 2)
        let lines = rows.map { row in
            let notes = notes(of: row)
            let line = Line(row: row, top: next, height: Size.row + notes.count * Size.note, notes: notes)
            next += line.height
            return line
        }
        return Card(state: state, top: top, height: next - top + (rows.isEmpty ? 0 : Size.foot), rows: lines)
    }

    private static func notes(of row: WorkflowTable.Row) -> [String] {
        let target = "→ \(WorkflowTable.words(row.to))"
        let isLong = WorkflowTable.words(row.event).count + target.count > Size.rowCharacters
        let guards = row.guards.isEmpty ? [] : wrapped("if \(row.guards.joined(separator: ", and "))")
        let effects = row.effects.isEmpty ? [] : wrapped("posts \(row.effects.joined(separator: ", "))")
        return (isLong ? [target] : []) + guards + effects
    }

    /// Lines of whole words; a word that is longer than a line stands alone.
    static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, width(of: "\(last) \(word)") <= Size.noteWidth {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// In units of the drawing, as wide as common typefaces get at the size of notes.
    static func width(of text: String) -> Int {
        text.reduce(0) { $0 + ($1.isUppercase || $1 == "_" || $1 == "→" ? 10 : 7) }
    }

    /// The shortest first, each in the innermost lane that is free over its whole length.
    private static func lanes(_ cards: [Card]) -> [String: Int] {
        var spans: [(state: String, first: Int, last: Int)] = []
        for card in cards {
            let sources = cards.flatMap(\.rows).filter { $0.row.to == card.state }.map(\.middle)
            guard let first = sources.min(), let last = sources.max() else { continue }
            spans.append((card.state, min(first, card.headMiddle), max(last, card.headMiddle)))
        }
        spans.sort { ($0.last - $0.first, $0.first) < ($1.last - $1.first, $1.first) }
        var taken: [[ClosedRange<Int>]] = []
        var lanes: [String: Int] = [:]
        for span in spans {
            let range = (span.first - Size.bend)...(span.last + Size.bend)
            let free = taken.firstIndex { $0.allSatisfy { !$0.overlaps(range) } } ?? taken.count
            if free == taken.count { taken.append([]) }
            taken[free].append(range)
            lanes[span.state] = free
        }
        return lanes
    }

    var cardRight: Int { Size.margin + Size.card }
    var width: Int { cardRight + Size.firstLane + (lanes.values.max() ?? 0) * Size.lane + Size.margin + 4 }
    var height: Int { (cards.last.map { $0.top + $0.height } ?? Size.gap) + Size.margin }

    func laneX(of state: String) -> Int { cardRight + Size.firstLane + (lanes[state] ?? 0) * Size.lane }
}

// MARK: - What is written

extension WorkflowDrawing {
    /// The file: text, so that it can be searched and read aloud; colours for paper, light and dark.
    package var svg: String {
        let lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="title desc" lang="en-GB" \
            font-family="system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif" color="#16262e">
            """,
            "<title id=\"title\">\(Self.escaped(title))</title>",
            "<desc id=\"desc\">\(Self.escaped(description))</desc>",
            // The colours below hold where a browser lets no style in; this is for dark rooms, and for paper.
            """
            <style>@media (prefers-color-scheme: dark) { svg { color: #e9eeef } .paper { fill: #10181b } \
            .card { fill: #1a2428; stroke: #7d8d94 } .head { fill: #1f3439 } .arc { stroke: #86cedb } \
            .tip { fill: #86cedb } .gap { stroke: #10181b } .quiet { fill: #adbcc2 } } \
            @media print { .paper { fill: #fff } .gap { stroke: #fff } }</style>
            """,
            "<rect class=\"paper\" width=\"\(width)\" height=\"\(height)\" fill=\"#f6f4ef\"/>",
        ]
        return (lines + beginning + cards.flatMap(drawn) + arcs + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private var title: String { "How a \(WorkflowTable.words(table.name)) moves from state to state" }

    private var description: String {
        let begins = "It begins: \(table.starts.map(WorkflowTable.words).joined(separator: " or "))."
        let steps = table.rows.map { row in
            let guards = row.guards.isEmpty ? "" : ", if \(row.guards.joined(separator: " and "))"
            return "From \(WorkflowTable.words(row.from)), \(WorkflowTable.words(row.event)) "
                + "leads to \(WorkflowTable.words(row.to))\(guards)."
        }
        let forks = table.forks.flatMap(\.rows).map { row in
            "\(WorkflowTable.words(row.from).capitalizedFirst): leads to \(WorkflowTable.words(row.to)) "
                + "if \(row.guards.joined())."
        }
        let ends = table.ends.map(WorkflowTable.words).joined(separator: ", ")
        return ([begins] + steps + forks + (ends.isEmpty ? [] : ["Ends: \(ends)."])).joined(separator: " ")
    }

    /// A dot with an arrow: here everything begins.
    private var beginning: [String] {
        cards.filter { table.starts.contains($0.state) }.flatMap(beginning)
    }

    private func beginning(_ card: Card) -> [String] {
        let (x, y) = (Size.margin + 22, card.top)
        return [
            "<circle class=\"tip\" cx=\"\(x)\" cy=\"\(y - 15)\" r=\"5\" fill=\"#0b5563\"/>",
            """
            <path class="arc" d="M\(x) \(y - 10)V\(y - 5)" fill="none" stroke="#0b5563" stroke-width="1.5"/>
            """,
            tip("M\(x) \(y)l-4 -7h8z"),
        ]
    }

    private func drawn(_ card: Card) -> [String] {
        let (x, isEnd) = (Size.margin, !card.isFork && table.isEnd(card.state))
        let edge = "stroke=\"#7b898f\" stroke-width=\"1\""
        let frame = card.isFork ? " stroke-dasharray=\"2 3\"" : ""
        var lines = [
            rect("card", x, card.top, Size.card, card.height, "fill=\"#fff\" \(edge)\(frame)"),
            rect("head", x + 1, card.top + 1, Size.card - 2, Size.head - 2, "fill=\"#e3eef0\""),
        ]
        // Two lines around an end, as in other drawings of its kind.
        if isEnd {
            lines.append(rect("card", x + 4, card.top + 4, Size.card - 8, card.height - 8, "fill=\"none\" \(edge)"))
        }
        lines.append(
            text(WorkflowTable.words(card.state).capitalizedFirst, x + 14, card.top + 23, "16", "font-weight=\"700\""))
        if isEnd { lines.append(quiet("end", x + Size.card - 14, card.top + 22, isAtEnd: true)) }
        for line in card.rows {
            if !line.row.event.isEmpty {
                lines.append(text(WorkflowTable.words(line.row.event), x + 14, line.top + 19, "15", ""))
            }
            let target = "→ \(WorkflowTable.words(line.row.to))"
            if line.notes.first != target {
                lines.append(quiet(target, x + Size.card - 12, line.top + 19, isAtEnd: true))
            }
            for (number, note) in line.notes.enumerated() {
                lines.append(quiet(note, x + 14, line.top + Size.row + number * Size.note + 10, isAtEnd: false))
            }
        }
        return lines
    }

    /// Outer lanes first, each with a gap around it, so that crossing lines do not run into each other.
    private var arcs: [String] {
        let byLane = cards.filter { lanes[$0.state] != nil }
            .sorted { (lanes[$1.state] ?? 0, $0.top) < (lanes[$0.state] ?? 0, $1.top) }
        return byLane.flatMap { card in
            let paths = cards.flatMap(\.rows).filter { $0.row.to == card.state }.map { line in
                (path(from: line.middle, to: card), line.middle > card.headMiddle)
            }
            let (x, y) = (cardRight, card.headMiddle)
            let gap = "fill=\"none\" stroke=\"#f6f4ef\" stroke-width=\"5\""
            return paths.map { "<path class=\"gap\" d=\"\($0.0)\" \(gap)/>" }
                + paths.map { path, isBack in
                    let dashes = isBack ? " stroke-dasharray=\"5 3\"" : ""
                    return "<path class=\"arc\" d=\"\(path)\" fill=\"none\" stroke=\"#0b5563\" "
                        + "stroke-width=\"1.5\"\(dashes)/>"
                } + [tip("M\(x + 1) \(y)l9 -5v10z")]
        }
    }

    private func path(from start: Int, to card: Card) -> String {
        let (lane, end, bend) = (laneX(of: card.state), card.headMiddle, Size.bend)
        let way = start < end ? 1 : -1
        return "M\(cardRight) \(start)H\(lane - bend)Q\(lane) \(start) \(lane) \(start + way * bend)"
            + "V\(end - way * bend)Q\(lane) \(end) \(lane - bend) \(end)H\(cardRight + 8)"
    }

    private func tip(_ path: String) -> String { "<path class=\"tip\" d=\"\(path)\" fill=\"#0b5563\"/>" }

    private func rect(_ name: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ look: String) -> String {
        "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"6\" \(look)/>"
    }

    private func text(_ words: String, _ x: Int, _ y: Int, _ size: String, _ look: String) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" fill=\"currentColor\" \(look)>\(Self.escaped(words))</text>"
            .replacing(" >", with: ">")
    }

    private func quiet(_ words: String, _ x: Int, _ y: Int, isAtEnd: Bool) -> String {
        let anchor = isAtEnd ? " text-anchor=\"end\"" : ""
        return "<text class=\"quiet\" x=\"\(x)\" y=\"\(y)\" font-size=\"13\" fill=\"#4a5a61\"\(anchor)>"
            + "\(Self.escaped(words))</text>"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension WorkflowTable.Fork {
    /// As a state's rows, without anything that happens.
    fileprivate var rows: [WorkflowTable.Row] {
        branches.map { .init(from: name, event: "", guards: [$0.condition], effects: [], to: $0.to) }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
