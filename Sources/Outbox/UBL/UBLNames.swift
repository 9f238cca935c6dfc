import Values

/// The names of UBL documents, and elements that are never empty: what has no value is not written, as the common
/// rules of Peppol demand.
enum UBL {
    static let basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    static let aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"

    static func space(of document: String) -> String {
        "urn:oasis:names:specification:ubl:schema:xsd:\(document)-2"
    }

    static let prefixes = [basic: "cbc", aggregate: "cac"]

    static func document(_ name: String, _ children: [XMLElement?]) -> XMLElement {
        XMLElement(space: space(of: name), name, children: children.compactMap(\.self))
    }

    static let currency = "GBP"
}

/// An element with text; nil where there is none.
func cbc(_ name: String, _ text: String?, _ attributes: [String: String] = [:]) -> XMLElement? {
    guard let text = text.map(Text.line), !text.isEmpty else { return nil }
    return XMLElement(space: UBL.basic, name, attributes, text: text)
}

func cbc(_ name: String, _ money: Money) -> XMLElement? {
    cbc(name, money.decimal, ["currencyID": UBL.currency])
}

func cbc(_ name: String, _ day: Day?) -> XMLElement? { cbc(name, day?.description) }

/// An element of elements; nil where none is left.
func cac(_ name: String, _ children: [XMLElement?]) -> XMLElement? {
    let there = children.compactMap(\.self)
    return there.isEmpty ? nil : XMLElement(space: UBL.aggregate, name, children: there)
}

func cac(_ name: String, _ child: XMLElement?) -> XMLElement? { cac(name, [child]) }
