import Markup
import Operations
import Outbox
import Storage
import Values

/// A supplier's documents: sending one, and what became of those before.
struct DocumentsPage {
    let received: [ReceivedDocument]
    let exchange: SupplierExchange
    let hidden: [HiddenField]
    var problems = FieldProblems()
    var notice: Notice?

    static let most = 100

    var view: View {
        View(
            "Documents", place: .inbox, breadcrumb: [Link("Orders", href: "/supplier/orders")], notice: notice,
            problems: problems, width: .wide
        ) {
            h1 { "Documents" }
            p(.class("lead")) {
                "Answer orders, tell of deliveries and send invoices with files of your own program: UBL 2.1 XML, as "
                "Peppol uses it."
            }
            h2 { "Send" }
            PostForm(action: "/supplier/documents", hidden: hidden, takesFiles: true) {
                FileField(
                    name: "file", label: "An XML file",
                    hint: "An order response, a despatch advice, an invoice or a credit note; at most "
                        + "\(Desk.documentBytesMaximum >> 20) MB", problem: problems["file"],
                    accept: ".xml,application/xml,text/xml")
                Button("Send file")
            }
            h2 { "Where your program is reached" }
            p {
                if let address = exchange.address {
                    "Electronic address: "
                    code { "\(address)" }
                    ". "
                } else {
                    "You have given no electronic address. Our documents are valid UBL without one, and can’t travel "
                    "on the Peppol network. "
                }
                Link("Change", href: "/supplier/exchange", about: "where your program is reached")
            }
            h2 { "What you have sent" }
            DataTable(
                id: "documents", caption: "Documents, the newest first", isCaptionHidden: true,
                columns: [.init("Document"), .init("Number"), .init("When"), .init("Outcome")],
                rows: received.map(row), empty: "You have sent no document yet.")
            if received.count == Self.most { p(.class("quiet")) { "Only the newest \(Self.most) are shown." } }
        }
    }

    private func row(_ document: ReceivedDocument) -> DataTable.Row {
        .init(
            HTML(document.kindWords),
            [
                HTML {
                    bdi { document.documentID ?? "–" }
                    if let order = document.supplierOrder {
                        br()
                        Link("Order", href: "/supplier/orders/\(order)", about: "of \(document.documentID ?? "")")
                    }
                },
                HTML("\(document.at.words), \(document.channelWords)"),
                HTML {
                    document.tag
                    if !document.reason.isEmpty {
                        br()
                        bdi { document.reason }
                    }
                },
            ])
    }
}

/// Where a supplier's programs are reached.
struct ExchangePage {
    var address: String
    var profile: String
    let version: Int
    let hidden: [HiddenField]
    var problems = FieldProblems()

    var view: View {
        View(
            "Where your program is reached", place: .inbox,
            breadcrumb: [Link("Orders", href: "/supplier/orders"), Link("Documents", href: "/supplier/documents")],
            problems: problems
        ) {
            h1 { "Where your program is reached" }
            PostForm(action: "/supplier/exchange", hidden: hidden + [SeenVersion.field(version)]) {
                TextField(
                    name: "address", label: "Electronic address",
                    hint: "Scheme and identifier, like 0088:5012345678900 for a Global Location Number. Empty: none",
                    value: address, problem: problems["address"], autocomplete: "off", width: .long)
                Radios(
                    name: "profile", legend: "What your program understands",
                    choices: [
                        Choice(OrderProfile.ordering.rawValue, "Orders, and its answers to them"),
                        Choice(
                            OrderProfile.advanced.rawValue, "Changes and cancellations as well (advanced ordering)"),
                    ], value: profile, problem: problems["profile"])
                Button("Save")
            }
        }
    }
}

/// The documents about one order, to fetch.
struct DocumentLinks: Component {
    let order: String
    let documents: [OutgoingDocument]

    var html: HTML {
        if !documents.isEmpty {
            SectionHeading("For your program")
            ul {
                for document in documents {
                    li {
                        Link(
                            "\(document.kind.words) of \(document.issued.words) (XML)",
                            href: "/supplier/orders/\(order)/documents/\(document.version)")
                    }
                }
            }
        }
    }
}
