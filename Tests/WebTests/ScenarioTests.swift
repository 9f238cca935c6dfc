import Baskets
import Foundation
import Testing
import Values

@testable import Web

/// Runs every paragraph of `Tests/Scenarios/scenarios.txt`: the verdict, its sentences and the ways out have to be what
/// the file says, in the words that the holder reads.
@Suite("Scenarios") struct ScenarioTests {
    private static let book = ScenarioBook.ofCheckout

    @Test func `the file reads well, and has sixty scenarios or more with titles of their own`() {
        #expect(ScenarioTests.book.problems.map(\.description) == [])
        #expect(ScenarioTests.book.scenarios.count >= 60)
        #expect(Set(ScenarioTests.book.scenarios.map(\.title)).count == ScenarioTests.book.scenarios.count)
    }

    @Test(arguments: book.scenarios) func `a basket is judged, and explained, as a nurse would expect`(
        _ scenario: Scenario
    ) {
        let judgement = Judge.judge(scenario.asked.map(\.wish), given: scenario.facts)
        for (asked, verdict) in zip(scenario.asked, judgement.verdicts) {
            #expect(ScenarioWords.verdict(verdict) == asked.expected, "scenarios.txt:\(asked.line)")
            #expect(ScenarioWords.ways(verdict) == asked.ways, "scenarios.txt:\(asked.line)")
        }
        #expect(judgement.reasons.map(\.words) == scenario.whole, "scenarios.txt:\(scenario.line): as a whole")
    }

    static let mistakes: [(text: String, told: [String])] = [
        ("Plan Ann", ["scenarios.txt:1: a line begins with a word and a colon"]),
        ("Plan: Ann\nLine: Milk; £1.00 a week; pays for Beer", ["scenarios.txt:2: no category: Beer"]),
        ("Scenario: Nobody\nPlan: Bob", ["scenarios.txt:2: no plan: Bob"]),
        ("Scenario: Nothing\nPlan: Peter", ["scenarios.txt:1: a scenario has a Basket and what to Expect of it"]),
        ("Scenario: But\nPlan: Peter\nBut: it rains", ["scenarios.txt:3: no such sentence: it rains"]),
        ("Story: Once", ["scenarios.txt:1: a paragraph is a Plan, a Shop or a Scenario, not a Story"]),
    ]

    @Test(arguments: mistakes) func `a mistake in the file is told with its line`(_ text: String, _ told: [String]) {
        #expect(ScenarioBook(text).problems.map(\.description) == told)
    }
}

/// One paragraph that is a scenario.
struct Scenario: Sendable, CustomTestStringConvertible {
    /// One line of the basket, and what to expect of it.
    struct Asked: Sendable {
        let wish: Wish
        let line: Int
        var expected = ""
        var ways: [String] = []
    }

    let title: String
    let line: Int
    let facts: Facts
    let asked: [Asked]
    /// About the basket as a whole.
    let whole: [String]

    var testDescription: String { title }
}

/// All paragraphs of the file, with every mistake in it.
struct ScenarioBook {
    private(set) var scenarios: [Scenario] = []
    private(set) var problems: [ScenarioFile.Problem] = []

    /// The file of the checkout; without it there is nothing in the book.
    static let ofCheckout: ScenarioBook = {
        do {
            return ScenarioBook(try String(contentsOfFile: ScenarioFile.path, encoding: .utf8))
        } catch {
            return ScenarioBook("\(error)")
        }
    }()

    init(_ text: String) {
        let file = ScenarioFile(text)
        problems = file.problems
        do {
            var cast = try ScenarioCast(catalogue: ScenarioFile.catalogue)
            for paragraph in file.paragraphs { read(paragraph, &cast) }
        } catch {
            problems.append(.init(line: 0, words: "\(error)"))
        }
    }

