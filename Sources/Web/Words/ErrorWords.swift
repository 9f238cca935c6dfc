import Baskets
import Catalogue
import HTTPTypes
import Hummingbird
import Identity
import Ledger
import Logging
import NIOCore
import Operations
import Orders
import Outbox
import Plans
import Policies
import Relational
import Values

/// The words of each error for people. The domain says what is wrong; only here it is said how to put it.
struct ErrorWords {
    let status: HTTPResponse.Status
    /// For the log.
    let code: String
    let title: String
    var paragraphs: [String]
    /// What can happen instead.
    var steps: [String] = []
    var link: Link?
    /// Something that ought not to happen.
    var isFault = false

    var level: Logger.Level { isFault ? .error : status == .serviceUnavailable ? .warning : .info }

    init(_ error: any Error) {
        switch error {
        case is NotFound: self.init(.notFound)
        case is ForgedForm:
            self.init(
                .forbidden, "form.forged", "This form can’t be used any more",
                "It was opened before you signed in or out, or elsewhere. Go back, reload the page and try again.")
        case is OtherHolder:
            self.init(
                .conflict, "form.other-holder", "You act for somebody else now",
                "That page was opened while you acted for another person. Nothing was done. Open the page again.")
        case let refusal as AuthorityRefusal:
            let (title, text) = refusal.words
            self.init(.forbidden, refusal.code, title, text)
            link = Link("Go to the home page", href: "/home")
        case let refusal as TeamRefusal where refusal.isAboutWho:
            let (title, text, _) = refusal.words
            self.init(.forbidden, refusal.code, title, text)
        case let refusal as any Refusal: self.init(refusal)
        case let problems as FieldProblems:
            self.init(.unprocessableContent, "form.problems", "There is a problem", problems.problems.map(\.words))
        case is StorageUnavailable:
            self.init(
                .serviceUnavailable, "storage.unavailable", "Holdfast can’t save anything just now",
                "Nothing you did is half done. Please try again in a few minutes.")
        case is Crowded:
            self.init(
                .serviceUnavailable, "crowded", "Too many people at once",
                "Nothing was done. Please try again in a moment.")
        case let error as HTTPError: self.init(error.status)
        case is NIOTooManyBytesError: self.init(.contentTooLarge)
        default:
            self.init(
                .internalServerError, "fault", "Sorry, something went wrong",
                """
                It is our fault, not yours. Nothing you did is half done. Try again; if it goes on, tell us the \
                reference below.
                """
            )
            isFault = true
        }
    }

    private init(_ status: HTTPResponse.Status, _ code: String, _ title: String, _ paragraphs: [String]) {
        self.status = status
        self.code = code
        self.title = title
        self.paragraphs = paragraphs
    }

    private init(_ status: HTTPResponse.Status, _ code: String, _ title: String, _ text: String) {
        self.init(status, code, title, [text])
    }

