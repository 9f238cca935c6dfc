import TestSupport
import Testing
@testable import Values

/// A parcel, as anybody knows it.
private enum ParcelState: String, WorkflowWord {
    case packed, onTheWay = "on_the_way", delivered, lost
}

private enum ParcelEvent: String, WorkflowWord {
    case send, deliver, lose, find
}

private enum ParcelGuard: String, WorkflowGuard {
    case isPaid = "is_paid"
    case hasAddress = "has_address"
    case isUrgent = "is_urgent"

    var words: String {
        switch self {
        case .isPaid: "it is paid"
        case .hasAddress: "it has an address"
        case .isUrgent: "it is urgent"
        }
    }
}

private let parcel = Workflow<ParcelState, ParcelEvent, ParcelGuard>(
    "parcel", start: .packed,
    [
        .init(.packed, .send, if: [.isPaid, .isUrgent], posts: ["PAY_OK"], to: .delivered),
        .init(.packed, .send, if: [.hasAddress, .isPaid], posts: ["HOLD", "COMMIT"], to: .onTheWay),
        .init(.onTheWay, .deliver, to: .delivered),
        .init(.onTheWay, .lose, to: .lost),
        .init(.lost, .find, to: .onTheWay),
    ])

@Suite("Workflows") struct WorkflowTests {
    @Test(arguments: ParcelState.allCases, ParcelEvent.allCases)
    fileprivate func `whatever the table does not have is refused, with what is possible`(
        state: ParcelState, event: ParcelEvent
    ) throws {
        let edges = parcel.edges.filter { $0.from == state && $0.event == event }
        #expect(parcel.allows(event, from: state) == !edges.isEmpty)
        if let edge = edges.first {
            #expect(try parcel.edge(from: state, on: event) { _ in true } == edge)
            #expect(try parcel.next(from: state, on: event) == edge.to)
            return
        }
        let refusal = try #require(
            #expect(throws: WorkflowRefusal.self) { try parcel.edge(from: state, on: event) { _ in true } })
        #expect(refusal.code == "parcel.not-possible")
        #expect(refusal.unmet == nil && refusal.unmetWords == nil)
        #expect(refusal.possible == parcel.events(from: state).map(\.rawValue))
        #expect((refusal.state, refusal.event) == (state.rawValue, event.rawValue))
    }

    private static let roads: [(holds: Set<ParcelGuard>, answer: String)] = [
        ([.isPaid, .isUrgent, .hasAddress], "delivered"), ([.isPaid, .isUrgent], "delivered"),
        ([.isPaid, .hasAddress], "on_the_way"), ([.isUrgent, .hasAddress], "parcel.is-paid"),
        ([.isPaid], "parcel.is-urgent"), ([], "parcel.is-paid"),
    ]

    @Test func `the first edge whose guards all hold is taken, and otherwise the first that is missing is named`() {
        for (holds, answer) in Self.roads {
            do throws(WorkflowRefusal) {
                let next = try parcel.next(from: .packed, on: .send, where: holds.contains)
                #expect(next.rawValue == answer)
            } catch {
                #expect(error.code == answer)
                #expect(error.unmetWords == ParcelGuard.allCases.first { $0.rawValue == error.unmet }?.words)
                #expect(error.possible == ["send"])
            }
        }
    }

    @Test func `an end is a state that nothing leads out of`() {
        #expect(ParcelState.allCases.filter(parcel.isEnd) == [.delivered])
        #expect(WorkflowTable(parcel).ends == ["delivered"])
        #expect(parcel.events(from: .onTheWay) == [.deliver, .lose])
    }

    @Test func `stored words are said with blanks`() {
        let said = ["not_sent", "in-force", "askForChange", "live", ""].map(WorkflowTable.words)
        #expect(said == ["not sent", "in force", "ask for change", "live", ""])
    }

