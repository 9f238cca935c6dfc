import Relational
import Storage
import Values

/// `settings.csv`: what the installation sets for everybody.
struct ImportSettings: ImportStep {
    static let file = "settings.csv"
    static let columns = ["setting", "value"]
    static let key = ["setting"]

    struct Candidate: Sendable {
        let setting: InstallationSetting
        let value: Int
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let setting: InstallationSetting? = row.word("setting")
        guard let setting, let value = row.number("value", setting.range) else { return nil }
        return Candidate(setting: setting, value: value)
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        .taken(try writing.tx.take(candidate.setting, candidate.value, source: source.digest))
    }
}
