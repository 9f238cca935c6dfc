import Testing
import TestSupport
import Values

@Suite("CSV lines") struct CSVLineTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), ("a=b", "a=b"), ("", ""),
    ]) func `a text is no formula, and stays in its cell`(text: String, written: String) {
        #expect(CSVLine([text]).text == written)
    }

    @Test func `cells are parted by commas, empty ones too, and money may be below nought`() {
        var line = CSVLine(["", "a", ""])
        line.add(Money(pence: -1_205))
        line.add(7)
        #expect(line.text == ",a,,-12.05,7")
    }
}
