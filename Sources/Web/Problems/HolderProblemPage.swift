import Markup
import Orders
import Storage
import Values

/// One problem as the holder follows it.
struct HolderProblemPage {
    let problem: ProblemView
    let seesMoney: Bool
    let hidden: [HiddenField]
    let now: Moment
    var typed = ""
    var problems = FieldProblems()

    private var own: Problem { problem.problem }
    private var address: String { "/problems/\(own.id)" }
    private var words: ProblemWords { problem.words(for: .holder) }

    var view: View {
        View(
            "Problem with \(problem.line.title)", place: .orders,
            breadcrumb: [
                Link("Orders", href: "/orders"), Link("Order \(problem.number)", href: "/orders/\(problem.order)"),
            ], problems: problems, width: .wide
        ) {
            h1 { "Problem with "; bdi { problem.line.title } }
            p { own.status.tag }
            p(.class("lead")) { words.next(own, at: now) }
            div(.class("with-side with-side--end")) {
                div(.class("with-side__main stack")) {
                    div(.class("panel")) { ProblemFacts(problem: problem, seesMoney: seesMoney) }
                    if seesMoney, problem.givenUp.isPositive { gone }
                    ProblemStatements(problem: problem, side: .holder)
                    if !own.status.isOver {
                        StatementForm(
                            address: address, hidden: hidden, side: .holder, typed: typed, problems: problems)
                    }
                }
                div(.class("with-side__side stack")) {
                    acts
                    ProblemReview(problem: problem, side: .holder)
                    ProblemTimeline(problem: problem, words: words, now: now)
                }
            }
        }
    }

    /// Why money is not back on the line.
    private var gone: HTML {
        InsetText {
            p { strong { "\(problem.givenUp) of this order went back to \(problem.commissioner)." } }
            p {
                """
                The time in which you could use that money is over, or your plan no longer has the line that it came \
                from. Money that comes back then is not yours to spend again.
                """
            }
        }.html
    }

    private var versioned: [HiddenField] { hidden + [HiddenField(name: "version", value: "\(own.version)")] }

    @HTMLBuilder private var acts: HTML {
        if own.status == .replacing {
            div(.class("panel panel--marked")) {
                h2 { "Has it come again?" }
                PostForm(action: "\(address)/replacement", hidden: versioned.naming("replacement")) {
                    Button("Yes, and it is all right")
                }
            }
        }
        if own.status.allows(.escalate), own.lateness(at: now) == nil {
            Details("Ask \(problem.commissioner) to decide", isOpen: own.status == .disputed) {
                PostForm(action: "\(address)/escalation", hidden: versioned.naming("escalation")) {
                    TextArea(
                        name: "words", label: "What should they know? (optional)",
                        hint: "\(problem.supplier) reads it, too.", rows: 3,
                        maximum: ProblemStatement.charactersMaximum)
                    Button("Ask for a decision", kind: own.status == .disputed ? .primary : .secondary)
                }
            }
        }
        if own.status.allows(.withdraw) {
            Details("Nothing is wrong any more") {
                p { "Then it counts as received, and \(problem.supplier) is paid for it." }
                PostForm(action: "\(address)/withdrawal", hidden: versioned.naming("withdrawal")) {
                    Button("Withdraw the problem", kind: .warning)
                }
            }
        }
    }
}