    private mutating func read(_ paragraph: [ScenarioFile.Line], _ cast: inout ScenarioCast) {
        let first = paragraph[0]
        do {
            switch first.key {
            case "Plan": try cast.add(plan: paragraph)
            case "Shop": try cast.add(shop: paragraph)
            case "Scenario":
                var reader = ScenarioReader(cast)
                scenarios.append(try reader.read(paragraph))
            default:
                throw ScenarioFile.Problem(
                    line: first.number, words: "a paragraph is a Plan, a Shop or a Scenario, not a \(first.key)")
            }
        } catch let problem as ScenarioFile.Problem {
            problems.append(problem)
        } catch {
            problems.append(.init(line: first.number, words: "\(error)"))
        }
    }
}

/// Reads one scenario, line by line.
private struct ScenarioReader {
    private var situation: Situation
    private var baskets: [(text: String, line: Int)] = []
    private var expected: [Int: String] = [:]
    private var ways: [Int: [String]] = [:]
    private var whole: [String] = []

    init(_ cast: ScenarioCast) {
        situation = Situation(cast)
    }

    mutating func read(_ lines: [ScenarioFile.Line]) throws -> Scenario {
        for line in lines.dropFirst() {
            try located(line.number) { () throws(ScenarioValue.Unreadable) in try read(line) }
        }
        guard !baskets.isEmpty, expected.count == baskets.count else {
            throw ScenarioFile.Problem(
                line: lines[0].number, words: "a scenario has a Basket and what to Expect of it")
        }
        var asked: [Scenario.Asked] = []
        for (index, basket) in baskets.enumerated() {
            try located(basket.line) { () throws(ScenarioValue.Unreadable) in
                asked.append(
                    Scenario.Asked(
                        wish: try situation.wish(basket.text), line: basket.line, expected: expected[index] ?? "",
                        ways: ways[index] ?? []))
            }
        }
        return Scenario(
            title: lines[0].text, line: lines[0].number, facts: situation.facts, asked: asked, whole: whole)
    }

    private func located(_ line: Int, _ body: () throws(ScenarioValue.Unreadable) -> Void) throws {
        do { try body() } catch { throw ScenarioFile.Problem(line: line, words: error.words) }
    }

    private mutating func read(_ line: ScenarioFile.Line) throws(ScenarioValue.Unreadable) {
        switch line.key {
        case "Plan":
            guard let person = situation.cast.people[line.text] else { throw .init(words: "no plan: \(line.text)") }
            situation.person = person
        case "Day": situation.today = try ScenarioValue.day(line.text)
        case "But": try ScenarioPhrase.apply(line.text, to: &situation)
        case "Basket": baskets.append((line.text, line.number))
        case "Expect": expected[baskets.count - 1] = line.text
        case "Way out": ways[baskets.count - 1] = line.text.components(separatedBy: "; ")
        case "And as a whole": whole.append(line.text)
        default: throw .init(words: "a scenario does not say \(line.key)")
        }
    }
}

/// Verdicts in the words of the pages.
enum ScenarioWords {
    /// `in plan: …`, `needs approval, because: …` or `not allowed, because: …`, with all sentences.
    static func verdict(_ verdict: Verdict) -> String {
        let begins =
            switch verdict.outcome {
            case .inPlan: "in plan: "
            case .needsApproval: "needs approval, because: "
            case .notAllowed: "not allowed, because: "
            }
        let words = verdict.reasons.map { verdict.words(of: $0) } + verdict.moneySentences
        return begins + words.joined(separator: " ")
    }

    /// The ways out, in the words of the file: how a page puts them depends on what can be done there.
    static func ways(_ verdict: Verdict) -> [String] { verdict.waysForward.map(way) }

    private static func way(_ way: WayForward) -> String {
        switch way {
        case .lowerQuantity(let most): "order \(most) or fewer"
        case .raiseQuantity(let least): "order \(least) or more"
        case .fewerTimes(let most): "order it \(most) \(most == 1 ? "time" : "times") or fewer"
        case .acceptPrice(let price): "go on with the new price of \(price)"
        case .otherLine(_, let title): "have “\(title)” pay for it"
        case .waitUntil(let day, let title): "wait until \(day.words): “\(title)” has enough then"
        case .startOn(let day): "begin on \(day.words) or later"
        case .askForApproval: "ask for approval"
        case .lookForCheaper: "look for the same from others"
        case .remove: "leave it out"
        case .talkToCoordinator(let coordinator): "talk to \(coordinator.name)"
        }
    }
}
