import Testing
import Values

@Suite struct `JSON printer` {
    private let value: Value = ["b": [1, [:], []], "a": ["é": nil, "Z": true]]

    @Test func `compact`() {
        #expect(value.json(.compact) == #"{"b":[1,{},[]],"a":{"é":null,"Z":true}}"#)
    }

    @Test func `sorted by code points`() {
        #expect(value.json(.canonicalKeys) == #"{"a":{"Z":true,"é":null},"b":[1,{},[]]}"#)
        let keys: Value = ["\u{FFFD}": 1, "\u{1F600}": 2, "a": 3]
        #expect(keys.json(.canonicalKeys) == "{\"a\":3,\"\u{FFFD}\":1,\"\u{1F600}\":2}")
    }

    @Test func `pretty`() {
        #expect(
            value.json() == """
                {
                  "b": [
                    1,
                    {},
                    []
                  ],
                  "a": {
                    "é": null,
                    "Z": true
                  }
                }
                """
        )
    }

    @Test func `what could break a line or a terminal is escaped`() {
        let text = "\0\u{8}\u{C}\n\r\t\u{1B}\u{7F}\u{2028}\u{2029}\"\\/é😀"
        #expect(text.json == #""\u0000\b\f\n\r\t\u001b\u007f\u2028\u2029\"\\/é😀""#)
    }

    @Test func `numbers that JSON has not become null`() {
        let numbers: [Value] = [.infinity, -.infinity, .nan].map { .number(Number($0)) }
        #expect(Value.array(numbers).json(.compact) == "[null,null,null]")
    }
}
