import Diagnostics
import Testing
import Values
import YAML

@Suite struct `YAML mistakes` {
    @Test(arguments: [
        ("a:\n\tb: 1", "2:1 a tab is used for indentation"),
        ("a:\n  - x\n \t- y", "3:2 a tab is used for indentation"),
        ("a: |\n  x\n\ty", "3:1 a tab is used for indentation"),
        ("a: |\n \t x", "2:2 a tab is used for indentation"),
        ("a: \"x\nb: 2\n", "3:1 the text is never closed"),
        ("a: 'x\n---\nb: 2", "2:1 the document ends inside a quoted text"),
        ("foo:bar\nb: 2", "2:2 a `key: value` cannot stand here"),
        ("a: 1\nfoo:bar\n", "2:4 a space is missing after the colon"),
        ("a: 1\nfoo\n", "2:1 this is no `key: value`"),
        ("a: b: c", "1:5 a second `: ` on the line"),
        ("a: 1\n  b: 2", "2:4 a `key: value` cannot stand here"),
        ("a:\n  b: 1\n c: 2", "3:2 this does not belong to the mapping it stands in"),
        ("a: \"x\" y", "1:8 the value has ended, but more text follows"),
        ("- a\nb: 1", "2:1 this is no item of the list it stands in"),
        ("a: [1, 2\nb: 3", "2:2 expected `,` or `]` here"),
        ("a: {x: 1, y", "1:12 the mapping is not closed"),
        ("a: [1", "1:6 the list is not closed"),
        ("a: @x", "1:4 a text cannot start with `@`"),
        ("a: `x`", "1:4 a text cannot start with a backtick"),
        ("a: %x", "1:4 a text cannot start with `%`"),
        (#"a: "é\q""#, #"1:6 `\q` is no escape in double quotes"#),
        (#"a: "\xZZ""#, "1:7 hexadecimal digits are missing after this escape"),
        (#"a: "\ud83d""#, "1:7 this escape is no Unicode character"),
        ("a: *", "1:5 the name after `*` is made of letters, digits, `-` and `_`"),
        ("a: &", "1:5 the name after `&` is made of letters, digits, `-` and `_`"),
        ("%YAML 2.0\n---\na", "1:1 only YAML 1.1 and 1.2 can be read"),
        ("%FOO\n---\na", "1:1 this directive is not known"),
        ("a: |x\n  y", "1:5 nothing but a comment may follow `|` or `>` on its line"),
        ("a: |0\n  y", "1:5 the indentation of a block text is 1 to 9, not 0"),
        ("a: - b", "1:4 a list item cannot start here"),
        ("\"a\" b", "1:5 the document has ended, but more text follows"),
        ("[]]", "1:3 the document has ended, but more text follows"),
        ("c: [", "1:5 a value is missing, or a bracket is not closed"),
        ("a: ]", "1:4 a value is expected here"),
        ("a: \0", "1:4 the file holds a NUL character, so it is not text"),
        ("é: \"x\u{7}\"", "1:6 the control character U+0007 is not allowed"),
        ("a\r\nb\rc: \u{9F}", "3:4 the control character U+009F is not allowed"),
        ("a: \u{FFFF}", "1:4 the control character U+FFFF is not allowed"),
        ("a: \u{2028}", "1:4 the line separator U+2028 means different things to different YAML readers"),
        ("a: \u{85}", "1:4 the line separator U+0085 means different things to different YAML readers"),
    ])
    func `a mistake is named and placed`(_ text: String, _ complaint: String) {
        #expect(complaints(about: text) == [complaint])
    }

    @Test func `mistakes that do not end the reading are reported together`() {
        #expect(
            complaints(about: "a: !x 1\na: *b\nc: [\n") == [
                "1:4 the tag `!x` is not supported", "2:4 no anchor `&b` comes before this alias",
                "2:1 duplicate key `a`", "4:1 a value is missing, or a bracket is not closed",
            ]
        )
    }

    @Test func `an unclosed quote says where it began`() {
        let problem = problems(of: "a: 1\nb: \"x\nc: 2\n").first
        #expect(problem?.notes.first?.location?.description == "t.yaml:2:4")
        #expect(problem?.hint == "close it with `\"`")
    }
}

@Suite struct `YAML limits` {
    @Test func `bytes`() {
        let limits = YAMLLimits(maximumBytes: 4)
        #expect(complaints(about: "abcd", limits: limits).isEmpty)
        #expect(complaints(about: "abcde", limits: limits) == ["1:1 the file has 5 bytes; the limit is 4"])
    }

    @Test func `depth`() {
        let limits = YAMLLimits(maximumDepth: 2)
        #expect(complaints(about: "[[1]]", limits: limits).isEmpty)
        #expect(complaints(about: "[[{}]]", limits: limits) == ["1:3 nested more than 2 levels deep"])
        #expect(complaints(about: "[&a [], [*a]]", limits: limits) == ["1:10 nested more than 2 levels deep"])
        #expect(complaints(about: "[&a 1, [*a]]", limits: limits).isEmpty)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[\n", "{? "])
    func `very deep nesting is refused at once`(_ piece: String) {
        let found = complaints(about: String(repeating: piece, count: 100_000))
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("nested more than 128 levels deep") == true)
    }

    @Test func `nodes`() {
        let limits = YAMLLimits(maximumNodes: 4)
        #expect(complaints(about: "[1, {a: b}]", limits: YAMLLimits(maximumNodes: 5)).isEmpty)
        #expect(
            complaints(about: "[1, 2, 3, 4]", limits: limits) == [
                "1:11 more than 4 values after expanding aliases"
            ]
        )
        #expect(
            complaints(about: "[&a [1], *a]", limits: limits) == [
                "1:10 more than 4 values after expanding aliases: `*a` stands for 2"
            ]
        )
    }

    @Test func `tag directives`() {
        let directives = (0..<300_000).map { "%TAG !a\($0)! x\n" }.joined()
        #expect(complaints(about: directives + "--- 1") == ["65:1 more than 64 %TAG directives"])
        #expect(complaints(about: "%TAG !a! tag:yaml.org,2002:\n--- !a!str 1").isEmpty)
    }

    @Test func `a billion laughs are refused before anything is copied`() {
        var text = "a0: &a0 lol\n"
        for level in 1...40 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let found = complaints(about: text)
        #expect(found.count == 1)
        #expect(
            found.first?.contains("more than 1000000 values after expanding aliases: `*a5` stands for 111111")
                == true
        )
        var merges = "a0: &a0 {k: 1}\n"
        for level in 1...40 {
            merges += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], x: *a\(level - 1)}\n"
        }
        #expect(complaints(about: merges).first?.contains("more than 1000000 values") == true)
    }
}
