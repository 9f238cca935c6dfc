import ArgumentParser
import Foundation

/// Which database: every command that reads one takes it.
struct DatabaseOption: ParsableArguments {
    @Option(help: ArgumentHelp("The database file (HOLDFAST_DATABASE, or holdfast.db).", valueName: "path"))
    var database: String?

    func settings() throws -> Settings {
        var flags = Settings.Flags()
        flags.database = database
        return try Settings.read(flags)
    }
}

/// What the web server needs to know besides its database.
struct ServerOptions: ParsableArguments {
    @Option(help: "The address to listen on (HOLDFAST_HOST, or 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on; 0 takes any that is free (HOLDFAST_PORT, or 8080).")
    var port: String?

    @Option(name: .customLong("public"), help: ArgumentHelp(
        "The folder with the stylesheet and the icons (HOLDFAST_PUBLIC, or Public).", valueName: "folder"))
    var publicFolder: String?

    @Option(help: ArgumentHelp(
        "The key that signs orders, made when it is not there (HOLDFAST_SIGNING_KEY_FILE, or <database>.key).",
        valueName: "path"))
    var signingKeyFile: String?

    @Option(name: .customLong("public-url"), help: ArgumentHelp(
        "How people reach it, if TLS is in front: https://… (HOLDFAST_PUBLIC_URL).", valueName: "url"))
    var publicURL: String?

    @Option(help: ArgumentHelp(
        "A folder to exchange XML documents with suppliers through (HOLDFAST_EXCHANGE_FOLDER).", valueName: "folder"))
    var exchangeFolder: String?

    func settings(database: String?) throws -> Settings {
        var flags = Settings.Flags()
        flags.host = host
        flags.port = port
        flags.database = database
        flags.publicFolder = publicFolder
        flags.signingKeyFile = signingKeyFile
        flags.publicURL = publicURL
        flags.exchangeFolder = exchangeFolder
        let settings = try Settings.read(flags)
        do { try settings.mustBeSafe() } catch { throw CommandFailure(error.description, code: CommandFailure.usage) }
        return settings
    }
}

extension Settings {
    /// With the environment of this program.
    static func read(_ flags: Flags) throws -> Settings {
        do {
            return try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
        } catch {
            throw CommandFailure(error.description, code: CommandFailure.usage)
        }
    }
}
