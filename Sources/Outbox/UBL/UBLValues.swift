import Values

// Values of elements, with the place of what is wrong.

extension XMLElement {
    /// Longer numbers than anybody gives are mistakes, or worse.
    static let identifierCharactersMaximum = 200

    /// - Throws: `.missing`.
    func must(_ path: String...) throws(DocumentRefusal) -> String {
        guard let text = text(path) else { throw .missing(path.joined(separator: "/")) }
        return text
    }

    /// - Throws: `.missing`, `.unreadable` where it is too long.
    func identifier(_ path: String...) throws(DocumentRefusal) -> String {
        let place = path.joined(separator: "/")
        guard let text = text(path) else { throw .missing(place) }
        guard text.unicodeScalars.count <= XMLElement.identifierCharactersMaximum
        else { throw .unreadable(field: place, value: XMLElement.shown(text)) }
        return text
    }

    func day(_ path: String...) throws(DocumentRefusal) -> Day {
        guard let day = try day(at: path) else { throw .missing(path.joined(separator: "/")) }
        return day
    }

    func dayIfAny(_ path: String...) throws(DocumentRefusal) -> Day? { try day(at: path) }

    private func day(at path: [String]) throws(DocumentRefusal) -> Day? {
        guard let text = text(path) else { return nil }
        do {
            // XML Schema lets a day carry its time zone.
            return try Day(String(text.prefix(10)))
        } catch {
            throw .unreadable(field: path.joined(separator: "/"), value: XMLElement.shown(text))
        }
    }

    func number(_ path: String...) throws(DocumentRefusal) -> ExactDecimal {
        guard let number = try number(at: path) else { throw .missing(path.joined(separator: "/")) }
        return number
    }

    func numberIfAny(_ path: String...) throws(DocumentRefusal) -> ExactDecimal? { try number(at: path) }

    private func number(at path: [String]) throws(DocumentRefusal) -> ExactDecimal? {
        guard let text = text(path) else { return nil }
        guard let number = ExactDecimal(text)
        else { throw .unreadable(field: path.joined(separator: "/"), value: XMLElement.shown(text)) }
        return number
    }

    func quantityIfAny(_ name: String) throws(DocumentRefusal) -> Quantity? {
        guard let number = try number(at: [name]) else { return nil }
        return Quantity(number, unit: first(name)?.attributes["unitCode"])
    }

    func priceIfAny() throws(DocumentRefusal) -> SaidPrice? {
        guard let amount = try number(at: ["Price", "PriceAmount"]) else { return nil }
        return SaidPrice(amount: amount, per: try number(at: ["Price", "BaseQuantity"]) ?? ExactDecimal(1))
    }

    private func text(_ path: [String]) -> String? {
        let element = path.reduce(self as XMLElement?) { $0?.first($1) }
        let text = element.map { Text.line($0.text) } ?? ""
        return text.isEmpty ? nil : text
    }

    /// Enough of it to find it again.
    private static func shown(_ text: String) -> String { String(text.prefix(60)) }
}
