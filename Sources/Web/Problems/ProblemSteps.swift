import Identity
import Operations
import Storage
import Values

/// The page of one problem with what was typed in its forms.
protocol ProblemFormPage {
    associatedtype Typed: FromForm

    var problem: ProblemView { get }
    /// Of the page.
    var address: String { get }
    var typed: Typed { get set }
    var problems: FieldProblems { get set }
    var view: View { get }
}

/// What somebody typed.
protocol FromForm {
    init(_ form: Form)
}

extension Front {
    /// Takes a step of a problem, and leads back to its page; shows the page again, with what is wrong, where the form
    /// is not complete.
    func take<Page: ProblemFormPage, Step: Operation>(
        _ form: Form, as principal: Principal, on page: Page, _ flash: Flash, _ step: (Page) throws -> Step
    ) async throws -> Answer {
        var page = page
        page.typed = Page.Typed(form)
        do {
            _ = try await desk.perform(try step(page), as: principal, key: form.command)
            return .redirect(page.address, flash)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }
}
