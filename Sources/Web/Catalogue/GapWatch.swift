import Catalogue
import Logging
import Operations
import Values

/// Notices when a search finds nothing that comes to the person, whatever else they chose.
enum GapWatch {
    /// With the words and the category alone, and everything shown, there is still nothing.
    static func isGap(_ page: SearchPage, for context: HolderContext, _ look: Desk.Look) throws -> Bool {
        guard page.answer.total == 0, !Words.split(page.form.search.text).isEmpty else { return false }
        var wide = SearchForm("", today: look.today)
        wide.search.text = page.form.search.text
        wide.search.category = page.form.search.category
        wide.show = .all
        return try SearchResults(wide, for: context, look).page.answer.total == 0
    }

    /// Tells the commissioner, without who it was. That this does not work is no reason not to show the page.
    static func note(_ form: SearchForm, _ context: HolderContext, _ desk: Desk) async {
        do {
            try await desk.noteGap(form.search.text, category: form.search.category, as: context.principal)
        } catch {
            context.logger.warning("a market gap was not noted", metadata: ["error": "\(type(of: error))"])
        }
    }
}
