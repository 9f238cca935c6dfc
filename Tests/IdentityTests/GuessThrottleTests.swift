import Identity
import Testing
import Values

@Suite("Guessing") struct GuessThrottleTests {
    private let start = Moment(milliseconds: 1_790_000_000_000)
    private let ann = Digest(of: "ann@example.org")

    private func later(_ seconds: Int) -> Moment { start.adding(seconds: seconds) }

    @Test func `five tries are free, and then each waits twice as long, up to a quarter of an hour`() {
        var throttle = GuessThrottle()
        var now = start
        var waits: [Int] = []
        for _ in 1...18 {
            let wait = throttle.begin([.account(ann, browser: nil)], at: now) ?? 0
            waits.append(wait)
            now = now.adding(seconds: wait)
            if wait > 0 { #expect(throttle.begin([.account(ann, browser: nil)], at: now) == nil) }
        }
        #expect(waits == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900])
    }

    @Test func `many at once are as slow as one after another`() {
        var throttle = GuessThrottle()
        let begun = (0..<100).filter { _ in throttle.begin([.account(ann, browser: nil)], at: start) == nil }
        #expect(begun.count == 5)
    }

    @Test func `a browser that she has used before does not wait for what strangers try`() {
        var throttle = GuessThrottle()
        for second in 0..<10_000 {
            _ = throttle.begin([.account(ann, browser: nil), .network("n\(second % 500)")], at: later(second))
        }
        let now = later(10_000)
        #expect(throttle.begin([.account(ann, browser: nil), .network("new")], at: now) != nil)
        let own: [GuessThrottle.Counter] = [.account(ann, browser: "her phone"), .network("home")]
        for _ in 1...5 { #expect(throttle.begin(own, at: now) == nil) }
        #expect(throttle.begin(own, at: now) != nil)
    }

    @Test func `one network is slow with all accounts together, and only it`() {
        var throttle = GuessThrottle()
        let begun = (0..<1_000).filter { number in
            throttle.begin(
                [.account(Digest(of: "\(number)"), browser: nil), .network("office")], at: start) == nil
        }
        #expect(begun.count == 100)
        #expect(throttle.begin([.account(ann, browser: nil), .network("home")], at: start) == nil)
    }

    @Test func `what is right is forgotten: a whole office signs in, and a slip costs nothing`() {
        var throttle = GuessThrottle()
        for number in 0..<200 {
            let counters: [GuessThrottle.Counter] = [
                .account(Digest(of: "\(number)"), browser: nil), .network("office"),
            ]
            for _ in 1...2 { #expect(throttle.begin(counters, at: start) == nil) }
            throttle.succeed(counters)
            throttle.succeed([.network("office")])
        }
    }

    @Test func `who is told to wait is not counted for asking`() {
        var throttle = GuessThrottle()
        let counters: [GuessThrottle.Counter] = [.account(ann, browser: nil)]
        for _ in 1...5 { _ = throttle.begin(counters, at: start) }
        for _ in 1...1_000 { #expect(throttle.begin(counters, at: start) == 2) }
        #expect(throttle.begin(counters, at: later(2)) == nil)
    }

    @Test func `its memory is bounded, and the newest stay in it`() {
        var throttle = GuessThrottle(most: 100)
        for number in 0..<100 {
            for _ in 1...5 {
                _ = throttle.begin([.account(Digest(of: "\(number)"), browser: nil)], at: later(number))
            }
        }
        _ = throttle.begin([.account(ann, browser: nil)], at: later(100))
        #expect(throttle.begin([.account(Digest(of: "99"), browser: nil)], at: later(100)) != nil)
        #expect(throttle.begin([.account(Digest(of: "0"), browser: nil)], at: later(100)) == nil)
    }
}