    @Test func `in a terminal every edge is a line, and the columns stand below each other`() {
        #expect(
            WorkflowTable(parcel).text == """
                parcel (begins: packed; ends: delivered)

                  from        event    to          if                                posts
                  packed      send     delivered   it is paid and it is urgent       PAY_OK
                  packed      send     on_the_way  it has an address and it is paid  HOLD COMMIT
                  on_the_way  deliver  delivered
                  on_the_way  lose     lost
                  lost        find     on_the_way

                """)
    }

    @Test func `for Graphviz every state is a node and every edge an arrow, whatever the words hold`() {
        let dot = WorkflowTable(parcel).dot
        #expect(dot.hasPrefix("digraph \"parcel\" {\n"))
        #expect(dot.contains("\"delivered\" [label=\"delivered\", peripheries=2];"))
        #expect(dot.contains("\"\" -> \"packed\";"))
        let line = "\"packed\" -> \"delivered\" [label=\"send\\nif it is paid\\nif it is urgent\\nposts PAY_OK\"];"
        #expect(dot.contains(line))
        #expect(dot.split(separator: "\n").count { $0.contains(" -> ") } == parcel.edges.count + 1)
    }
}

/// Wherever it is opened, what is in it says where it goes.
private let mailbag = Workflow<ParcelState, ParcelEvent, ParcelGuard>(
    "mailbag", start: .packed, orStart: [.lost],
    [.init(.packed, .send, if: [.hasAddress], posts: ["HOLD"], to: .onTheWay)]
        + fork.edges(.onTheWay, .find, if: [.hasAddress], posts: ["COMMIT"]) + fork.edges(.packed, .send),
    forks: [fork])
private let fork = Workflow<ParcelState, ParcelEvent, ParcelGuard>.Fork(
    "as-it-is", [.init(.isPaid, to: .delivered), .init(.isUrgent, to: .lost)])

@Suite("Forks of workflows") struct WorkflowForkTests {
    @Test func `a step through a fork goes where the facts lead, and asks what it asks of itself first`() throws {
        #expect(try mailbag.next(from: .onTheWay, on: .find) { $0 != .isPaid } == .lost)
        #expect(try mailbag.next(from: .onTheWay, on: .find) { _ in true } == .delivered)
        let refusal = #expect(throws: WorkflowRefusal.self) {
            try mailbag.next(from: .onTheWay, on: .find) { $0 != .hasAddress }
        }
        #expect(refusal?.code == "mailbag.has-address")
        #expect((fork.leads { $0 == .isUrgent }, fork.leads { _ in false }) == (.lost, nil))
    }

    @Test func `it is printed once, and each step as one line to it`() {
        #expect(
            WorkflowTable(mailbag).text == """
                mailbag (begins: packed or lost; ends: delivered, lost)

                  from        event  to          if                       posts
                  packed      send   on_the_way  it has an address        HOLD
                  on_the_way  find   as-it-is    it has an address        COMMIT
                  packed      send   as-it-is    none of the above holds
                  as-it-is           delivered   it is paid
                  as-it-is           lost        it is urgent

                """)
        let dot = WorkflowTable(mailbag).dot
        #expect(dot.contains("\"as-it-is\" [shape=diamond, style=solid, label=\"as it is\"];"))
        #expect(dot.contains("\"as-it-is\" -> \"lost\" [label=\"if it is urgent\"];"))
        #expect(dot.contains("\"\" -> \"packed\";\n    \"\" -> \"lost\";"))
    }

    @Test func `for people, what differs only in where it begins is one step`() {
        let cart = Workflow<ParcelState, ParcelEvent, ParcelGuard>(
            "cart", start: .packed,
            [
                .init(.packed, .lose, posts: ["RELEASE"], to: .lost), .init(.packed, .find, to: .packed),
                .init(.onTheWay, .lose, posts: ["RELEASE"], to: .lost), .init(.lost, .find, to: .lost),
                .init(.onTheWay, .find, to: .packed), .init(.delivered, .lose, to: .lost),
            ])
        #expect(
            WorkflowTable(cart).steps.map { "\($0.event): \($0.from.joined(separator: " ")) → \($0.to ?? "-")" } == [
                "lose: packed on_the_way → lost", "find: packed lost → -", "find: on_the_way → packed",
                "lose: delivered → lost",
            ])
    }

    @Test func `it is drawn once, with its branches`() {
        let drawing = WorkflowDrawing(WorkflowTable(mailbag))
        #expect(drawing.cards.map(\.state) == ["packed", "on_the_way", "delivered", "lost", "as-it-is"])
        #expect(drawing.cards.last?.rows.map(\.row.to) == ["delivered", "lost"])
        #expect(drawing.svg.contains("As it is: leads to lost if it is urgent."))
        #expect(drawing.svg.contains("It begins: packed or lost."))
    }
}

