/// What a key lets a supplier's program do: chosen when the key is made, and never more than whoever made it may.
package enum SupplierScope: String, Sendable, CaseIterable, Codable {
    case readListings = "listings:read"
    case writeListings = "listings:write"
    /// Prices, stock and weekly capacity alone: for a till that must not touch the words.
    case writeStock = "stock:write"
    case readOrders = "orders:read"
    case writeOrders = "orders:write"
    case readInvoices = "invoices:read"
    case writeInvoices = "invoices:write"
    case readRemittances = "remittances:read"
    case readWebhooks = "webhooks:read"
    case writeWebhooks = "webhooks:write"
    /// Files of listings, and documents of trade: all that keys could do before there were scopes.
    case exchangeFiles = "files:exchange"

    /// As the box for it reads.
    package var words: String {
        switch self {
        case .readListings: "Read listings"
        case .writeListings: "Write listings, with prices and stock"
        case .writeStock: "Write prices and stock alone"
        case .readOrders: "Read orders, with names and addresses"
        case .writeOrders: "Answer orders and write messages"
        case .readInvoices: "Read invoices"
        case .writeInvoices: "Send invoices"
        case .readRemittances: "Read what was paid"
        case .readWebhooks: "Read where orders are sent"
        case .writeWebhooks: "Choose where orders are sent"
        case .exchangeFiles: "Exchange files of listings and documents of trade, and nothing else"
        }
    }

    /// The parts of the work that it belongs to.
    package var duties: Set<SupplierDuty> {
        switch self {
        case .readListings, .writeListings, .writeStock: [.listings]
        case .readOrders, .writeOrders: [.orders]
        case .readInvoices, .writeInvoices, .readRemittances: [.money]
        case .readWebhooks, .writeWebhooks: [.channels]
        case .exchangeFiles: [.listings, .orders, .money]
        }
    }

    /// Who writes something reads it, too.
    package var included: Set<SupplierScope> {
        switch self {
        case .writeListings: [.readListings, .writeStock]
        case .writeOrders: [.readOrders]
        case .writeInvoices: [.readInvoices]
        case .writeWebhooks: [.readWebhooks]
        default: []
        }
    }
}

extension Set<SupplierScope> {
    package func allows(_ scope: SupplierScope) -> Bool {
        contains(scope) || contains { $0.included.contains(scope) }
    }

    /// As they are kept and told, always in the same order.
    package var text: String { SupplierScope.allCases.filter(contains).map(\.rawValue).joined(separator: " ") }

    /// Reads `text`; what is not known any more is nothing.
    package init(text: String) {
        self = Set(text.split(separator: " ").compactMap { SupplierScope(rawValue: String($0)) })
    }
}
