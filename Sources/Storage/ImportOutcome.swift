/// What an imported row did. A row that says the same as last time does nothing, so that running an import twice
/// changes nothing, and what people edited since stays.
package enum ImportOutcome: String, Sendable, CaseIterable {
    case added, changed, unchanged
}
