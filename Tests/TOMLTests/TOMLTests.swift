import Diagnostics
import TOML
import Testing
import Values

@Suite struct `A TOML file` {
    private func read(_ text: String) throws(InvalidInput) -> Value {
        try TOML.document(in: SourceFile(name: "a.toml", text: text))
    }

    @Test(arguments: [
        ("", "{}"), ("# only a comment", "{}"), ("a = 1", #"{"a":1}"#),
        ("a.b.c = 1\na.d = 2", #"{"a":{"b":{"c":1},"d":2}}"#),
        ("\"a b\" = 1\n'c.d' = 2\n3 = 4", #"{"a b":1,"c.d":2,"3":4}"#),
        ("[a]\nb = 1\n[a.c]\nd = 2\n[e]", #"{"a":{"b":1,"c":{"d":2}},"e":{}}"#),
        ("[a.b]\nc = 1\n[a]\nd = 2", #"{"a":{"b":{"c":1},"d":2}}"#),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", #"{"a":[{"b":1},{"b":2,"c":{"d":3}}]}"#),
        (
            "[fruit]\napple.color = 1\n[fruit.apple.taste]\nsweet = true",
            #"{"fruit":{"apple":{"color":1,"taste":{"sweet":true}}}}"#
        ),
        ("a = [1, 2,\n # more\n 3,\n]", #"{"a":[1,2,3]}"#),
        ("a = [[1], [\"x\"], []]", #"{"a":[[1],["x"],[]]}"#),
        ("a = { b = 1, c.d = 'x', c.e = [] }", #"{"a":{"b":1,"c":{"d":"x","e":[]}}}"#),
        ("a = {}", #"{"a":{}}"#),
        (#"a = "\t\"\\\u00E9\U0001F600""#, #"{"a":"\t\"\\é😀"}"#), ("a = 'C:\\n'", #"{"a":"C:\\n"}"#),
        ("a = \"\"\"\nx\ny\"\"\"", #"{"a":"x\ny"}"#), ("a = \"\"\"x \\\n\n   y\"\"\"", #"{"a":"x y"}"#),
        ("a = \"\"\"\"\"q\"\"\"\"\"", #"{"a":"\"\"q\"\""}"#), ("a = '''\n\\n'x'''", #"{"a":"\\n'x"}"#),
        ("a = \"\"\"x\r\ny\"\"\"", #"{"a":"x\ny"}"#), ("a = 1_000", #"{"a":1000}"#),
        ("a = +7\nb = -0", #"{"a":7,"b":-0}"#),
        ("a = 0xDEAD_beef\nb = 0o755\nc = 0b11", #"{"a":3735928559,"b":493,"c":3}"#),
        ("a = 9223372036854775807", #"{"a":9223372036854775807}"#),
        ("a = 6.626e-34\nb = 1e06\nc = -0.5\nd = +1.0", #"{"a":6.626e-34,"b":1e06,"c":-0.5,"d":1.0}"#),
        ("a = inf\nb = -inf\nc = nan", #"{"a":null,"b":null,"c":null}"#),
        ("a = true\nb = false", #"{"a":true,"b":false}"#),
        (
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.5-07:00",
            #"{"a":"1979-05-27T07:32:00Z","b":"1979-05-27 07:32:00.5-07:00"}"#
        ),
        ("a = 2024-02-29\nb = 07:32:00.999", #"{"a":"2024-02-29","b":"07:32:00.999"}"#),
        ("\u{FEFF}a = 1\r\nb = 2", #"{"a":1,"b":2}"#),
        (
            "\u{E9} = 1".replacing("\u{E9}", with: "\"\u{E9}\"") + "\n\"e\u{301}\" = 2",
            "{\"\u{E9}\":1,\"e\u{301}\":2}"
        ),
    ])
    func `reads what the specification calls valid`(text: String, json: String) throws {
        #expect(try read(text).json(.compact) == json)
    }

    @Test(arguments: [
        ("a = 1\na = 2", 2, 1), ("a = 1\na.b = 2", 2, 1), ("[a]\n[a]", 2, 2), ("a = 1\n[a]", 2, 2),
        ("[a]\n[[a]]", 2, 3),
        ("a = []\n[[a]]", 2, 3), ("[[a]]\n[a]", 2, 2), ("[a.b.c]\nd = 1\n[a]\nb.c.e = 2", 4, 1),
        ("[fruit]\napple.color = 1\n[fruit.apple]", 3, 8), ("a = {b = 1}\na.c = 2", 2, 1),
        ("a = {b = 1}\n[a.c]", 2, 2),
        ("a = {b = 1,}", 1, 12), ("a = {b = 1\n}", 1, 11), ("a = 'x", 1, 5), ("a = \"x\ny\"", 1, 5),
        ("a = \"\"\"x", 1, 5),
        ("a = \"\\q\"", 1, 6), ("a = \"\\uD800\"", 1, 6), ("a = 01", 1, 5), ("a = 1__0", 1, 5),
        ("a = _1", 1, 5), ("a = 1.", 1, 5),
        ("a = .5", 1, 5), ("a = 0x", 1, 5), ("a = +0x1", 1, 5), ("a = 9223372036854775808", 1, 5),
        ("a = True", 1, 5),
        ("a = yes", 1, 5), ("a = 2023-02-29", 1, 5), ("a = 24:00:00", 1, 5), ("a = 07:32:00Z", 1, 5),
        ("a = ", 1, 5), ("a", 1, 2),
        ("= 1", 1, 1), ("a = 1 b = 2", 1, 7), ("[a", 1, 3), ("[a]]", 1, 4), ("[]", 1, 2), ("a = [1 2]", 1, 8),
        ("a = [1", 1, 5),
        ("a..b = 1", 1, 3), ("a = 1 # \u{1}", 1, 9), ("a = \"\u{1}\"", 1, 6), ("a = 1\rb = 2", 1, 6),
        ("é = 1", 1, 1),
        ("\"\"\"a\"\"\" = 1", 1, 1),
    ])
    func `refuses what the specification calls invalid, at its place`(text: String, line: Int, column: Int) {
        let error = #expect(throws: InvalidInput.self) { try read(text) }
        let place = error?.diagnostics.first?.location
        #expect(
            place.map { [$0.line, $0.column] } == [line, column],
            "\(error?.diagnostics.first?.text ?? "")"
        )
    }

    @Test func `knows the place of every key and value`() throws {
        let tree = try read("[tool.poetry]\nname = \"x\"\n[[a]]\nb = {c = [1,\n  2]}")
        #expect(tree["tool"]?["poetry"]?["name"]?.location.map { "\($0)" } == "a.toml:2:8")
        let object = tree["tool"]?["poetry"]?.object
        #expect(object?.member("name")?.keyLocation.map { "\($0)" } == "a.toml:2:1")
        #expect(tree["a"]?.array?[0]["b"]?["c"]?.array?[1].location.map { "\($0)" } == "a.toml:5:3")
    }

    @Test(arguments: ["[", "{a=", "a."])
    func `ends deep nesting instead of running out of stack`(_ part: String) {
        let deep =
            part == "a."
            ? String(repeating: part, count: 100_000) + "b = 1"
            : "a = " + String(repeating: part, count: 100_000)
        let error = #expect(throws: InvalidInput.self) { try read(deep) }
        #expect(error?.diagnostics.first?.message.contains("64") == true)
    }
}
