import TerminalUI
import Testing

@Suite("Tables of text") struct TextTableTests {
    @Test func `columns are as wide as their widest cell, numbers stand at the right`() {
        var table = TextTable([.init("NAME"), .init("RATE", isNumber: true), .init("STATE")])
        table.add(["weather", "12.5/s", "✓ healthy"])
        table.add(["天気", "-", "✗ unreachable"])
        #expect(
            table.text == """
                NAME       RATE  STATE
                weather  12.5/s  ✓ healthy
                天気          -  ✗ unreachable

                """
        )
    }

    @Test func `no line ends with blanks, whatever its last cells are`() {
        var table = TextTable([.init("A"), .init("B"), .init("C", isNumber: true)])
        table.add(["x", "▁▂  ", ""])
        table.add(["", "", ""])
        table.add(["long one", "", "1"])
        #expect(table.text == "A         B     C\nx         ▁▂\n\nlong one        1\n")
    }

    @Test(arguments: [
        ("abc", 3), ("✓ ok", 4), ("é", 1), ("e\u{301}", 1), ("天気", 4), ("⌚", 2), ("→ ≥ ⣿", 5),
    ])
    func `a text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(columns(of: text) == width)
    }
}
