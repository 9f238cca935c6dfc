import Foundation

/// `holdfast serve` as a process of its own, which can be killed.
package final class ServerProcess {
    package let port: Int
    private let process = Process()
    private let log: String

    /// - Parameter shell: words before the program, such as a limit of the size of files.
    package init(program: URL, database: String, port: Int, shell: String = "") throws {
        self.port = port
        log = database + ".log"
        let words = [
            "serve", "--port", String(port), "--database", database, "--public",
            Built.checkout.appendingPathComponent("Public").path,
        ]
        if shell.isEmpty {
            process.executableURL = program
            process.arguments = words
        } else {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "\(shell); exec \"$0\" \"$@\"", program.path] + words
        }
        // Shoppers type their password for each order, and it is the store that is on trial.
        process.environment = ["PATH": "/usr/bin:/bin", "HOLDFAST_PASSWORD_COST": "10"]
        try Data().write(to: URL(fileURLWithPath: log))
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { kill() }

    package var identifier: Int32 { process.processIdentifier }
    package var isRunning: Bool { process.isRunning }

    package func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until a page is answered.
    /// - Returns: milliseconds that it took.
    package func waitUntilServing() throws -> Int {
        let start = DispatchTime.now().uptimeNanoseconds
        while process.isRunning {
            do {
                if try WireClient(port: port).ask("GET", "/sign-in", headers: []).status == 200 {
                    return Int((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)
                }
            } catch {
                usleep(2_000)
            }
            guard DispatchTime.now().uptimeNanoseconds - start < 60_000_000_000 else { break }
        }
        throw TrialFailure("the server does not serve: \(try String(contentsOfFile: log, encoding: .utf8))")
    }

    /// A port that nobody listens on.
    package static func freePort() throws -> Int {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = Foundation.close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard bound else { throw TrialFailure("there is no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
