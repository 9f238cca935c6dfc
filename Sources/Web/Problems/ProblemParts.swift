import Markup
import Orders
import Storage
import Values

/// What a problem is about.
struct ProblemFacts: Component {
    let problem: ProblemView
    /// Sums are not for everybody.
    let seesMoney: Bool

    var html: HTML {
        let own = problem.problem
        return SummaryList(
            [
                .init("What is wrong", HTML(own.kind.words)),
                .init("With", HTML { "\(own.units) × "; bdi { problem.line.title }; ", \(problem.line.unit)" }),
                .init("Order", HTML(problem.number)),
                .init("Reported", HTML(own.reportedAt.words)),
                .init("Wished", HTML(own.wish.words)),
            ] + (seesMoney ? sums : [])
        ).html
    }

    private var sums: [SummaryList.Row] {
        let own = problem.problem
        var rows = [SummaryList.Row("What it costs", HTML("\(problem.whole)"))]
        if let remedy = own.remedy { rows.append(.init("Remedy", HTML(remedy.words))) }
        if own.refund.isPositive {
            rows.append(.init("To be paid back", HTML("\(own.refund) in all, \(own.left) still to come")))
        }
        return rows
    }
}

/// What each side has said, in order.
struct ProblemStatements: Component {
    let problem: ProblemView
    let side: ProblemSide

    var html: HTML {
        HTML {
            SectionHeading("What was said", count: problem.statements.count)
            ul(.class("list")) {
                for said in problem.statements {
                    li {
                        p(.class("quiet")) {
                            bdi { said.name }
                            ", \(who(said.side)), \(said.at.words)"
                            if side != .supplier, !said.isForSupplier { ". The supplier does not see this." }
                        }
                        p { bdi { said.text } }
                    }
                }
            }
        }
    }

    private func who(_ said: ProblemSide) -> String {
        switch said {
        case .holder: side == .holder ? "your side" : "customer"
        case .supplier: side == .supplier ? "your side" : "supplier"
        case .commissioner: side == .commissioner ? "your side" : "commissioner"
        }
    }
}

/// The steps that have been taken.
struct ProblemTimeline: Component {
    let problem: ProblemView
    let words: ProblemWords
    let now: Moment

    var html: HTML {
        HTML {
            SectionHeading("What happened, and what comes next")
            Timeline([reported] + done + coming)
        }
    }

    private var reported: Timeline.Item {
        Timeline.Item(
            title: "Reported: \(problem.problem.kind.words.prefix(1).lowercased())"
                + "\(problem.problem.kind.words.dropFirst())",
            who: problem.statements.first?.name, when: problem.problem.reportedAt.words, state: .done)
    }

    private var done: [Timeline.Item] {
        problem.events.map { item in
            Timeline.Item(
                title: words.done(item.event), who: item.name, when: item.event.at.words,
                detail: words.note(item.event).map { note in HTML { p { bdi { note } } } }, state: .done)
        }
    }

    private var coming: [Timeline.Item] {
        problem.problem.status.isOver
            ? [] : [Timeline.Item(title: words.next(problem.problem, at: now), state: .now)]
    }
}

/// Where one can turn to after a decision.
struct ProblemReview: Component {
    let problem: ProblemView
    let side: ProblemSide

    private var isDecided: Bool {
        problem.events.contains {
            [.decideForHolder, .decideForSupplier, .decideSplit].contains($0.event.what)
        }
    }

    var html: HTML {
        if isDecided, side != .commissioner {
            InsetText {
                p { strong { "You can have this decision looked at again." } }
                p {
                    """
                    Write to \(problem.commissioner) and say why. Somebody who did not decide it looks at it, and \
                    answers you with reasons.
                    """
                }
                if side == .holder {
                    p {
                        "After that you may use the NHS complaints procedure. "
                        Link("How to complain", href: "/help")
                    }
                }
            }
        } else {
            HTML.empty
        }
    }
}

/// One more thing to say, for the record.
struct StatementForm: Component {
    let address: String
    let hidden: [HiddenField]
    let side: ProblemSide
    var typed = ""
    var problems = FieldProblems()

    var html: HTML {
        Details("Say something more", isOpen: problems["text"] != nil) {
            PostForm(action: "\(address)/statement", hidden: hidden.naming("statement")) {
                TextArea(
                    name: "text", label: "What else do you want to say?",
                    hint: "It is kept with your name and the date, and can’t be changed.", value: typed,
                    problem: problems["text"], rows: 4, maximum: ProblemStatement.charactersMaximum)
                if side != .supplier {
                    Checkbox(
                        name: "private",
                        label: side == .holder
                            ? "Only my commissioner may read this" : "The supplier may not read this",
                        hint: "Tick this for anything about health.")
                }
                Button("Add it to the record", kind: .secondary)
            }
        }.html
    }
}

extension ProblemView {
    func words(for side: ProblemSide) -> ProblemWords {
        ProblemWords(side: side, supplier: supplier, holder: holder, commissioner: commissioner)
    }
}
