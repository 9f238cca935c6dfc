import Markup

/// Where something stands, in one or two words.
struct StatusTag: Component {
    /// How it feels; the words must do without it.
    enum Tone: String, Sendable, CaseIterable {
        case plain, yes, ask, no, info
    }

    let text: String
    var tone = Tone.plain

    init(_ text: String, tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    var html: HTML {
        strong(.class("status status--\(tone.rawValue)")) { text }
    }
}
