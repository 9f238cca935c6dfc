import Markup
import Orders
import Storage
import Values

/// What people wrote to each other about one part of an order, and the form to write more.
struct NotesPanel: Component {
    struct Item: Sendable {
        let who: String
        let text: String
        let at: Moment
    }

    let items: [Item]
    /// Of the other side: "Trent Neuro Physio".
    let with: String
    /// Who can read it.
    let readers: String
    let action: String
    let hidden: [HiddenField]
    /// The page may have several: the field carries the part.
    let part: SupplierOrder.ID
    var typed = ""
    var problem: String?
    /// Whether this person may write.
    var mayWrite = true

    static func field(_ part: SupplierOrder.ID) -> String { "message-\(part)" }

    private var name: String { NotesPanel.field(part) }

    var html: HTML {
        div(.class("stack"), .id("messages-\(part)")) {
            h3 { "Messages with "; bdi { with } }
            if items.isEmpty {
                p(.class("quiet")) { "There are none yet." }
            } else {
                ul(.class("list")) { for item in items { li { entry(item) } } }
            }
            if mayWrite {
                Details("Write a message", isOpen: problem != nil) {
                    PostForm(action: action, hidden: hidden) {
                        TextArea(
                            name: name, label: "Your message",
                            hint: "\(readers) Write nothing about health: it is not needed here.", value: typed,
                            problem: problem, rows: 4, maximum: OrderNote.charactersMaximum)
                        Button("Send message", kind: .secondary, about: "to \(with)")
                    }
                }
            }
        }
    }

    @HTMLBuilder private func entry(_ item: Item) -> HTML {
        p { bdi { item.text } }
        p(.class("quiet")) { bdi { item.who }; " · \(item.at.words)" }
    }
}

extension FieldProblems {
    /// A message as it was typed; nil where there is none or it is too long.
    mutating func message(_ form: Form, _ part: SupplierOrder.ID) -> String? {
        text(
            form, NotesPanel.field(part), most: OrderNote.charactersMaximum, empty: "Write a message first",
            long: "The message must not be longer than \(OrderNote.charactersMaximum) characters")
    }
}

extension OrderView {
    /// Whether people can still write to each other about one of its parts.
    func takesMessages(_ part: SupplierOrder, at now: Moment) -> Bool {
        part.status.takesMessages(last: events.last { $0.event.supplierOrder == part.id }?.event.at, at: now)
    }
}
