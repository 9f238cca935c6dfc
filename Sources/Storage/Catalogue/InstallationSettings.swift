import Relational
import Values

/// What one installation sets for all its commissioners and suppliers, as data (`settings.csv`).
package enum InstallationSetting: String, Sendable, CaseIterable {
    /// How many days before a price rises it has to be announced.
    case priceNoticeDays = "price_notice_days"

    package var standard: Int {
        switch self {
        case .priceNoticeDays: 28
        }
    }

    package var range: ClosedRange<Int> {
        switch self {
        case .priceNoticeDays: 0...365
        }
    }
}

extension Reading {
    package func setting(_ setting: InstallationSetting) throws -> Int {
        let row = try connection.row("SELECT value FROM installation_settings WHERE name = \(setting.rawValue)")
        guard let row else { return setting.standard }
        return Int(try row.text("value")) ?? setting.standard
    }
}

extension Writing {
    /// Takes a row of `settings.csv`.
    package func take(_ setting: InstallationSetting, _ value: Int, source: Digest) throws -> ImportOutcome {
        let known = try connection.row(
            "SELECT value, source_digest FROM installation_settings WHERE name = \(setting.rawValue)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        try connection.run(
            """
            INSERT INTO installation_settings (name, value, source_digest)
            VALUES (\(setting.rawValue), \(String(value)), \(source))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }
}
