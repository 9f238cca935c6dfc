import ArgumentParser

/// The command line. Exit codes: 0 all is well; 1 it worked, and found something wrong (rejected rows, a ledger that
/// differs, a seal that does not hold); 2 it could not work; 64 it was called wrongly.
struct Holdfast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast",
        abstract: "Marketplace and order workflow for Personal Health Budgets.",
        discussion: """
            To look around: holdfast demo
            To run it:      holdfast import catalogue && holdfast serve

            Settings are read from flags, then from the environment, then from defaults:
            HOLDFAST_HOST (127.0.0.1), HOLDFAST_PORT (8080), HOLDFAST_DATABASE (holdfast.db), HOLDFAST_PUBLIC (Public),
            HOLDFAST_SIGNING_KEY_FILE (<database>.key), HOLDFAST_SECRET_FILE (<database>.secret),
            HOLDFAST_PUBLIC_URL (http://<host>:<port>), HOLDFAST_EXCHANGE_FOLDER (none),
            HOLDFAST_API_REQUESTS_PER_MINUTE (600). HOLDFAST_SIGNING_KEY and
            HOLDFAST_SECRET hold the things themselves instead of a file; HOLDFAST_SIGNING_KEY_PASSPHRASE or
            HOLDFAST_SIGNING_KEY_PASSPHRASE_FILE opens an encrypted signing key.

            Exit codes: 0 all is well; 1 something wrong was found; 2 it could not work; 64 it was called wrongly.
            """,
        subcommands: [
            Demo.self, Serve.self, Migrate.self, ImportCommand.self, Accounts.self, LedgerCommand.self,
            OrdersCommand.self, KeysCommand.self, RulesCommand.self, SimulateCommand.self, WorkflowCommand.self,
            PictureCommand.self,
        ])
}

/// Runs a command, and turns whatever it throws into one line and an exit code.
@main enum Program {
    static func main() async {
        do {
            var command = try Holdfast.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            Terminal.exit(with: error)
        }
    }
}
