import Values

/// Whether the documents of a bundle belong together: the amendments to the order, the suppliers' documents to what was
/// signed, each to the one before it, and the record and the address to the document that holds their digests.
struct BundleStory {
    private(set) var problems: [String] = []
    private let documents: [String: JSONValue]
    private let files: [String: [UInt8]]

    init(_ documents: [String: JSONValue], _ files: [String: [UInt8]], _ manifest: JSONValue) {
        self.documents = documents
        self.files = files
        guard let order = documents["order"] else {
            if files["order.json"] == nil { wrong("order.json", "is missing") }
            return
        }
        if order["type"]?.text != "holdfast-order" || order["order"] != manifest["order"]
            || order["number"] != manifest["number"]
        {
            wrong("order.json", "is not the order that the manifest names")
        }
        checkAmendments(order)
        checkSupplierOrders(order)
    }

    private mutating func wrong(_ name: String, _ what: String) {
        problems.append("\(name): \(what)")
    }

    /// By part, oldest first.
    private func revisions(_ folder: String) -> [[(name: String, document: JSONValue)]] {
        let found = documents.filter { $0.key.hasPrefix("\(folder)/") }.map { (name: $0.key, document: $0.value) }
        let parts = Dictionary(grouping: found) { $0.document["supplier_order"]?.text ?? "" }
        return parts.sorted { $0.key < $1.key }.map { part in
            part.value.sorted { BundleStory.revision($0.document) < BundleStory.revision($1.document) }
        }
    }

    private static func revision(_ document: JSONValue) -> Int {
        if case .integer(let revision)? = document["revision"] { revision } else { 0 }
    }

    private static func digest(_ document: JSONValue) -> JSONValue {
        .string(Digest(of: document.canonicalBytes).text)
    }

    private mutating func checkAmendments(_ order: JSONValue) {
        for part in revisions("amendments") {
            var before = order
            for (name, amendment) in part {
                if amendment["type"]?.text != "holdfast-amendment" || amendment["order"] != order["order"] {
                    wrong("\(name).json", "is no amendment of this order")
                } else if amendment["amends"] != BundleStory.digest(before) {
                    wrong("\(name).json", "does not follow what was signed before it: something is missing between")
                }
                before = amendment
            }
        }
    }

    private mutating func checkSupplierOrders(_ order: JSONValue) {
        let signed = Set(
            [BundleStory.digest(order)]
                + documents.filter { $0.key.hasPrefix("amendments/") }.map { BundleStory.digest($0.value) })
        for part in revisions("supplier-orders") {
            var before: JSONValue = .null
            for (name, document) in part {
                if document["type"]?.text != "holdfast-supplier-order" || document["order"] != order["order"] {
                    wrong("\(name).json", "is no document of this order")
                } else if !signed.contains(document["signed"] ?? .null) {
                    wrong("\(name).json", "is about something that the holder did not sign")
                } else if document["replaces"] != before {
                    wrong("\(name).json", "does not follow the document before it: something is missing between")
                }
                for member in ["record", "delivery"] {
                    let file = "\(name).\(member).json"
                    let digest = files[file].map { JSONValue.string(Digest(of: $0).text) }
                    if digest != document[member] { wrong(file, "is not what \(name).json holds the digest of") }
                }
                before = BundleStory.digest(document)
            }
        }
    }
}
