import Testing
import Values
import YAML

@Suite struct `YAML layout` {
    @Test func `mappings and lists`() {
        let value: Value = [
            "name": "app", "empty": ["list": [], "mapping": [:]],
            "ports": [80, [1, [2]], ["a": 1, "b": ["c": [nil]]]],
            "on": true, "ratio": 0, "none": nil,
        ]
        #expect(
            value.yaml() == """
                ---
                name: app
                empty:
                  list: []
                  mapping: {}
                ports:
                  - 80
                  - - 1
                    - - 2
                  - a: 1
                    b:
                      c:
                        - null
                "on": true
                ratio: 0
                none: null

                """
        )
        #expect((["a": [1]] as Value).yaml(.fragment) == "a:\n  - 1\n")
        #expect(([1, ["a": 2]] as Value).yaml() == "---\n- 1\n- a: 2\n")
        #expect(([:] as Value).yaml() == "--- {}\n")
        #expect(("x" as Value).yaml() == "--- x\n")
        #expect(("x" as Value).yaml(.fragment) == "x\n")
        #expect(YAML.text(of: [1, ["a": 1]]) == "--- 1\n---\na: 1\n")
    }

    @Test func `texts of several lines`() {
        let value: Value = [
            "clip": "a\n  b\n\nc\n", "strip": "a\nb", "keep": "a\nb\n\n", "indented": "  a\nb\n",
            "blank first": "\na\n",
            "spaces at an end": "a \nb", "carriage return": "a\r\nb",
            "list": ["a\nb\n", ["k": "a\nb\n"], ["- x\n# y\n"]],
            "last": "a\n\n",
        ]
        #expect(
            value.yaml() == #"""
                ---
                clip: |
                  a
                    b

                  c
                strip: |-
                  a
                  b
                keep: |+
                  a
                  b

                indented: |2
                    a
                  b
                blank first: |

                  a
                spaces at an end: "a \nb"
                carriage return: "a\r\nb"
                list:
                  - |
                    a
                    b
                  - k: |
                      a
                      b
                  - - |
                      - x
                      # y
                last: "a\n\n"

                """#
        )
    }

    @Test(arguments: [
        "a", "a b", "--flag", "--port=8080", "-x", "a:b", "a#b", "http://x/y?z=1#f", "1.2.3", "127.0.0.1",
        "v1.2", "~/x", "$HOME",
        "${X}", "a, b", "a]b", "é", "日本語", "😀", "nope", "yesterday", "once", "12ab", "0xyz", "5m", "30s",
        "512Mi", "1e3x", "/a/b",
        "(a)", "it's", "say \"x\"", "a\\b", "sha256:abc", "inf", "nan", "a:1", "x=y", "<a>", "+a", "_x",
        ".env", "..a", "a*",
    ])
    func `a text that nobody misreads is plain`(_ text: String) {
        #expect(Value.string(text).yaml(.fragment) == "\(text)\n")
    }

    @Test(arguments: [
        "", " a", "a ", "no", "On", "y", "N", "null", "~", "TRUE", "1", "012", "0o14", "0b1", "0xFF", "1_000",
        "1,000", "1:30", "8080:80",
        "1e3", "1.5", ".5", "1.", ".inf", "-.INF", ".nan", "<<", "=", "=a", "2024-01-31",
        "2024-01-31T10:00:00Z", "-", "- a", "---", "...",
        "? a", "?a", ": a", ":a", "a:", "a: b", "a #b", "#a", "[a", "{a", "&a", "*a", "!a", "|", ">", "'a",
        "%a", "@a", "`a", ",a", "]a",
    ])
    func `a text that somebody may misread is quoted`(_ text: String) {
        #expect(Value.string(text).yaml(.fragment) == "\"\(text)\"\n")
    }

    @Test(arguments: [
        ("\"a\"", #""\"a\"""#), ("\\n: ", #""\\n: ""#), ("a\tb", #""a\tb""#),
        ("\0\u{7}\u{1B}\u{7F}\u{85}", #""\0\x07\x1B\x7F\x85""#),
        ("\u{A0}\u{2028}\u{FEFF}", #""\xA0\u2028\uFEFF""#), ("\u{1FFFF}", #""\U0001FFFF""#),
        ("é: \n", #""é: \n""#),
    ])
    func `escapes are used only where they are needed`(_ text: String, _ written: String) {
        #expect(Value.array([.string(text + "|\r")]).yaml(.fragment) == "- \(written.dropLast())|\\r\"\n")
    }

    @Test(arguments: [
        ("1", "1"), ("-0", "-0"), ("1.50", "1.50"), ("1e3", "1.0e+3"), ("1E-3", "1.0e-3"),
        ("-1.5e10", "-1.5e+10"), ("2.5E+7", "2.5e+7"),
    ])
    func `numbers read the same in YAML 1_1 and 1_2`(_ text: String, _ written: String) {
        #expect(Number(json: text).map { Value.number($0).yaml(.fragment) } == written + "\n")
    }

    @Test func `infinity`() {
        let values: [Value] = [.infinity, -.infinity, .nan].map { .number(Number($0)) }
        #expect(Value.array(values).yaml(.fragment) == "- .inf\n- -.inf\n- .nan\n")
    }

    @Test func `a key too long for readers is written on its own`() {
        let key = String(repeating: "k", count: 1001)
        #expect(Value.object(Object([(key, [1]), ("b", 2)])).yaml(.fragment) == "? \(key)\n:\n  - 1\nb: 2\n")
    }
}
