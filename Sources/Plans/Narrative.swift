import Catalogue
import Values

/// What a personalised care and support plan says in words (reference, A6). None of it is ever shown to suppliers.
package struct Narrative: Sendable, Hashable, Codable {
    /// What matters to the person, what works and what does not.
    package var aboutMe: String
    package var needs: String
    package var risks: [Risk]
    /// What happens when the usual support falls away.
    package var contingency: String
    /// Who keeps an eye on the health condition.
    package var monitoredBy: String
    /// How the person wants to be written and spoken to (Accessible Information Standard, DAPB1605).
    package var communication: String
    /// Delegated health tasks and who is signed off for them.
    package var competencies: [Competency]
    /// The first review is due within three months, then one at least every year (reference, A7).
    package var nextReview: Day?
    package var reviewsHeld: [Day]
    /// Days of notice before the money is cut or stopped.
    package var noticeDays: Int

    package init(
        aboutMe: String = "", needs: String = "", risks: [Risk] = [], contingency: String = "",
        monitoredBy: String = "", communication: String = "", competencies: [Competency] = [], nextReview: Day? = nil,
        reviewsHeld: [Day] = [], noticeDays: Int = Narrative.noticeDaysUsual
    ) {
        self.aboutMe = aboutMe
        self.needs = needs
        self.risks = risks
        self.contingency = contingency
        self.monitoredBy = monitoredBy
        self.communication = communication
        self.competencies = competencies
        self.nextReview = nextReview
        self.reviewsHeld = reviewsHeld
        self.noticeDays = noticeDays
    }

    package static let noticeDaysUsual = 28

    /// Something that may go wrong, and what was agreed about it.
    package struct Risk: Sendable, Hashable, Codable {
        package let text: String
        package let handling: String

        package init(text: String, handling: String) {
            self.text = text
            self.handling = handling
        }
    }

    /// A worker who was trained and signed off for a delegated health task, until it has to be checked again (R22).
    package struct Competency: Sendable, Hashable, Codable {
        package let task: String
        package let worker: String
        /// Nil for people whom the holder employs through no supplier.
        package let supplier: Supplier.ID?
        package let signedOffBy: String
        package let until: Day

        package init(task: String, worker: String, supplier: Supplier.ID?, signedOffBy: String, until: Day) {
            self.task = task
            self.worker = worker
            self.supplier = supplier
            self.signedOffBy = signedOffBy
            self.until = until
        }
    }
}
