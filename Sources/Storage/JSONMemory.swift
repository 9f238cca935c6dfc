import Foundation
import Synchronization

/// Remembers what it has read from JSON texts that hardly ever change, such as policies and the terms of plan lines:
/// reading one costs more than everything else that is done with it. The same text always reads the same, whichever
/// database it came from, so nothing here can be out of date.
final class JSONMemory<Thing: Decodable & Sendable>: Sendable {
    private let things = Mutex<[String: Thing]>([:])
    private let capacity: Int

    /// - Parameter capacity: when so many are known, all are forgotten.
    init(capacity: Int) {
        self.capacity = capacity
    }

    func read(_ text: String) throws -> Thing {
        if let known = things.withLock({ $0[text] }) { return known }
        let thing = try JSONDecoder().decode(Thing.self, from: Data(text.utf8))
        things.withLock { things in
            if things.count >= capacity { things.removeAll(keepingCapacity: true) }
            things[text] = thing
        }
        return thing
    }
}
