import Diagnostics
import Testing

@Suite struct `Places in a text` {
    @Test(arguments: [
        "a\nbc\n\nd", "a\r\nbc\r\n\r\nd", "a\rbc\r\rd", "\u{FEFF}a\nbc\r\rd",
    ])
    func `lines end as YAML and JSON end them`(_ text: String) {
        let file = SourceFile(name: "f", text: text)
        #expect((0...5).map { file.line($0).map(String.init) } == [nil, "a", "bc", "", "d", nil])
    }

    @Test func `a message shows the line and the column`() {
        let file = SourceFile(name: "f.yaml", text: "\u{FEFF}a: 1\n\té: \u{1B}x\n")
        let problem = Diagnostic.error("no", at: Diagnostics.SourceLocation(file: file, line: 2, column: 5))
        #expect(problem.text == "f.yaml:2:5: error: no\n 2 |  é: \\u{1b}x\n   |     ^")
    }

    @Test func `long texts are cut in messages`() {
        #expect(shortened("é😀x", to: 3) == "é😀x")
        #expect(shortened("é😀xy", to: 3) == "é😀x…")
    }
}
