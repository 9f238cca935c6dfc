import Identity
import Orders
import Relational
import Storage
import Values

/// What somebody says who moves units of one part on: the same for each such step, so that it is read, checked and kept
/// in one way.
package struct PartAnswer: Sendable, Hashable, Encodable {
    package let part: SupplierOrder.ID
    /// Which the person was looking at; nil where they were not shown one.
    package let version: Int?
    /// How many units of which line, by position. What is not named, each step says.
    package let units: [Int: Int]
    /// Told to the others.
    package let note: String

    package init(part: SupplierOrder.ID, version: Int? = nil, units: [Int: Int] = [:], note: String = "") {
        self.part = part
        self.version = version
        self.units = units
        self.note = note
    }

    var noteOrNil: String? { note.isEmpty ? nil : note }

    /// - Throws: `FieldProblems` where the note is too long, `OrderRefusal.reasonMissing` where there has to be one.
    func mustFit(withReason: Bool = false) throws {
        try Operations.mustFit(note)
        if withReason, note.isEmpty { throw OrderRefusal.reasonMissing }
    }
}

/// A step that says nothing more than that.
package protocol AnsweringPart: Operation {
    var said: PartAnswer { get }
    init(_ said: PartAnswer)
}

extension AnsweringPart {
    package init(part: SupplierOrder.ID, version: Int? = nil, units: [Int: Int] = [:], note: String = "") {
        self.init(PartAnswer(part: part, version: version, units: units, note: note))
    }
}
