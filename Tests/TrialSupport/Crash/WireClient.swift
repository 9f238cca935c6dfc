import Foundation

/// The connection was lost, or nobody is there: nothing is known of what was asked.
package struct ConnectionLost: Error {}

/// An answer as it came over the wire.
package struct WireAnswer: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [(name: String, value: String)]
    package let body: String

    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// HTTP/1.1 over one plain socket that is kept open, one request at a time: small, and blocking on purpose, because
/// each client of a trial is a thread of its own.
package final class WireClient {
    private let port: UInt16
    private var socket: Int32 = -1
    private var buffer: [UInt8] = []

    /// No answer for this long counts as a lost connection.
    private static let secondsMaximum = 30

    package init(port: Int) {
        self.port = UInt16(port)
    }

    deinit { close() }

    package func close() {
        if socket >= 0 { _ = Foundation.close(socket) }
        socket = -1
        buffer = []
    }

    /// - Throws: `ConnectionLost`.
    package func ask(
        _ method: String, _ path: String, headers: [(String, String)], body: String = ""
    ) throws(ConnectionLost) -> WireAnswer {
        do {
            return try exchange(method, path, headers: headers, body: body)
        } catch {
            close()
            throw error
        }
    }

    private func exchange(
        _ method: String, _ path: String, headers: [(String, String)], body: String
    ) throws(ConnectionLost) -> WireAnswer {
        try connect()
        var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if method == "POST" { text += "Content-Length: \(body.utf8.count)\r\n" }
        try send(Array((text + "\r\n" + body).utf8))
        return try receive()
    }

    private func connect() throws(ConnectionLost) {
        guard socket < 0 else { return }
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw ConnectionLost() }
        var wait = timeval(tv_sec: WireClient.secondsMaximum, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw ConnectionLost() }
    }

    private func send(_ bytes: [UInt8]) throws(ConnectionLost) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw ConnectionLost() }
            sent += count
        }
    }

    private func receive() throws(ConnectionLost) -> WireAnswer {
        let end = Array("\r\n\r\n".utf8)
        var headEnd = WireClient.find(end, in: buffer, from: 0)
        while headEnd == nil {
            try more()
            headEnd = WireClient.find(end, in: buffer, from: 0)
        }
        let lines = String(decoding: buffer[..<(headEnd ?? 0)], as: UTF8.self).components(separatedBy: "\r\n")
        buffer.removeFirst((headEnd ?? 0) + end.count)
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
        let body: [UInt8]
        if let length { body = try take(length) } else { body = try chunks(headers) }
        if headers.contains(where: { $0.name == "connection" && $0.value.lowercased() == "close" }) { close() }
        return WireAnswer(status: status, headers: headers, body: String(decoding: body, as: UTF8.self))
    }

    private func chunks(_ headers: [(name: String, value: String)]) throws(ConnectionLost) -> [UInt8] {
        guard headers.contains(where: { $0.name == "transfer-encoding" }) else { return [] }
        var body: [UInt8] = []
        while true {
            let line = try line()
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16) else { throw ConnectionLost() }
            body += try take(size)
            _ = try self.line()
            if size == 0 { return body }
        }
    }

    private func line() throws(ConnectionLost) -> String {
        while true {
            if let end = WireClient.find([13, 10], in: buffer, from: 0) {
                defer { buffer.removeFirst(end + 2) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            try more()
        }
    }

    private func take(_ count: Int) throws(ConnectionLost) -> [UInt8] {
        while buffer.count < count { try more() }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private func more() throws(ConnectionLost) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0 else { throw ConnectionLost() }
        buffer += chunk[..<count]
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (start...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
