import ArgumentParser
import Foundation
import Operations
import Web

/// Runs the web server until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the web server.",
        discussion: """
            Makes the database, the signing key and the installation's secret where they are not there yet. Both files
            are for this account only; keep copies of them apart from the database.

            Without TLS in front it listens on this machine only. With TLS in front, say how people reach it:
              holdfast serve --public-url https://shop.example

            Examples:
              holdfast serve
              holdfast serve --port 9000 --database /var/lib/holdfast/holdfast.db
            """)

    @OptionGroup var database: DatabaseOption
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let settings = try server.settings(database: database.database)
        try await DatabaseUse.run(settings.database, makes: true) { database in
            let assembly = try await Assembly(database: database, settings: settings)
            try await Serving.run(assembly, settings, isDemo: false) { address in
                Terminal.say("Holdfast is open at \(address)")
            }
        }
    }
}

/// What `serve` and `demo` have in common.
enum Serving {
    /// - Parameter onReady: is given the address to open.
    static func run(
        _ assembly: Assembly, _ settings: Settings, isDemo: Bool,
        onReady: @escaping @Sendable (_ address: String) async -> Void
    ) async throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: settings.publicFolder, isDirectory: &isFolder), isFolder.boolValue
        else { throw CommandFailure("\(settings.publicFolder): there is no such folder; --public says where it is") }
        let deliveries = try Deliveries(
            settings.delivery, publicURL: settings.address(port: settings.port), secret: assembly.restSecret,
            links: NoticeLinks(key: assembly.linkSecret))
        let site = site(assembly, settings, deliveries, isDemo: isDemo)
        let runs = ListingRuns(desk: assembly.desk, folder: RunFolder(path: settings.runFolder))
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await KeyTask.run(assembly.desk) }
                group.addTask { await ClockTask.run(assembly.desk, runs) }
                group.addTask { await runs.work { Terminal.warn($0) } }
                group.addTask { await HeadClockTask.run(assembly.desk) }
                if let folder = settings.exchangeFolder {
                    group.addTask { await ExchangeTask.run(assembly.desk, ExchangeFolder(path: folder)) }
                }
                // Letters name the address that people reach, which is only known when the server listens.
                let (addresses, open) = AsyncStream<String>.makeStream()
                group.addTask {
                    for await address in addresses { await deliveries.run(assembly.desk, publicURL: address) }
                }
                try await Site.run(desk: assembly.desk, settings: site, runs: runs) { port in
                    let address = settings.address(port: port)
                    site.isReached(at: address)
                    open.yield(address)
                    await onReady(address)
                }
                group.cancelAll()
            }
        } catch {
            let taken = "\(error)".contains("errno: 98")
            throw CommandFailure(
                "\(settings.host):\(settings.port): \(taken ? "another program is listening there" : "\(error)")")
        }
    }

    private static func site(
        _ assembly: Assembly, _ settings: Settings, _ deliveries: Deliveries, isDemo: Bool
    ) -> SiteSettings {
        SiteSettings(
            host: settings.host, port: settings.port, publicFolder: settings.publicFolder,
            behindTLS: settings.behindTLS, formSecret: assembly.formSecret, isDemo: isDemo,
            runFolder: settings.runFolder, publicURL: settings.publicURL, routing: deliveries.routing,
            programs: settings.programRequests.map { ProgramLimits(perMinute: $0) } ?? ProgramLimits(),
            trustedProxies: settings.trustedProxies,
            draw: { [workshop = PictureWorkshop()] in try await workshop.draw($0) })
    }
}

/// Sets prices that begin, brings agreed plans into force on their day, carries out suspensions and ends, lets orders
/// lapse that nobody answered, does to requests and problems what time demands, books what periods left over, tells
/// suppliers what runs out, and puts untouched baskets aside: once a minute while the server runs. Nothing depends on
/// this being punctual: every step asks for itself.
enum ClockTask {
    static let pause = Duration.seconds(60)

    static func run(_ desk: Desk, _ runs: ListingRuns) async {
        while !Task.isCancelled {
            runs.ring()
            do {
                try await desk.strikePriceClock()
            } catch {
                Terminal.warn("prices that begin today were not set: \(error)")
            }
            do {
                for failure in try await desk.strikePlanClock() { Terminal.warn("\(failure)") }
            } catch {
                Terminal.warn("the plans’ clock did not strike: \(error)")
            }
            do {
                _ = try await desk.strikeOrderClock()
                _ = try await desk.strikeProblemClock()
            } catch {
                Terminal.warn("the orders’ clock did not strike: \(error)")
            }
            do {
                for failure in try await desk.strikeApprovalClock() { Terminal.warn("\(failure)") }
            } catch {
                Terminal.warn("the requests’ clock did not strike: \(error)")
            }
            do {
                try await desk.strikeSurplusClock()
            } catch {
                Terminal.warn("what periods left over was not booked: \(error)")
            }
            await tellAndTidy(desk)
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    private static func tellAndTidy(_ desk: Desk) async {
        do {
            try await desk.strikeSupplierClock()
        } catch {
            Terminal.warn("suppliers were not told what runs out: \(error)")
        }
        do {
            try await desk.strikeNoticeClock()
        } catch {
            Terminal.warn("those whose rights ended were not told, or letters not looked through: \(error)")
        }
        do {
            _ = try await desk.archiveBaskets()
        } catch {
            Terminal.warn("untouched baskets were not put aside: \(error)")
        }
    }
}

/// Takes up a signing key that was rotated: looks for one every half minute while the server runs, so that it is in
/// use within a minute.
enum KeyTask {
    static let pause = Duration.seconds(30)

    static func run(_ desk: Desk) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: pause) } catch { return }
            do {
                try await desk.refreshKey()
            } catch {
                Terminal.warn("the signing key was not looked for: \(error)")
            }
        }
    }
}

/// Signs where the chains of the ledger end, the first time on a day that it is asked: once a minute while the server
/// runs. A day on which no server runs has no signed head; the next one covers it.
enum HeadClockTask {
    static let pause = Duration.seconds(60)

    static func run(_ desk: Desk) async {
        while !Task.isCancelled {
            do {
                try await desk.signHeads()
            } catch {
                Terminal.warn("the heads of the chains were not signed: \(error)")
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }
}

extension Settings {
    /// What to type into a browser.
    func address(port: Int) -> String {
        publicURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
