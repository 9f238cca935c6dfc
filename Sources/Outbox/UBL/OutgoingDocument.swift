import Orders
import Values

/// A document that a supplier's program reads, ready to be sent.
package struct OutgoingDocument: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case order, change, cancellation
        case invoiceResponse = "invoice-response"
    }

    package let kind: Kind
    /// Its own, unique for the supplier.
    package let id: String
    /// Of the step that it tells of.
    package let version: Int
    package let issued: Day
    package let bytes: [UInt8]
    /// Both sides have an electronic address, so that it may travel on the Peppol network.
    package let isForPeppol: Bool

    /// A name for files: the same document always has the same.
    package var fileName: String { "\(id).xml" }
}

extension OrderPaper {
    /// All documents about a part, from its timeline: the order, and then a change or a cancellation for each step of
    /// the holder's side, or of time, after which the supplier has to deliver something else.
    /// - Parameter line: how a line is called and what it costs; with so many units at such a price.
    package func documents(
        _ moments: [SupplierOrderMoment], line: (_ position: Int, _ units: Int, _ price: Money) -> Line?
    ) -> [OutgoingDocument] {
        var told: [Int: Told] = [:]
        var found: [OutgoingDocument] = []
        for moment in moments {
            let now = moment.wanted
            defer { told = now }
            let lines = now.sorted { $0.key < $1.key }.compactMap { line($0.key, $0.value.units, $0.value.price) }
            if moment.action == .send {
                let asked = lines.filter { $0.units > 0 }
                found.append(document(.order, id, moment, order(asked, issued: moment.at.day)))
            } else if moment.action.changesWhatIsWanted, now != told || moment.action == .askToCancel {
                found.append(later(moment, lines, told, sequence: found.count))
            }
        }
        return found
    }

    private func later(
        _ moment: SupplierOrderMoment, _ lines: [Line], _ told: [Int: Told], sequence: Int
    ) -> OutgoingDocument {
        let note = moment.action.documentNote
        guard lines.contains(where: { $0.units > 0 }) else {
            let own = "\(id)-X\(moment.version)"
            let words = [note, moment.note].compactMap(\.self).joined(separator: " ")
            return document(.cancellation, own, moment, cancellation(id: own, note: words, issued: moment.at.day))
        }
        let own = "\(id)-C\(moment.version)"
        let changes = lines.compactMap { line -> (line: Line, status: LineChange)? in
            guard let before = told[line.position] else { return (line, .added) }
            if line.units == 0 { return before.units == 0 ? nil : (line, .deleted) }
            let isSame = before == Told(units: line.units, price: line.price.net + line.price.tax)
            return (line, isSame ? .none : .changed)
        }
        let tree = change(changes, id: own, sequence: sequence, note: note, issued: moment.at.day)
        return document(.change, own, moment, tree)
    }

    private func document(
        _ kind: OutgoingDocument.Kind, _ own: String, _ moment: SupplierOrderMoment, _ tree: XMLElement
    ) -> OutgoingDocument {
        OutgoingDocument(
            kind: kind, id: own, version: moment.version, issued: moment.at.day,
            bytes: tree.document(prefixes: UBL.prefixes),
            isForPeppol: buyer.address != nil && seller.address != nil)
    }

    /// What a supplier knows of one line.
    struct Told: Hashable {
        let units: Int
        let price: Money
    }
}

extension SupplierOrderMoment {
    /// Units that are wanted after it, by position; what a holder asks to cancel is not wanted.
    fileprivate var wanted: [Int: OrderPaper.Told] {
        let asked = action == .askToCancel
            ? Dictionary(lines.map { ($0.position, $0.units) }, uniquingKeysWith: +) : [:]
        return Dictionary(
            uniqueKeysWithValues: tallies.map {
                ($0.position, .init(units: max(0, $0.live - (asked[$0.position] ?? 0)), price: $0.unitPrice))
            })
    }
}

extension SupplierOrderAction {
    /// Steps of the holder, the commissioner or time. What the supplier does itself it knows.
    fileprivate var changesWhatIsWanted: Bool { documentNote != nil }

    /// Says why the document comes.
    fileprivate var documentNote: String? {
        switch self {
        case .agree: "The customer agreed to what you offered."
        case .refuseChange: "The customer does not want what you offered."
        case .lapse: "The time to answer has run out."
        case .cancel: "The customer has cancelled."
        case .askToCancel: "The customer asks to cancel. Please answer."
        case .finish: "The commissioner lets only this go on."
        case .stop: "The commissioner has stopped what has not come."
        default: nil
        }
    }
}
