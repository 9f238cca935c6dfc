import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier says where one of its places is, and where it goes from there.
package struct SavePlace: Operation {
    /// Nil for a new one, nought for the main one.
    package let number: Int?
    package let text: PlaceText

    package init(number: Int?, text: PlaceText) {
        self.number = number
        self.text = text
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .places), tx, tools)
        let places = clerk.supplier.places
        guard number.map({ number in number == 0 || places.contains { $0.number == number } }) ?? true
        else { throw NotFound() }
        guard number != nil || places.count < SupplierPlace.countMaximum else {
            throw FieldProblems("name", "You have \(SupplierPlace.countMaximum) places already, and no more are kept")
        }
        let known = PlaceText.Known(
            gazetteer: tools.shelf.gazetteer, base: try base(tx, tools.shelf.gazetteer), regions: ImportRegions.names,
            commissioners: Set(try tx.joining.commissioners().map(\.id.text)))
        var text = text
        // The main place is called where the supplier is: that number stands with the supplier, and is its owner's.
        if number == 0 { text.telephone = "" }
        let place = try text.checked(
            number: number ?? (places.map(\.number).max() ?? 0) + 1, against: known)
        try tx.teams.save(place, of: clerk.supplier.id)
        if place.number == 0 {
            try clerk.change {
                $0.move(to: place.coverage, basePostcode: place.postcode, base: place.base)
            }
        } else {
            try clerk.noteChange()
        }
        return clerk.supplier.id
    }

    /// Nil also for what is no postcode: the text's own check tells.
    private func base(_ tx: Transaction, _ gazetteer: Gazetteer) throws -> GridPoint? {
        do {
            return try tx.structure.place(of: try Postcode(Text.line(text.postcode)), in: gazetteer)?.centre
        } catch is ValueProblem {
            return nil
        }
    }
}

/// A supplier gives a place up; the main one stays.
package struct RemovePlace: Operation {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .places), tx, tools)
        guard try tx.teams.removePlace(number, of: clerk.supplier.id) else { throw NotFound() }
        try clerk.noteChange()
        return clerk.supplier.id
    }
}

/// A supplier closes for some days: nothing new can be due on them.
package struct CloseForDates: Operation {
    package let first: Day
    package let last: Day
    /// As holders read it.
    package let words: String

    package init(first: Day, last: Day, words: String) {
        self.first = first
        self.last = last
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .places), tx, tools)
        var problems = FieldProblems()
        if first < tools.today { problems.add("first", "The first day must not be over") }
        let most = Closure.daysMaximum
        let days = Period(first: first, last: last)
        if days == nil { problems.add("last", "The last day must not be before the first") }
        if let days, days.days > most { problems.add("last", "Close for at most \(most) days at once") }
        let words = Text.line(words)
        if words.isEmpty { problems.add("words", "Say why, as your customers will read it") }
        if words.unicodeScalars.count > Closure.wordsCharactersMaximum {
            problems.add("words", "Write at most \(Closure.wordsCharactersMaximum) characters")
        }
        let ahead = clerk.supplier.closures.filter { $0.days.last >= tools.today }
        if ahead.count >= Closure.countMaximum {
            problems.add("first", "There are \(Closure.countMaximum) closures ahead already, and no more are kept")
        }
        guard problems.isEmpty, let days else { throw problems }
        let number = (clerk.supplier.closures.map(\.number).max() ?? 0) + 1
        try tx.teams.add(
            Closure(number: number, days: days, words: words), of: clerk.supplier.id, by: principal.person.id,
            at: tools.now)
        try clerk.noteChange()
        return clerk.supplier.id
    }
}

/// A supplier is open on those days after all.
package struct OpenAgain: Operation {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Supplier.ID {
        var clerk = try SupplierClerk(try principal.actingForSupplier(to: .places), tx, tools)
        guard try tx.teams.removeClosure(number, of: clerk.supplier.id) else { throw NotFound() }
        try clerk.noteChange()
        return clerk.supplier.id
    }
}