    private init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound:
            self.init(
                status, "not-found", "Page not found",
                "It may have been moved, or it is not yours to see. Check the address, or start from the home page.")
            link = Link("Go to the home page", href: "/")
        case .methodNotAllowed:
            self.init(
                status, "method-not-allowed", "That is not possible here", "This address does not take such requests.")
        case .contentTooLarge:
            self.init(
                status, "too-large", "That is too much at once", "What you sent is too large. Shorten it and try again."
            )
        case .unsupportedMediaType, .badRequest:
            self.init(status, "malformed", "That can’t be read", "What your browser sent is not a form of this site.")
        default:
            self.init(status, "http.\(status.code)", "That did not work", "The request could not be answered.")
        }
    }

    private init(_ refusal: any Refusal) {
        if let refusal = refusal as? WorkflowRefusal {
            let words = WorkflowWords.of(refusal.workflow)
            self.init(.conflict, refusal.code, words.refusalTitle(refusal), words.refusalTexts(refusal))
            steps = refusal.possible.map(words.step)
            return
        }
        let (title, text, link) = ErrorWords.words(of: refusal)
        let status: HTTPResponse.Status =
            switch refusal {
            case XMLProblem.tooLarge: .contentTooLarge
            case DocumentRefusal.otherContents: .conflict
            case is CommandRefusal, is XMLProblem, is DocumentRefusal: .unprocessableContent
            default: .conflict
            }
        self.init(status, refusal.code, title, text)
        self.link = link
    }

    private static func words(of refusal: any Refusal) -> (String, String, Link?) {
        switch refusal {
        case let refusal as OrderRefusal: words(of: refusal)
        case let refusal as WorkflowRefusal where refusal.approvalWords != nil:
            refusal.approvalWords ?? ("", "", nil)
        case let refusal as any SettingRefusal: refusal.words
        case let refusal as WorkflowRefusal: words(of: refusal)
        case let refusal as BasketRefusal: words(of: refusal)
        case let refusal as CatalogueRefusal: refusal.words
        case let refusal as LedgerRefusal: words(of: refusal)
        case let refusal as PlanRefusal: refusal.words
        case let refusal as PolicyRefusal: refusal.words
        case let refusal as CategoryRefusal: refusal.words
        case let refusal as ReliefRefusal: refusal.words
        case let refusal as RecordRefusal: refusal.words
        case let refusal as ProblemRefusal: refusal.words
        case let refusal as PasskeyRefusal: refusal.words
        case let refusal as DeliveryRefusal: refusal.words
        case CommandRefusal.keyReused:
            (
                "You already sent this form",
                "It was sent before with other content. Open the page again to see how things stand.", nil
            )
        default: ("That is not possible now", "Open the page again to see how things stand.", nil)
        }
    }

    private static func words(of refusal: WorkflowRefusal) -> (String, String, Link?) {
        let now =
            refusal.workflow == ProblemStatus.workflow.name
            ? ProblemStatus(rawValue: refusal.state)?.words.lowercased() ?? refusal.state
            : SupplierOrderStatus(rawValue: refusal.state)?.words.lowercased() ?? refusal.state
        return (
            "That is not possible any more",
            "Meanwhile it stands like this: \(now). Open it again to see what can be done now.", nil
        )
    }

    private static func words(of refusal: OrderRefusal) -> (String, String, Link?) {
        switch refusal {
        case .unitsMissing, .nothingTaken, .priceRaised, .feeAboveTerms, .changeNeedsApproval, .nothingOffered,
            .proofOfNoGoods, .tooLateToWrite:
            answering(refusal)
        case .blocked, .changedSinceShown: signing(refusal)
        case .changedMeanwhile:
            (
                "Somebody else was quicker",
                "It has changed since you opened it. Open it again to see how it stands now.", nil
            )
        case .contentChanged:
            ("This request has changed", "What is asked for is no longer what your page showed. Open it again.", nil)
        case .reasonMissing:
            ("A reason is missing", "Say why, in a sentence or two.", nil)
        case .supplierBarred(let obstacle):
            (
                "The supplier can’t take orders now",
                "\(obstacle.words(of: "the supplier")). Decline the request, or wait.", nil
            )
        case .holderStopped:
            (
                "This can’t be approved now",
                "The person’s account is on hold or being closed, or rules out direct payments. Look at their page.",
                nil
            )
        case .planNotInForce:
            ("The plan is no longer in force", "It was suspended, ended or replaced since this was asked for.", nil)
        }
    }

    /// What stands in the way of an answer to an order, or to a change.
    private static func answering(_ refusal: OrderRefusal) -> (String, String, Link?) {
        switch refusal {
        case .unitsMissing(let wanted, let there):
            ("There are not so many", "You entered \(wanted); there are \(there). Open the order again.", nil)
        case .nothingTaken:
            ("Nothing would be taken", "To take nothing of an order, decline it and say why.", nil)
        case .priceRaised:
            ("A price can’t go up", "A higher price needs the customer’s signature: offer a change.", nil)
        case .feeAboveTerms(let most):
            ("That fee is too high", "The terms that were signed allow at most \(most) today.", nil)
        case .proofOfNoGoods:
            ("There is no proof of this", "Whether help from people came, only the customer can say.", nil)
        case .tooLateToWrite(let days):
            (
                "This order is finished",
                "It has been over for more than \(days) days. Call, or write an e-mail, if something is open.", nil
            )
        case .nothingOffered:
            (
                "That is no change",
                "Offer something of your own listings that differs from what was ordered, on a day to come.", nil
            )
        default:
            (
                "This change can’t be agreed here",
                "It is not simply in the plan. Say no to it, and put what you want instead in your basket.", nil
            )
        }
    }

    /// What stands in the way of signing leads back to where it can be seen.
    private static func signing(_ refusal: OrderRefusal) -> (String, String, Link?) {
        if refusal == .changedSinceShown {
            let again = Link("Check the order again", href: "/checkout")
            return ("Something changed since you looked", "Check the order again before you sign it.", again)
        }
        return (
            "This basket can’t be signed as it stands",
            "Look at the basket: each thing that stands in the way is explained there.",
            Link("Go to your basket", href: "/basket")
        )
    }

    private static func words(of refusal: BasketRefusal) -> (String, String, Link?) {
        let basket = Link("Go to your basket", href: "/basket")
        return switch refusal {
        case .tooMany(let most):
            ("That is more than the supplier sells at once", "Enter a whole number from 1 to \(most).", basket)
        case .full(let most):
            ("Your basket is full", "It holds at most \(most) different things. Sign this order first.", basket)
        case .noSuchLine: ("That is no longer in your basket", "Somebody has removed it meanwhile.", basket)
        case .changedMeanwhile:
            ("Your basket has changed", "Somebody else changed or signed it meanwhile. Open it again.", basket)
        }
    }

    private static func words(of refusal: LedgerRefusal) -> (String, String, Link?) {
        let basket = Link("Go to your basket", href: "/basket")
        return switch refusal {
        case .insufficient(_, let available, let needed):
            (
                "There is not enough money left", "\(needed) is needed, and \(available) is left. Nothing was ordered.",
                basket
            )
        case .fundShort:
            (
                "Your commissioner has no free money for requests now",
                "Nothing was ordered. Talk to your coordinator, or take out what is not in your plan.", basket
            )
        case .holdResolved:
            ("That has already been settled", "Open the order again to see how it stands.", nil)
        }
    }
}
