import Diagnostics
import Testing

@Suite struct `A message` {
    private func message(_ text: String, _ line: Int, _ column: Int, hidesSecrets: Bool = false) -> String {
        let file = SourceFile(name: "f.yaml", text: text, hidesSecrets: hidesSecrets)
        return Diagnostic.error(
            "wrong",
            at: SourceLocation(file: file, line: line, column: column),
            hint: "do"
        ).text
    }

    @Test func `shows where, the line, a caret, and what next`() {
        #expect(
            message("a: 1\nbé: 2\n", 2, 5) == """
                f.yaml:2:5: error: wrong
                 2 | bé: 2
                   |     ^
                hint: do
                """
        )
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `counts lines at every line end`(_ end: String) {
        #expect(message("a\(end)b\(end)c", 3, 1).contains(" 3 | c\n"))
    }

    @Test func `of a long line shows the part around the column`() {
        let text = message(
            String(repeating: "a", count: 5000) + "!" + String(repeating: "b", count: 5000),
            1,
            5001
        )
        let lines = text.split(separator: "\n")
        #expect(lines[1].count < 120)
        let caret =
            lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0
        #expect(Array(lines[1])[caret] == "!")
    }

    @Test func `about a place behind the end shows no line`() {
        #expect(message("a", 7, 1) == "f.yaml:7:1: error: wrong\nhint: do")
    }

    @Test func `lets no control character through`() {
        let text = message("a\u{1B}[2J\u{9B}\u{202E}\u{7}b", 1, 3)
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || 0x7F..<0xA0 ~= $0.value })
        #expect(text.contains("a\\u{1b}[2J\\u{9b}\\u{202e}\\u{7}b"))
        // The caret stands under the second character as it is printed.
        #expect(text.contains("\n   |        ^"))
    }

    /// Each line of the text that starts with `!` holds a secret, every other may be shown.
    @Test(arguments: [
        "a: 1\n!secrets:\n!  A: x\nb: 1", "!secrets: {A: x}\na: 1", "!sekrets: {A: x}",
        "!\"sec\\u0072ets\": {A: x}",
        "!? secrets\n!: {A: x}\na: 1", "!secrets: {A: {\n!value: x}}\na: 1", "!secrets: {A: \"x\n!y\"}\na: 1",
        "!secrets:\n!- x\na: 1", "!{\"secrets\"\n!: {\"A\": \"x\"}}", "env:\n!  DB_PASSWORD: x\n  PORT: 1",
        "!env: {API_KEY: x, PORT: 1}", "url: https://example.com\n!url: https://me@example.com",
        "!run: [a, --token, x]", "!a: ghp_abcdefghijklmnop", "a: task-manager-of-the-house",
        "!secrets:\n!  A: it's\na: 1", "!secrets: # [ open\n!  A: 1\na: 1", "!  secrets:\n!    A: x\n  b: 1",
        "!secrets:\r\n!  A: x\r\nb: 1", "auth:\n  kind: api-key\n!  secret: x",
    ])
    func `hides the lines that may hold a secret`(_ marked: String) {
        let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("!") ? String($0.dropFirst()) : String($0) }.joined(
            separator: "\n"
        )
        for (index, line) in lines.enumerated() {
            let isHidden = message(text, index + 1, 1, hidesSecrets: true).contains("not shown")
            #expect(isHidden == line.hasPrefix("!"), "line \(index + 1) of \(text)")
        }
    }
}

@Suite struct `The nearest word` {
    @Test(
        arguments: [
            ("prot", "port"), ("porrt", "port"), ("Port", "port"), ("reqeust", "request"), ("zzz", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func `is offered when it is near enough`(_ typed: String, _ expected: String?) {
        #expect(nearest(to: typed, in: ["request", "port", "path"]) == expected)
    }

    @Test func `is not looked for when the word is very long`() {
        #expect(nearest(to: String(repeating: "a", count: 100_000), in: ["a"]) == nil)
    }
}
