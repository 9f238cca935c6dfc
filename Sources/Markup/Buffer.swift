/// Bytes that only grow. A page is thousands of short runs, and an array asks at each whether it is shared.
struct Buffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var capacity: Int

    /// Most pages fit into the first room, so that the bytes hardly ever move.
    init(capacity: Int = 48 * 1024) {
        start = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        start.deallocate()
    }

    var bytes: [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        start[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ run: UnsafePointer<UInt8>, count length: Int) {
        if length > capacity - count { grow(by: length) }
        (start + count).update(from: run, count: length)
        count += length
    }

    private mutating func grow(by length: Int) {
        capacity = max(capacity * 2, count + length)
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        wider.update(from: start, count: count)
        start.deallocate()
        start = wider
    }
}