@Suite("Drawings of workflows") struct WorkflowDrawingTests {
    private let drawing = WorkflowDrawing(WorkflowTable(parcel))

    @Test func `the same table gives the same drawing, with a title and a description`() {
        #expect(drawing.svg == WorkflowDrawing(WorkflowTable(parcel)).svg)
        #expect(drawing.svg.contains("<title id=\"title\">How a parcel moves from state to state</title>"))
        let told = "From packed, send leads to on the way, if it has an address and it is paid."
        #expect(drawing.svg.contains(told))
        #expect(drawing.svg.contains("Ends: delivered.</desc>"))
    }

    @Test func `every state is a card and every edge a row in it, none over another`() {
        #expect(drawing.cards.map(\.state) == ["packed", "on_the_way", "delivered", "lost"])
        #expect(drawing.cards.flatMap(\.rows).map(\.row) == WorkflowTable(parcel).rows)
        for (card, next) in zip(drawing.cards, drawing.cards.dropFirst()) {
            #expect(card.top + card.height < next.top)
        }
        for card in drawing.cards {
            for (row, next) in zip(card.rows, card.rows.dropFirst()) { #expect(row.top + row.height <= next.top) }
            if let last = card.rows.last { #expect(last.top + last.height <= card.top + card.height) }
        }
    }

    /// A machine drawn at random: no state needs to be reachable to be drawn.
    @Test func `no two lanes run over each other, whatever the machine`() throws {
        try forAll { random in
            let states = ParcelState.allCases
            let edges = (0..<Int.random(in: 0...16, using: &random)).map { _ in
                Workflow<ParcelState, ParcelEvent, ParcelGuard>.Edge(
                    states.randomElement(using: &random) ?? .packed,
                    ParcelEvent.allCases.randomElement(using: &random) ?? .send,
                    if: ParcelGuard.allCases.filter { _ in Bool.random(using: &random) },
                    posts: Bool.random(using: &random) ? ["HOLD", "FUND_RESERVE", "FUND_RESERVE_BACK"] : [],
                    to: states.randomElement(using: &random) ?? .lost)
            }
            let drawing = WorkflowDrawing(WorkflowTable(Workflow("random", start: .packed, edges)))
            var spans: [Int: [ClosedRange<Int>]] = [:]
            for card in drawing.cards {
                let rows = drawing.cards.flatMap(\.rows).filter { $0.row.to == card.state }.map(\.middle)
                guard let lane = drawing.lanes[card.state] else {
                    #expect(rows.isEmpty)
                    continue
                }
                let all = rows + [card.headMiddle]
                let span = (all.min() ?? 0)...(all.max() ?? 0)
                for other in spans[lane] ?? [] { #expect(!other.overlaps(span)) }
                spans[lane, default: []].append(span)
                #expect(drawing.laneX(of: card.state) < drawing.width)
            }
        }
    }

    @Test func `words with signs of markup stay words`() {
        #expect(WorkflowDrawing.escaped("a < b & c > d") == "a &lt; b &amp; c &gt; d")
        let long = String(repeating: "longer ", count: 20) + String(repeating: "x", count: 60)
        let lines = WorkflowDrawing.wrapped(long)
        #expect(lines.joined(separator: " ") == long)
        #expect(lines.dropLast().allSatisfy { WorkflowDrawing.width(of: $0) <= WorkflowDrawing.Size.noteWidth })
    }
}
