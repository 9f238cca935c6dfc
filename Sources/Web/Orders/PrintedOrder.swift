import Markup
import Orders
import Storage
import Values

/// One order on paper: everything in one file, without script, stylesheet or picture of its own to be fetched.
package struct PrintedOrder: Component {
    let order: OrderView

    package static func bytes(of order: OrderView) -> [UInt8] { PrintedOrder(order: order).html.bytes }

    private var signed: Order { order.order }

    package var html: HTML {
        document(.lang("en-GB")) {
            head {
                meta(.charset("utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                Markup.title { "Order \(signed.number)" }
                PrintedOrder.look
            }
            body {
                main {
                    h1 { "Order \(signed.number)" }
                    facts
                    for part in order.parts { PrintedPart(part: part) }
                    h2 { "What happened" }
                    ol { for event in order.events { li { words(event.event, event.name) } } }
                    h2 { "Proof" }
                    p { "Sealed with the key \(signed.signature.keyID). The digest of what was signed (SHA-256) is:" }
                    p { code { Digest(of: signed.signature.document).text } }
                }
            }
        }
    }

    private static let look = HTML(
        trusted: """
            <style>
            body { font: 12pt/1.4 sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid #767676; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
            td.sum, th.sum { text-align: right; white-space: nowrap; }
            dt { font-weight: bold; }
            dd { margin: 0 0 0.5rem; }
            code { overflow-wrap: anywhere; }
            h2 { break-after: avoid; }
            tr, li { break-inside: avoid; }
            </style>
            """)

    private var facts: HTML {
        dl {
            dt { "For" }
            dd { bdi { order.holder } }
            dt { "Signed" }
            dd { signed.signedAt.words; ", by "; bdi { order.signer } }
            dt { "Plan" }
            dd { "Version \(signed.planVersion)" }
            dt { "Total, as signed" }
            dd { signed.total.description }
            dt { "As it stands now" }
            dd { order.parts.map(\.part.liveTotal).total.description }
        }
    }

    @HTMLBuilder private func words(_ event: OrderEvent, _ name: String?) -> HTML {
        let supplier = order.parts.first { $0.part.id == event.supplierOrder }?.supplier.name
        "\(event.at.words): \(event.what.words(supplier: supplier ?? "the supplier"))"
        if let name { ", "; bdi { name } }
        if let note = event.note, !note.isEmpty { ": “"; bdi { note }; "”" }
    }
}

/// What one supplier was asked for.
private struct PrintedPart: Component {
    let part: OrderView.Part

    var html: HTML {
        h2 { bdi { part.supplier.name } }
        table {
            thead {
                tr {
                    th(.scope("col")) { "What" }
                    th(.scope("col")) { "How many" }
                    th(.scope("col"), .class("sum")) { "Price for one" }
                    th(.scope("col"), .class("sum")) { "VAT" }
                    th(.scope("col"), .class("sum")) { "Sum" }
                }
            }
            tbody { for line in part.part.lines { row(line) } }
        }
    }

    private func row(_ line: OrderLine) -> HTML {
        tr {
            td {
                bdi { line.title }
                if let old = line.replaces.flatMap({ part.part.line($0)?.title }) {
                    br()
                    "In the place of “"
                    bdi { old }
                    "”"
                }
                br()
                "Delivery: "
                bdi { line.delivery }
                br()
                "Cancelling: "
                bdi { line.cancellation }
            }
            td {
                line.schedule?.words(line.quantity, line.unit) ?? "\(line.quantity) × \(line.unit)"
                if let tally = part.part.tally(line.position) {
                    br()
                    tally.words(for: .commissioner)
                }
            }
            td(.class("sum")) { line.unitPrice.description }
            td(.class("sum")) { line.tax.description }
            td(.class("sum")) { line.total.description }
        }
    }
}
