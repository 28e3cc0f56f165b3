import Diagnostics
import Testing
import Values

@Suite struct `JSON reader` {
    private func refusals(of text: String, limits: JSONLimits = .standard) -> [String] {
        complaints { () throws(InvalidInput) in
            try JSON.value(in: SourceFile(name: "t.json", text: text), limits: limits)
        }
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1.50", "1E+5", "123456789012345678901234567890.10e-7", #""""#,
        "[]", "{}",
        #"{"b":1,"a":[true,null,{"c":"x"}]}"#, #"["é😀",""]"#,
    ])
    func `what is read prints the same`(_ text: String) throws {
        #expect(try json(text).json(.compact) == text)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
        (#""\uD83D\ude00""#, "😀"), (#""a\u0000b""#, "a\0b"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
    ])
    func `escapes`(_ text: String, _ expected: String) throws {
        #expect(try json(text).string?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true)
    }

    @Test func `every value and key knows its place`() throws {
        let value = try json("\u{FEFF}{\r\n  \"é😀\": [1,\r  {\"b\": null}]\n}")
        #expect(value.location?.description == "t.json:1:1")
        let member = try #require(value.object?.members.first)
        #expect(member.keyLocation?.description == "t.json:2:3")
        #expect(member.value.location?.description == "t.json:2:9")
        #expect(member.value.array?[0].location?.description == "t.json:2:10")
        #expect(member.value.array?[1].location?.description == "t.json:3:3")
        #expect(member.value.array?[1].object?.members[0].keyLocation?.description == "t.json:3:4")
        #expect(member.value.array?[1]["b"]?.location?.description == "t.json:3:9")
    }

    @Test(arguments: [
        ("", "1:1 the file is empty, not JSON"),
        ("  \n ", "2:2 the file is empty, not JSON"),
        ("[1,]", "1:3 a comma before the closing `]`"),
        (#"{"a":1,}"#, "1:7 a comma before the closing `}`"),
        ("[,1]", "1:2 a comma stands where the first value of this list is expected"),
        ("[1 2]", "1:4 expected `,` or `]` after this value"),
        (#"{"a":1 "b":2}"#, "1:8 expected `,` or `}` after this value"),
        ("[1}", "1:3 expected `]` to close this list"),
        (#"["a": 1]"#, "1:5 a list has no keys"),
        ("['a']", "1:2 a string stands in double quotes, not single ones"),
        ("{'a': 1}", "1:2 a key stands in double quotes, not single ones"),
        ("{a: 1}", "1:2 the key `a` needs double quotes"),
        ("{1: 1}", "1:2 the key `1` needs double quotes"),
        (#"{"a" 1}"#, #"1:6 expected `:` after the key "a""#),
        (#"{"a" = 1}"#, #"1:6 expected `:` after the key "a", not `=`"#),
        (#"{"a":}"#, "1:6 expected a value"),
        ("[1, // one\n2]", "1:5 JSON has no comments"),
        ("# x\n1", "1:1 JSON has no comments"),
        ("/* x */ 1", "1:1 JSON has no comments"),
        ("[1", "1:3 the text ends before this list is closed"),
        ("[1,", "1:4 the text ends before this list is closed"),
        ("{\n\"a\": {", "2:7 the text ends before this object is closed"),
        (#"{"a":"#, "1:6 the text ends where a value is expected"),
        (#""abc"#, "1:5 the text ends inside a string"),
        ("\"ab\nc\"", "1:4 the line ends inside a string"),
        ("\"a\tb\"", "1:3 a tab inside a string"),
        ("\"a\u{1}b\"", "1:3 the control character U+0001 is not allowed in a string"),
        (#""é\q""#, "1:3 `\\q` is not a JSON escape"),
        (#""\u12""#, "1:2 `\\u` needs four hexadecimal digits"),
        (#""\u+123""#, "1:2 `\\u` needs four hexadecimal digits"),
        (#""\ud800""#, "1:2 `\\uD800` is half of a surrogate pair"),
        (#""\ud800\u0041""#, "1:2 `\\uD800` is half of a surrogate pair"),
        (#""\udc00""#, "1:2 `\\uDC00` is half of a surrogate pair"),
        ("01", "1:1 `01` is not a JSON number"),
        ("[-]", "1:2 `-` is not a JSON number"),
        ("1.", "1:1 `1.` is not a JSON number"),
        ("0x1F", "1:1 `0x1F` is not a JSON number"),
        ("1e", "1:1 `1e` is not a JSON number"),
        ("-Infinity", "1:1 `-Infinity` is not a JSON number"),
        ("+1", "1:1 a JSON number starts with a digit or a minus"),
        (".5", "1:1 a JSON number starts with a digit or a minus"),
        ("NaN", "1:1 `NaN` is not a JSON value"),
        ("True", "1:1 `True` is not a JSON value"),
        ("nulls", "1:1 `nulls` is not a JSON value"),
        ("1 2", "1:3 the value has ended, but more text follows"),
        ("[1]]", "1:4 the value has ended, but more text follows"),
        ("\u{A0}1", "1:1 `\u{A0}1` is not a JSON value"),
    ])
    func `a mistake is named and placed`(_ text: String, _ complaint: String) {
        #expect(refusals(of: text) == [complaint])
    }

    @Test func `all duplicate keys are reported with the first use`() {
        let text = #"{"a":1,"b":{"c":1,"c":2},"a":3,"a":4}"#
        #expect(
            refusals(of: text) == [
                #"1:19 duplicate key "c""#, #"1:26 duplicate key "a""#, #"1:32 duplicate key "a""#,
            ]
        )
        do throws(InvalidInput) {
            _ = try JSON.value(in: SourceFile(name: "t.json", text: text))
        } catch {
            #expect(error.diagnostics.map { $0.notes.first?.location?.column } == [13, 2, 2])
        }
    }

    @Test func `keys are compared by code points`() throws {
        #expect(try json("{\"\u{E9}\":1,\"e\u{301}\":2}").object?.count == 2)
    }

    @Test func `limits`() {
        #expect(refusals(of: "[[[1]]]", limits: JSONLimits(maximumDepth: 3)).isEmpty)
        #expect(
            refusals(of: "[[[[1]]]]", limits: JSONLimits(maximumDepth: 3)) == [
                "1:4 nested more than 3 levels deep"
            ]
        )
        #expect(
            refusals(of: "[1,2]", limits: JSONLimits(maximumBytes: 4)) == [
                "1:1 the file has 5 bytes; the limit is 4"
            ]
        )
        let deep = String(repeating: "[", count: 100_000)
        #expect(refusals(of: deep) == ["1:129 nested more than 128 levels deep"])
    }
}
