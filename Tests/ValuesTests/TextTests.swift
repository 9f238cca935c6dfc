import Testing
import Values

@Suite("Text") struct TextTests {
    @Test(arguments: [
        ("", ""), ("  plain ", "plain"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("tab\there", "tab\there"),
        ("nul\u{0} bell\u{7} c1\u{85}", "nul bell c1"), ("\u{200b}", ""), ("\u{202e}gnp.exe", "gnp.exe"),
        ("a\u{2066}b\u{2069}c", "abc"), ("é – “x”", "é – “x”"), ("👩‍🚀", "👩‍🚀"), ("\u{feff}bom", "bom"),
    ]) func `what is not seen is left out, what is seen stays`(typed: String, kept: String) {
        #expect(Text.tidy(typed) == kept)
        #expect(Text.tidy(Text.tidy(typed)) == Text.tidy(typed))
    }

    @Test func `a title stands on one line`() {
        #expect(Text.line(" Two\r\n lines \n\n and more ") == "Two lines and more")
    }
}
