import Testing

@testable import Web

@Suite("Components") struct ComponentTests {
    @Test func `every component renders in every state, without scripts or styles inside`() {
        #expect(ComponentExamples.all.count > 40)
        for example in ComponentExamples.all {
            let text = example.html.text
            #expect(!text.isEmpty, "\(example.name)")
            for banned in ["<script", "style=", "javascript:", " onclick"] {
                #expect(!text.contains(banned), "\(example.name)")
            }
        }
    }
}
