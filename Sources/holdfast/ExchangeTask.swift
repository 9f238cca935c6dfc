import Operations
import Web

/// Looks into the exchange folder every few seconds while the server runs; says each trouble once, until it is over.
enum ExchangeTask {
    static let pause = Duration.seconds(5)

    static func run(_ desk: Desk, _ folder: ExchangeFolder) async {
        let watch = ExchangeWatch(desk: desk, folder: folder, words: RefusalText.text)
        var told: Set<String> = []
        while !Task.isCancelled {
            let troubles = await watch.look()
            for trouble in troubles where !told.contains(trouble) { Terminal.warn("exchange folder: \(trouble)") }
            told = Set(troubles)
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }
}
