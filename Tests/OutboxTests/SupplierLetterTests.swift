import Outbox
import Testing
import Values

@Suite("Letters to suppliers") struct SupplierLetterTests {
    private func letter(
        _ kind: Message.Kind, supplier: String = "Trent Physio", hasFile: Bool = true, showsPlace: Bool = true
    ) -> SupplierLetter {
        SupplierLetter(
            kind: kind, orderNumber: "7K3M9-2QXRT", supplier: supplier, commissioner: "Notts",
            answerBy: Moment(milliseconds: 1_775_480_700_000), link: "https://shop.example/supplier/orders/p-1",
            hasFile: hasFile, showsPlace: showsPlace)
    }

    @Test func `a letter says what happened, what to do, until when, and where`() {
        let letter = letter(.orderSent)
        #expect(letter.subject == "Order 7K3M9-2QXRT: a new order")
        for words in [
            "Dear Trent Physio,", "Notts has sent you order 7K3M9-2QXRT.", "Please answer by 6 April 2026 at 14:05.",
            "https://shop.example/supplier/orders/p-1", "is attached",
        ] {
            #expect(letter.text.contains(words))
            #expect(letter.html.contains(words))
        }
    }

    @Test func `what asks for no answer names no time`() {
        #expect(!letter(.paid).text.contains("Please answer by"))
    }

    @Test func `only a letter that says where to deliver asks to keep that to oneself`() {
        #expect(letter(.orderSent).text.contains("keep it as you keep"))
        #expect(!letter(.orderCancelled, showsPlace: false).text.contains("keep it as you keep"))
        #expect(!letter(.paid, hasFile: false).text.contains("is attached"))
    }

    @Test func `what is on hold is not stopped by a letter`() {
        let words = letter(.putOnHold).text
        #expect(words.contains("What is booked goes on"))
        #expect(!words.contains("deliver nothing"))
    }

    @Test func `a name cannot put anything else into a letter`() {
        let letter = letter(.orderSent, supplier: "<script>&\"'")
        #expect(letter.html.contains("&lt;script&gt;&amp;"))
        #expect(!letter.html.contains("<script>"))
    }

    @Test func `every message that a supplier gets has a subject of its own`() {
        for kind in Message.Kind.allCases where kind.asksTheSupplier {
            #expect(!letter(kind).subject.contains("something happened"), "\(kind)")
        }
    }
}
